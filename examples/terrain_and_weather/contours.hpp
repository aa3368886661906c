// SPDX-License-Identifier: BSD-3-Clause
// Lines of equal height through a grid.
#pragma once
#include <lazynd/lazynd.hpp>
#include <vector>

namespace contours {

/// A place in a grid: column and row, between the points too.
struct point {
  double x, y;
};
using line = std::vector<point>;

/// The lines where the grid has that value, linear between its points. A closed line ends where it begins.
std::vector<line> find(const lazynd::view<const double>& z, double level);

}  // namespace contours
