// SPDX-License-Identifier: BSD-3-Clause
// The map: shaded and coloured relief, contour lines, scale and legend.
#pragma once
#include <lazynd/lazynd.hpp>

#include "svg.hpp"

/// Draws the relief into a page: upper left corner at the origin, one unit for each metre, the legend to the right and the scale beneath.
/// The grid has north at the top and its points `spacing` metres apart; smoothing uses up its outermost points.
void draw_relief(svg& page, const lazynd::view<const double>& map, double spacing);
