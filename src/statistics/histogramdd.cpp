// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/histogramdd.hpp>

#include <algorithm>

#include <lazynd/array/creation.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/array/manipulation.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/statistics/differences.hpp>
#include <lazynd/support/error.hpp>

#include "statistics/arguments.hpp"
#include "statistics/bin_edges.hpp"

namespace lazynd::detail {

namespace {

/// The option of a coordinate: one may stand for all.
template <class T>
const T& of_coordinate(const std::vector<T>& given, std::size_t at) {
  return given[given.size() == 1 ? 0 : at];
}

/// The bins between edges, from 0, of a line of elements: below 0 or from the number of bins on outside. Compared in the dtype that
/// elements and edges have together, so that wide integers keep all their bits. The last bin has both its edges.
array<index_t> bins_between(const any_view& line, const any_array& edges) {
  array<index_t> bins = bins_of(line, edges, false);
  if (edges.size() > 0) bins -= cast<bool>(any_array(line == edges(-1)));
  bins -= 1;
  return bins;
}

}  // namespace

any_histogramdd count_points(const any_operand& sample, const histogramdd_options& options, const char* function) {
  const std::string name(function);
  const any_view original = viewed(sample);
  const dims& shape = original.shape();
  if (kind(sample.dtype()) == dtype_kind::complex) throw dtype_error(name + ": complex elements have no order");
  if (shape.size() > 2) throw value_error(name + ": the sample has shape " + to_string(shape) + "; it is points by coordinates");
  const index_t coordinates = shape.size() == 2 ? shape[1] : 1;
  const index_t points = coordinates == 0 ? 0 : element_count(shape) / coordinates;
  const auto expect = [&](std::size_t count, const char* what) {
    if (count > 1 && static_cast<index_t>(count) != coordinates) {
      throw value_error(name + ": " + std::to_string(count) + " " + what + " for " + std::to_string(coordinates) + " coordinates");
    }
  };
  expect(options.bins.size(), "bins");
  expect(options.range.size(), "ranges");
  if (options.bins.empty()) throw value_error(name + ": no bins");
  any_histogramdd result;
  dims cells;
  std::vector<array<index_t>> bins_along;
  for (index_t k = 0; k < coordinates; ++k) {
    const bin_argument& bins = of_coordinate(options.bins, static_cast<std::size_t>(k));
    if (std::holds_alternative<bin_rule>(bins.value())) throw value_error(name + ": rules choose bins of one coordinate only");
    const std::optional<bin_range> range = options.range.empty() ? std::nullopt : of_coordinate(options.range, static_cast<std::size_t>(k));
    const any_view line = coordinates == 1 ? reshaped(original, {points}) : original(all, k);
    // The range is of float64 where the points do not say it.
    any_array edges = choose_edges(range || points == 0 ? viewed(cast(line, dtype::float64)) : line, bins, range, false, function).edges;
    cells.push_back(std::max<index_t>(0, edges.size() - 1));
    bins_along.push_back(bins_between(line, edges));
    result.edges.push_back(std::move(edges));
  }
  block_handle weights;
  if (options.weights) {
    weights = c_ordered(*options.weights, dtype::float64);
    if (weights->where.shape != dims{points}) throw shape_error(name + ": weights must be one for each point");
  }
  result.counts = zeros<double>(cells);
  for (index_t i = 0; i < points; ++i) {
    index_t cell = 0;
    for (std::size_t k = 0; k < cells.size() && cell >= 0; ++k) {
      const index_t bin = bins_along[k].data()[i];
      cell = bin < 0 || bin >= cells[k] ? -1 : cell * cells[k] + bin;
    }
    if (cell >= 0) result.counts.data()[cell] += weights ? elements_of<const double>(weights)[static_cast<std::size_t>(i)] : 1;
  }
  if (options.density) {
    const double total = eval(sum(result.counts)).item();
    for (index_t k = 0; k < coordinates; ++k) {
      dims along(cells.size(), 1);
      along[static_cast<std::size_t>(k)] = -1;
      const array<double> widths = cast<double>(diff(result.edges[static_cast<std::size_t>(k)]));
      result.counts /= widths.reshape(along);
    }
    result.counts /= total;
  }
  return result;
}

any_histogram2d count_pairs(const any_operand& x, const any_operand& y, histogramdd_options options) {
  const any_view columns[] = {viewed(x), viewed(y)};
  if (columns[0].ndim() != 1 || columns[1].ndim() != 1 || columns[0].shape() != columns[1].shape()) {
    throw shape_error("histogram2d: x and y must have one axis of the same length, not shapes " + to_string(columns[0].shape()) + " and " +
                      to_string(columns[1].shape()));
  }
  const index_t n = columns[0].size();
  const block_handle both = allocate_block(promote_types(columns[0].dtype(), columns[1].dtype()), {n, 2});
  for (const index_t k : {0, 1}) assign_any(any_view(both)(all, k).storage(), columns[k], casting::same_kind);
  any_histogramdd found = count_points(any_view(both), options, "histogram2d");
  return {std::move(found.counts), std::move(found.edges[0]), std::move(found.edges[1])};
}

}  // namespace lazynd::detail
