// SPDX-License-Identifier: BSD-3-Clause
// Histograms of points. All are eager, O(n * axes * log(bins)). Points with a coordinate outside or NaN are not counted; the last bin of an
// axis holds its right edge too. Counts are float64, as NumPy's, and edges, but of points with a run-time dtype of floats of that dtype.
#pragma once
#include <vector>

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
template <class Edges>
struct histogramdd_of {
  array<double> counts;
  std::vector<Edges> edges;
};
using histogramdd_result = histogramdd_of<array<double>>;
using any_histogramdd = histogramdd_of<any_array>;

/// What lies in each cell of a plane, and the edges along both coordinates.
template <class Edges>
struct histogram2d_of {
  array<double> counts;
  Edges x_edges;
  Edges y_edges;
};
using histogram2d_result = histogram2d_of<array<double>>;
using any_histogram2d = histogram2d_of<any_array>;

namespace detail {
LAZYND_API any_histogramdd count_points(const any_operand& sample, const histogramdd_options& options, const char* function);
LAZYND_API any_histogram2d count_pairs(const any_operand& x, const any_operand& y, histogramdd_options options);
}  // namespace detail

/// How many points, the rows of `sample`, lie in each cell. Shape: the bins of each coordinate. `value_error` for a sample of more than two
/// axes, bins or ranges that are not one for each coordinate or not as in `histogram`; `shape_error` for weights that are not one for each
/// point; `memory_error` for more cells than memory holds. Rules do not choose bins here: `value_error`.
template <AnyOperand A>
[[nodiscard]] auto histogramdd(const A& sample, const histogramdd_options& options = {}) {
  any_histogramdd found = detail::count_points(detail::operand_of(sample), options, "histogramdd");
  if constexpr (Dynamic<A>) {
    return found;
  } else {
    histogramdd_result typed{std::move(found.counts), {}};
    for (any_array& edges : found.edges) typed.edges.push_back(cast<double>(std::move(edges)));
    return typed;
  }
}

/// `auto [counts, x_edges, y_edges] = histogram2d(x, y, {.bins = {20, 10}})`: how many pairs lie in each cell. One axis each;
/// `shape_error` for different lengths.
template <AnyOperand X, AnyOperand Y>
[[nodiscard]] auto histogram2d(const X& x, const Y& y, const histogramdd_options& options = {}) {
  any_histogram2d found = detail::count_pairs(detail::operand_of(x), detail::operand_of(y), options);
  if constexpr (Dynamic<X> || Dynamic<Y>) {
    return found;
  } else {
    return histogram2d_result{std::move(found.counts), cast<double>(std::move(found.x_edges)), cast<double>(std::move(found.y_edges))};
  }
}

}  // namespace lazynd
