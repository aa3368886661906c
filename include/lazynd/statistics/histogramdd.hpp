// SPDX-License-Identifier: BSD-3-Clause
// Histograms of points. All are eager, O(n * axes * log(bins)). Points with a coordinate outside or NaN are not counted; the last bin of an
// axis holds its right edge too. Results are float64, as NumPy's.
#pragma once
#include <lazynd/statistics/histogram.hpp>

namespace lazynd {

/// Keyword arguments of `histogramdd`: nothing, one value for every coordinate, or one for each.
struct histogramdd_options {
  std::vector<bin_argument> bins = {10};
  std::vector<std::optional<bin_range>> range = {};
  bool density = false;
  std::optional<any_operand> weights = {};  ///< one for each point
};

/// What lies in each cell, and the edges along each coordinate.
struct histogramdd_result {
  array<double> counts;
  std::vector<array<double>> edges;
};

/// What lies in each cell of a plane, and the edges along both coordinates.
struct histogram2d_result {
  array<double> counts;
  array<double> x_edges;
  array<double> y_edges;
};

namespace detail {
LAZYND_API histogramdd_result count_points(const any_operand& sample, const histogramdd_options& options, const char* function);
LAZYND_API histogram2d_result count_pairs(const any_operand& x, const any_operand& y, histogramdd_options options);
}  // namespace detail

/// How many points, the rows of `sample`, lie in each cell. Shape: the bins of each coordinate. `value_error` for a sample of more than two
/// axes, bins or ranges that are not one for each coordinate or not as in `histogram`; `shape_error` for weights that are not one for each
/// point; `memory_error` for more cells than memory holds. Rules do not choose bins here: `value_error`.
template <AnyOperand A>
[[nodiscard]] histogramdd_result histogramdd(const A& sample, const histogramdd_options& options = {}) {
  return detail::count_points(detail::operand_of(sample), options, "histogramdd");
}

/// `auto [counts, x_edges, y_edges] = histogram2d(x, y, {.bins = {20, 10}})`: how many pairs lie in each cell. One axis each;
/// `shape_error` for different lengths.
template <AnyOperand X, AnyOperand Y>
[[nodiscard]] histogram2d_result histogram2d(const X& x, const Y& y, const histogramdd_options& options = {}) {
  return detail::count_pairs(detail::operand_of(x), detail::operand_of(y), options);
}

}  // namespace lazynd
