// SPDX-License-Identifier: BSD-3-Clause
// The hill-shading of a big grid, timed in one pass and operation by operation.
#pragma once
#include <lazynd/lazynd.hpp>

/// What was measured: medians.
struct shading_times {
  lazynd::index_t cells;
  double fused_ns;     ///< per cell, one expression
  double separate_ns;  ///< per cell, every operation evaluated into an array of its own
  int temporaries;     ///< of the second way
  bool same;           ///< whether the two agree in every bit
};

/// Repeats the grid to some million cells and measures.
shading_times time_hillshade(const lazynd::view<const double>& map, double spacing);
