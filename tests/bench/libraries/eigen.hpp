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

  static auto sum(const auto& x) { return x.sum(); }
  static auto mean(const auto& x) { return x.mean(); }
  static auto var(const auto& x) { return (x - x.mean()).square().mean(); }
  static auto max(const auto& x) { return x.maxCoeff(); }
  static std::int64_t argmax(const auto& x) {
    Eigen::Index at = 0;
    x.maxCoeff(&at);
    return at;
  }
  static auto nanmean(const auto& x) {
    using T = typename std::remove_cvref_t<decltype(x)>::Scalar;
    return x.isNaN().select(T(0), x).sum() / static_cast<T>(x.size() - x.isNaN().count());
  }
  template <int Axis>
  static auto sum_along(const auto& x) {
    if constexpr (Axis == 0) {
      return x.colwise().sum().transpose();
    } else {
      return x.rowwise().sum();
    }
  }

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
