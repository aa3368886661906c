// SPDX-License-Identifier: BSD-3-Clause
// Edges of bins.
#pragma once
#include <lazynd/statistics/histogram.hpp>

namespace lazynd::detail {

/// Edges, and whether the bins have the same width.
struct edges_of_bins {
  any_array edges;
  bool uniform = false;
};

/// `a` is a 1-d array.
edges_of_bins choose_edges(const any_view& a, const bin_argument& bins, const std::optional<bin_range>& range, bool weighted,
                           const char* function);

/// The width of bins that a rule chooses for the elements, which were of that dtype; 0 where it cannot tell. Rules as in NumPy: Freedman
/// and Diaconis (1981), Doane (1976), Scott (1979), Stone (1984), Sturges (1926).
double bin_width(bin_rule rule, const array<double>& elements, const bin_range& range, dtype type);

}  // namespace lazynd::detail
