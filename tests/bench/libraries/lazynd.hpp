// SPDX-License-Identifier: BSD-3-Clause
// How the workloads are written with lazynd. Elementwise functions (sin, exp, abs, ...) are found by argument-dependent lookup.
#pragma once
#include <cmath>
#include <lazynd/lazynd.hpp>

#include "workload.hpp"

namespace bench {

namespace nd = lazynd;

struct lazynd_policy : policy {
  static constexpr const char* name = "lazynd";
  template <class Workload>
  static constexpr bool takes = true;

  template <class T, int Rank>
  struct storage_for : std::type_identity<nd::array<T>> {};
  template <class T>
  struct storage_for<T, 0> : std::type_identity<T> {};
  template <class T, int Rank>
  using storage = typename storage_for<T, Rank>::type;

  template <class T, int Rank>
  static void make(storage<T, Rank>& array, const extents& shape) {
    if constexpr (Rank > 0) {
      nd::shape_t as_dims;
      for (const long extent : shape) as_dims.push_back(extent);
      array = nd::zeros<T>(as_dims);
    }
  }
  static auto* data(auto& array) { return array.data(); }
  static std::size_t size(const auto& array) { return static_cast<std::size_t>(array.size()); }
  static long extent(const auto& array) { return array.shape(0); }
  static void set_threads(int count) { nd::set_num_threads(count); }

  static void set(auto&& out, auto&& expression) { out = std::forward<decltype(expression)>(expression); }
  template <class T>
  static void make_from(auto& out, auto&& expression) {
    nd::array<T> made = std::forward<decltype(expression)>(expression);
    out = std::move(made);
  }

  static auto where(auto&& condition, auto&& yes, auto&& no) { return nd::where(condition, yes, no); }
  template <class T>
  static auto cast(const auto& x) {
    return nd::cast<T>(x);
  }
  static auto shift_right_8(const auto& x) { return x >> 8; }
  static auto transposed(auto& x) { return nd::transpose(x); }
  static auto outer(auto& column, auto& row) { return column * row; }
  static auto every(auto& x, long first, long step) { return x(nd::slice(first < 0 ? nd::slice_bound(nd::none) : first, nd::none, step)); }
  static auto block(auto& x, long row, long column, long rows, long columns) {
    return x(nd::slice(row, row + rows), nd::slice(column, column + columns));
  }

  static auto sum(const auto& x) { return nd::sum(x); }
  static auto mean(const auto& x) { return nd::mean(x); }
  static auto var(const auto& x) { return nd::mean(nd::square(x - nd::mean(x))); }
  static auto max(const auto& x) { return nd::max(x); }
  static auto argmax(const auto& x) { return nd::argmax(x); }
  static auto nanmean(const auto& x) {
    using T = typename std::remove_cvref_t<decltype(x)>::value_type;
    return nd::sum(nd::where(nd::isnan(x), T(0), x)) / nd::cast<T>(nd::sum(!nd::isnan(x)));
  }
  template <int Axis>
  static auto sum_along(const auto& x) {
    return nd::sum(x, {.axis = Axis});
  }

  /// An intermediate result: lazynd needs no array for it.
  template <class T>
  static auto hold(auto&& expression) {
    return std::forward<decltype(expression)>(expression);
  }

  static void summary(auto& out, const auto& a) {
    auto [lowest, highest, mean, variance] = nd::eval(nd::min(a), nd::max(a), nd::mean(a), nd::mean(nd::square(a - nd::mean(a))));
    out(0) = lowest.item();
    out(1) = highest.item();
    out(2) = mean.item();
    out(3) = std::sqrt(variance.item());
  }
  static void softmax(auto& out, const auto& a) {
    const auto e = nd::exp(a - nd::max(a, {.axis = -1, .keepdims = true}));
    out = e / nd::sum(e, {.axis = -1, .keepdims = true});
  }
  static void standardise(auto& out, const auto& a) {
    const auto centred = a - nd::mean(a, {.axis = 0});
    out = centred / nd::sqrt(nd::mean(nd::square(centred), {.axis = 0}));
  }
  static void distances(auto& out, const auto& a) {
    out = nd::sqrt(nd::sum(nd::square(a(nd::all, nd::newaxis) - a(nd::newaxis)), {.axis = -1}));
  }
};

}  // namespace bench
