// SPDX-License-Identifier: BSD-3-Clause
// How the workloads are written with xtensor: `noalias` and immediate reductions, which are its faster ways.
#pragma once
#include <xtensor/xhistogram.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xsort.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

#include "workload.hpp"

namespace bench {

struct xtensor_policy : policy {
  static constexpr const char* name = "xtensor";
  template <class Workload>
  static constexpr bool takes = !(Workload::without & xtensor_library);

  template <class T, int Rank>
  struct storage_for : std::type_identity<xt::xtensor<T, static_cast<std::size_t>(Rank)>> {};
  template <class T>
  struct storage_for<T, 0> : std::type_identity<T> {};
  template <class T, int Rank>
  using storage = typename storage_for<T, Rank>::type;

  template <class T, int Rank>
  static void make(storage<T, Rank>& array, const extents& shape) {
    if constexpr (Rank > 0) {
      std::array<std::size_t, static_cast<std::size_t>(Rank)> as_array{};
      std::copy(shape.begin(), shape.end(), as_array.begin());
      array = storage<T, Rank>(as_array, T(0));
    }
  }
  static auto* data(auto& array) { return array.data(); }
  static std::size_t size(const auto& array) { return array.size(); }
  static long extent(const auto& array) { return static_cast<long>(array.shape(0)); }

  static void set(auto&& out, auto&& expression) {
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(out)>>) {
      out = static_cast<std::remove_cvref_t<decltype(out)>>(expression);
    } else {
      xt::noalias(out) = std::forward<decltype(expression)>(expression);
    }
  }
  template <class T>
  static void make_from(auto& out, auto&& expression) {
    storage<T, 1> made = std::forward<decltype(expression)>(expression);
    out = std::move(made);
  }

  static auto where(auto&& condition, auto&& yes, auto&& no) {
    return xt::where(std::forward<decltype(condition)>(condition), std::forward<decltype(yes)>(yes), std::forward<decltype(no)>(no));
  }
  template <class T>
  static auto cast(auto&& x) {
    return xt::cast<T>(std::forward<decltype(x)>(x));
  }
  static auto shift_right_8(auto&& x) { return std::forward<decltype(x)>(x) >> 8; }
  static auto transposed(auto& x) { return xt::transpose(x); }
  static auto outer(auto& column, auto& row) { return column * row; }
  static auto every(auto& x, long first, long step) {
    using namespace xt::placeholders;
    const auto size = static_cast<std::ptrdiff_t>(x.size());
    return xt::view(
        x, step > 0 ? xt::range(static_cast<std::ptrdiff_t>(first), size, step) : xt::range(size - 1, std::ptrdiff_t(-size - 1), step));
  }
  static auto block(auto& x, long row, long column, long rows, long columns) {
    return xt::view(x, xt::range(row, row + rows), xt::range(column, column + columns));
  }

  template <int Axis>
  static constexpr std::array<std::size_t, 1> axes = {Axis};
#define BENCH_REDUCTION(NAME, FUNCTION)                                                            \
  template <class T>                                                                               \
  static auto NAME(auto&& x) {                                                                     \
    return FUNCTION(std::forward<decltype(x)>(x), xt::evaluation_strategy::immediate)();           \
  }                                                                                                \
  template <int Axis, class T>                                                                     \
  static auto NAME##_along(auto&& x) {                                                             \
    return FUNCTION(std::forward<decltype(x)>(x), axes<Axis>, xt::evaluation_strategy::immediate); \
  }
  BENCH_REDUCTION(sum, xt::sum<T>)
  BENCH_REDUCTION(max, xt::amax)
  BENCH_REDUCTION(mean, xt::mean<T>)
  BENCH_REDUCTION(var, xt::variance)
  BENCH_REDUCTION(nansum, xt::nansum)
  BENCH_REDUCTION(nanmean, xt::nanmean)
  BENCH_REDUCTION(nanmax, xt::nanmax)
#undef BENCH_REDUCTION
  template <class T>
  static auto argmax(const auto& x) {
    return xt::argmax(x)();
  }
  template <int Axis, class T>
  static auto argmax_along(const auto& x) {
    return xt::argmax(x, Axis);
  }
  template <class T>
  static bool any(const auto& x) {
    return xt::any(x);
  }
  template <int Axis, class T>
  static auto any_along(const auto& x) {
    return xt::amax(x, axes<Axis>, xt::evaluation_strategy::immediate);
  }
  static void cumsum(auto& out, const auto& x) { set(out, xt::cumsum(x)); }
  template <int Axis>
  static void cumsum_along(auto& out, const auto& x) {
    set(out, xt::cumsum(x, Axis));
  }

  /// An intermediate result as an array, or it would be computed wherever it is used.
  template <class T>
  static storage<T, 1> hold(auto&& expression) {
    return std::forward<decltype(expression)>(expression);
  }

  static void summary(auto& out, const auto& a) {
    constexpr auto now = xt::evaluation_strategy::immediate;
    out(0) = xt::amin(a, now)();
    out(1) = xt::amax(a, now)();
    set(out(2), xt::mean(a, now)());
    set(out(3), xt::stddev(a, now)());
  }
  static void softmax(auto& out, const auto& a) {
    const auto highest = xt::amax(a, {1}, xt::evaluation_strategy::immediate);
    xt::noalias(out) = xt::exp(a - xt::view(highest, xt::all(), xt::newaxis()));
    const auto total = xt::sum(out, {1}, xt::evaluation_strategy::immediate);
    out /= xt::view(total, xt::all(), xt::newaxis());
  }
  static void standardise(auto& out, const auto& a) {
    const auto mean = xt::mean(a, {0}, xt::evaluation_strategy::immediate);
    xt::noalias(out) = a - mean;
    const auto variance = xt::mean(xt::square(out), {0}, xt::evaluation_strategy::immediate);
    const auto deviation = xt::eval(xt::sqrt(variance));
    out /= deviation;
  }
  static void distances(auto& out, const auto& a) {
    const auto difference = xt::view(a, xt::all(), xt::newaxis(), xt::all()) - xt::view(a, xt::newaxis(), xt::all(), xt::all());
    xt::noalias(out) = xt::sqrt(xt::sum(xt::square(difference), {2}, xt::evaluation_strategy::immediate));
  }

  static void median(auto& out, const auto& a) { set(out, xt::median(a)); }
  static void median_of_columns(auto& out, const auto& a) { set(out, xt::median(a, 0)); }
  static void median_of_rows(auto& out, const auto& a) { set(out, xt::median(a, 1)); }
  static void histogram(auto& out, const auto& a) { set(out, xt::histogram(a, std::size_t{100})); }
  static void histogram_by_edges(auto& out, const auto& a, const auto& edges) { set(out, xt::histogram(a, edges)); }
  static void digitize(auto& out, const auto& a, const auto& edges) { set(out, xt::digitize(a, edges)); }
  static void bincount(auto& out, const auto& a) { set(out, xt::bincount(a)); }
  static void weighted_bincount(auto& out, const auto& a, const auto& weights) { set(out, xt::bincount(a, weights)); }
};

}  // namespace bench
