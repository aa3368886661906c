// SPDX-License-Identifier: BSD-3-Clause
// How the workloads are written with Eigen. Elementwise functions (sin, exp, abs, ...) are found by argument-dependent lookup.
#pragma once
#include <Eigen/Dense>

#include "workload.hpp"

namespace bench {

struct eigen_policy : policy {
  static constexpr const char* name = "eigen";
  template <class Workload>
  static constexpr bool takes = !(Workload::without & eigen_library);

  template <class T, int Rank>
  struct storage_for;
  template <class T>
  struct storage_for<T, 0> : std::type_identity<T> {};
  template <class T>
  struct storage_for<T, 1> : std::type_identity<Eigen::Array<T, Eigen::Dynamic, 1>> {};
  template <class T>
  struct storage_for<T, 2> : std::type_identity<Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> {};
  template <class T, int Rank>
  using storage = typename storage_for<T, Rank>::type;

  template <class T, int Rank>
  static void make(storage<T, Rank>& array, const extents& shape) {
    if constexpr (Rank == 1) array.setZero(shape[0]);
    if constexpr (Rank == 2) array.setZero(shape[0], shape[1]);
  }
  static auto* data(auto& array) { return array.data(); }
  static std::size_t size(const auto& array) { return static_cast<std::size_t>(array.size()); }
  static long extent(const auto& array) { return array.rows(); }

  static void set(auto&& out, auto&& expression) { out = expression; }
  template <class T>
  static void make_from(auto& out, const auto& expression) {
    storage<T, 1> made = expression;
    out = std::move(made);
  }

  static auto where(const auto& condition, const auto& yes, const auto& no) { return condition.select(yes, no); }
  template <class T>
  static auto cast(const auto& x) {
    return x.template cast<T>();
  }
  static auto shift_right_8(const auto& x) { return x.template shiftRight<8>(); }
  static auto transposed(auto& x) { return x.transpose(); }
  static auto outer(auto& column, auto& row) { return column.replicate(1, row.cols()) * row.replicate(column.rows(), 1); }
  static auto every(auto& x, long first, long step) {
    const Eigen::Index start = first < 0 ? x.size() - 1 : first;
    const Eigen::Index count = step > 0 ? (x.size() - start + step - 1) / step : start / -step + 1;
    return x(Eigen::seqN(start, count, step));
  }
  static auto block(auto& x, long row, long column, long rows, long columns) { return x.block(row, column, rows, columns); }

  /// The elements as T, without a cast where they are.
  template <class T>
  static decltype(auto) as(const auto& x) {
    if constexpr (std::is_same_v<typename std::remove_cvref_t<decltype(x)>::Scalar, T>) {
      return (x);
    } else {
      return x.template cast<T>();
    }
  }
  template <class T>
  static T sum(const auto& x) {
    return as<T>(x).sum();
  }
  template <class T>
  static T mean(const auto& x) {
    return as<T>(x).mean();
  }
  template <class T>
  static T var(const auto& x) {
    return (x - x.mean()).square().mean();
  }
  template <class T>
  static T max(const auto& x) {
    return x.maxCoeff();
  }
  template <class T>
  static T argmax(const auto& x) {
    Eigen::Index at = 0;
    x.maxCoeff(&at);
    return at;
  }
  template <class T>
  static bool any(const auto& x) {
    return x.any();
  }
  template <class T>
  static T nansum(const auto& x) {
    return x.isNaN().select(T(0), x).sum();
  }
  template <class T>
  static T nanmean(const auto& x) {
    return nansum<T>(x) / static_cast<T>(x.size() - x.isNaN().count());
  }
  template <class T>
  static T nanmax(const auto& x) {
    return x.template maxCoeff<Eigen::PropagateNumbers>();
  }

#define BENCH_ALONG(NAME, PART)             \
  template <int Axis, class T>              \
  static auto NAME##_along(const auto& x) { \
    if constexpr (Axis == 0) {              \
      return x.colwise().PART.transpose();  \
    } else {                                \
      return x.rowwise().PART;              \
    }                                       \
  }
  BENCH_ALONG(max, maxCoeff())
  BENCH_ALONG(any, any())
#undef BENCH_ALONG
  template <int Axis, class T>
  static auto sum_along(const auto& x) {
    if constexpr (Axis == 0) {
      return as<T>(x).colwise().sum().transpose().eval();
    } else {
      return as<T>(x).rowwise().sum().eval();
    }
  }
  template <int Axis, class T>
  static auto mean_along(const auto& x) {
    return (sum_along<Axis, T>(x) / static_cast<T>(Axis == 0 ? x.rows() : x.cols())).eval();
  }
  template <int Axis, class T>
  static auto var_along(const auto& x) {
    if constexpr (Axis == 0) {
      return (x.rowwise() - x.colwise().mean().eval()).square().colwise().mean().transpose().eval();
    } else {
      return (x.colwise() - x.rowwise().mean().eval()).square().rowwise().mean().eval();
    }
  }
  template <int Axis, class T>
  static auto nanmax_along(const auto& x) {
    return max_along<Axis, T>(x.isNaN().select(-std::numeric_limits<T>::infinity(), x)).eval();
  }
  template <int Axis, class T>
  static auto nansum_along(const auto& x) {
    return sum_along<Axis, T>(x.isNaN().select(T(0), x));
  }
  template <int Axis, class T>
  static auto nanmean_along(const auto& x) {
    return (nansum_along<Axis, T>(x) / sum_along<Axis, T>((!x.isNaN()).template cast<T>())).eval();
  }
  template <int Axis, class T>
  static auto argmax_along(const auto& x) {
    storage<T, 1> at(Axis == 0 ? x.cols() : x.rows());
    for (Eigen::Index i = 0; i < at.size(); ++i) {
      Eigen::Index found = 0;
      if constexpr (Axis == 0) {
        x.col(i).maxCoeff(&found);
      } else {
        x.row(i).maxCoeff(&found);
      }
      at(i) = found;
    }
    return at;
  }
  static void cumsum(auto& out, const auto& x) {
    typename std::remove_cvref_t<decltype(out)>::Scalar so_far = 0;
    for (Eigen::Index i = 0; i < x.size(); ++i) out(i) = so_far += x(i);
  }

  static void cov_3(auto& out, const auto& a) {
    const auto centred = (a.colwise() - a.rowwise().mean().eval()).matrix().eval();
    out = centred * centred.transpose() / static_cast<double>(a.cols() - 1);
  }
  static void cov_10(auto& out, const auto& a) { cov_3(out, a); }

  /// An intermediate result as an array, or it would be computed wherever it is used.
  template <class T>
  static storage<T, 1> hold(const auto& expression) {
    return expression;
  }

  static void summary(auto& out, const auto& a) {
    const auto mean = a.mean();
    out << a.minCoeff(), a.maxCoeff(), mean, std::sqrt((a - mean).square().mean());
  }
  static void softmax(auto& out, const auto& a) {
    const auto highest = a.rowwise().maxCoeff().eval();
    out = (a.colwise() - highest).exp();
    const auto total = out.rowwise().sum().eval();
    out.colwise() /= total;
  }
  static void standardise(auto& out, const auto& a) {
    const auto mean = a.colwise().mean().eval();
    out = a.rowwise() - mean;
    const auto deviation = out.square().colwise().mean().sqrt().eval();
    out.rowwise() /= deviation;
  }
  static void distances(auto& out, const auto& a) {
    for (Eigen::Index i = 0; i < a.rows(); ++i) out.row(i) = (a.rowwise() - a.row(i)).square().rowwise().sum().sqrt().transpose();
  }
};

}  // namespace bench
