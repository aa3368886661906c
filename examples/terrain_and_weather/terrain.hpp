// SPDX-License-Identifier: BSD-3-Clause
// What can be computed from a grid of elevations: slopes, shading, a finer grid, colours. Every function on `z` takes an array or a view
// whose first row is the northernmost and whose first column is the westernmost.
#pragma once
#include <lazynd/lazynd.hpp>
#include <numbers>
#include <utility>

namespace terrain {

namespace nd = lazynd;

inline constexpr double degree = std::numbers::pi / 180;

/// Rise per metre towards the east and towards the north at the inner points, by Horn's rule: weighted differences over 3 x 3 points.
/// Two expressions over eight shifted views of the grid; nothing is computed here.
template <nd::ArrayLike Z>
auto gradient(const Z& z, double spacing) {
  const nd::slice first(nd::none, -2), middle(1, -1), last(2, nd::none);  // NumPy: z[:-2], z[1:-1], z[2:]
  const auto north_west = z(first, first), north = z(first, middle), north_east = z(first, last);
  const auto west = z(middle, first), east = z(middle, last);
  const auto south_west = z(last, first), south = z(last, middle), south_east = z(last, last);
  return std::pair((north_east + 2 * east + south_east - north_west - 2 * west - south_west) / (8 * spacing),
                   (north_west + 2 * north + north_east - south_west - 2 * south - south_east) / (8 * spacing));
}

/// Where the light comes from.
struct light {
  double azimuth = 315;  ///< degrees clockwise from north
  double altitude = 45;  ///< degrees above the horizon
};

/// Brightness of the inner points, 0 to 1: the cosine of the angle between the light and the normal of the ground. `exaggeration` steepens
/// the slopes. An expression: one pass over memory when it is evaluated, whatever stands around it.
template <nd::ArrayLike Z>
auto hillshade(const Z& z, double spacing, light from = {}, double exaggeration = 1) {
  const double zenith = (90 - from.altitude) * degree;
  const double azimuth = from.azimuth * degree;
  const auto [east, north] = gradient(z, spacing);
  const auto slope = nd::arctan(nd::sqrt(east * east + north * north) * exaggeration);
  const auto aspect = nd::arctan2(-east, -north);  // the direction the ground faces, clockwise from north
  return nd::maximum(std::cos(zenith) * nd::cos(slope) + std::sin(zenith) * nd::sin(slope) * nd::cos(azimuth - aspect), 0);
}

/// `times` rows between each row and the next, by a uniform cubic B-spline, which also smooths: n rows give (n - 3) * times, from the
/// second row to the last but one.
inline nd::array<double> refine_rows(const nd::view<const double>& z, int times) {
  const nd::index_t intervals = z.shape(0) - 3;
  const nd::array<double> t = nd::arange<double>(times)(nd::all, nd::newaxis) / times;  // (times, 1)
  const auto s = 1 - t;
  const nd::array<double> w0 = s * s * s / 6, w1 = (3 * t * t * t - 6 * t * t + 4) / 6;
  const nd::array<double> w2 = (3 * s * s * s - 6 * s * s + 4) / 6, w3 = t * t * t / 6;
  const auto row = [&](nd::index_t first) { return z(nd::slice(first, first + intervals), nd::newaxis, nd::all); };
  // (intervals, 1, columns) with (times, 1) makes (intervals, times, columns), which read in order are the finer rows.
  return nd::eval(row(0) * w0 + row(1) * w1 + row(2) * w2 + row(3) * w3).reshape({-1, z.shape(1)});
}

/// The same along both axes: columns are the rows of the transposed view.
inline nd::array<double> refine(const nd::view<const double>& z, int times) {
  const nd::array<double> rows = refine_rows(z, times);
  return nd::transpose(refine_rows(nd::transpose(rows), times));
}

/// A colour for each elevation, red, green and blue along a new last axis, 0 to 255: linear between evenly spaced stops.
template <nd::ArrayLike Z>
auto colours(const Z& z, const nd::array<double>& ramp, double lowest, double highest) {
  const nd::index_t stops = ramp.shape(0);
  const auto position = (z(nd::ellipsis, nd::newaxis, nd::newaxis) - lowest) * (static_cast<double>(stops - 1) / (highest - lowest));
  // Each stop counts by its nearness. (rows, columns, 1, 1) with (stops,) and with (3, stops) makes (rows, columns, 3, stops).
  const auto nearness = nd::maximum(1 - nd::abs(nd::clip(position, 0, stops - 1) - nd::arange<double>(static_cast<double>(stops))), 0);
  return nd::sum(nearness * nd::transpose(ramp), {.axis = -1});
}

}  // namespace terrain
