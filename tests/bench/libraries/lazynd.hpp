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

  template <class T>
  using element = std::conditional_t<std::is_same_v<T, binary16>, nd::float16, T>;
  template <class T, int Rank>
  using storage = std::conditional_t<Rank == 0, element<T>, nd::array<element<T>>>;

  template <class T, int Rank>
  static void make(storage<T, Rank>& array, const extents& shape) {
    if constexpr (Rank > 0) {
      nd::shape_t as_dims;
      for (const long extent : shape) as_dims.push_back(extent);
      array = nd::zeros<element<T>>(as_dims);
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

#define BENCH_REDUCTION(NAME)               \
  template <class>                          \
  static auto NAME(const auto& x) {         \
    return nd::NAME(x);                     \
  }                                         \
  template <int Axis, class>                \
  static auto NAME##_along(const auto& x) { \
    return nd::NAME(x, {.axis = Axis});     \
  }
  BENCH_REDUCTION(sum)
  BENCH_REDUCTION(max)
  BENCH_REDUCTION(argmax)
  BENCH_REDUCTION(mean)
  BENCH_REDUCTION(var)
  BENCH_REDUCTION(any)
  BENCH_REDUCTION(nansum)
  BENCH_REDUCTION(nanmean)
  BENCH_REDUCTION(nanmax)
#undef BENCH_REDUCTION
  static void cumsum(auto& out, const auto& x) { out = nd::cumsum(x); }
  template <int Axis>
  static void cumsum_along(auto& out, const auto& x) {
    out = nd::cumsum(x, {.axis = Axis});
  }

  /// An intermediate result: lazynd needs no array for it.
  template <class T>
  static auto hold(auto&& expression) {
    return std::forward<decltype(expression)>(expression);
  }

  static void summary(auto& out, const auto& a) {
    auto [lowest, highest, mean, deviation] = nd::eval(nd::min(a), nd::max(a), nd::mean(a), nd::std(a));
    out(0) = lowest.item();
    out(1) = highest.item();
    out(2) = mean.item();
    out(3) = deviation.item();
  }
  static void softmax(auto& out, const auto& a) {
    const auto e = nd::exp(a - nd::max(a, {.axis = -1, .keepdims = true}));
    out = e / nd::sum(e, {.axis = -1, .keepdims = true});
  }
  static void standardise(auto& out, const auto& a) { out = (a - nd::mean(a, {.axis = 0})) / nd::std(a, {.axis = 0}); }
  static void distances(auto& out, const auto& a) {
    out = nd::sqrt(nd::sum(nd::square(a(nd::all, nd::newaxis) - a(nd::newaxis)), {.axis = -1}));
  }

  static void median(auto& out, const auto& a) { out = nd::median(a).item(); }
  static void nanmedian(auto& out, const auto& a) { out = nd::nanmedian(a).item(); }
  static void median_of_columns(auto& out, const auto& a) { out = nd::median(a, {.axis = 0}); }
  static void median_of_rows(auto& out, const auto& a) { out = nd::median(a, {.axis = 1}); }
  static void percentile(auto& out, const auto& a) { out = nd::percentile(a, 90).item(); }
  template <class T>
  static void three_percentiles(nd::array<T>& out, const auto& a) {
    out = nd::percentile(a, nd::array<T>{5, 50, 95});
  }
  static void histogram(auto& out, const auto& a) { out = nd::histogram(a, {.bins = 100}).counts; }
  static void histogram_by_edges(auto& out, const auto& a, const auto& edges) { out = nd::histogram(a, {.bins = edges}).counts; }
  static void weighted_histogram(auto& out, const auto& a, const auto& weights) {
    out = nd::histogram(a, {.bins = 100, .weights = weights}).counts;
  }
  static void digitize(auto& out, const auto& a, const auto& edges) { out = nd::digitize(a, edges); }
  static void bincount(auto& out, const auto& a) { out = nd::bincount(a); }
  static void weighted_bincount(auto& out, const auto& a, const auto& weights) { out = nd::bincount(a, weights); }
  static void interp(auto& out, const auto& a, const auto& x, const auto& y) { out = nd::interp(a, x, y); }
  static void convolve_7(auto& out, const auto& a, const auto& taps) { out = nd::convolve(a, taps, nd::overlap_mode::same); }
  static void convolve_64(auto& out, const auto& a, const auto& taps) { convolve_7(out, a, taps); }
  static void cov_3(auto& out, const auto& a) { out = nd::cov(a); }
  static void cov_10(auto& out, const auto& a) { out = nd::cov(a); }
  static void corrcoef_10(auto& out, const auto& a) { out = nd::corrcoef(a); }
  static void diff(auto& out, const auto& a) { out = nd::diff(a); }
  static void gradient(auto& out, const auto& a) { out = nd::gradient(a)[0]; }
};

}  // namespace bench
