// SPDX-License-Identifier: BSD-3-Clause
// The hill-shading of a big grid, timed in one pass and operation by operation.
#include "speed.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "terrain.hpp"

namespace {

namespace nd = lazynd;
using grid = nd::array<double>;

/// Copies of a grid side by side and one above the other, by broadcasting (NumPy: np.tile).
grid tile(const nd::view<const double>& z, nd::index_t times) {
  const nd::index_t rows = z.shape(0), columns = z.shape(1);
  const auto repeated = nd::broadcast_to(z(nd::newaxis, nd::all, nd::newaxis, nd::all), {times, rows, times, columns});
  return nd::reshape(repeated, {times * rows, times * columns});
}

/// The formula of terrain::hillshade as a library without fusion computes it: each line makes an array and reads it again.
grid hillshade_by_operations(const grid& z, double spacing, int& arrays) {
  const auto make = [&](auto&& expression) {
    ++arrays;
    return nd::eval(expression);
  };
  const double zenith = 45 * terrain::degree, azimuth = 315 * terrain::degree;
  const nd::slice first(nd::none, -2), middle(1, -1), last(2, nd::none);

  grid east = make(2 * z(middle, last));
  east = make(z(first, last) + east);
  east = make(east + z(last, last));
  east = make(east - z(first, first));
  grid twice = make(2 * z(middle, first));
  east = make(east - twice);
  east = make(east - z(last, first));
  east = make(east / (8 * spacing));

  grid north = make(2 * z(first, middle));
  north = make(z(first, first) + north);
  north = make(north + z(first, last));
  north = make(north - z(last, first));
  twice = make(2 * z(last, middle));
  north = make(north - twice);
  north = make(north - z(last, last));
  north = make(north / (8 * spacing));

  grid slope = make(east * east);
  const grid square = make(north * north);
  slope = make(slope + square);
  slope = make(nd::sqrt(slope));
  slope = make(slope * 1.0);
  slope = make(nd::arctan(slope));

  east = make(-east);
  north = make(-north);
  grid aspect = make(nd::arctan2(east, north));
  aspect = make(azimuth - aspect);
  aspect = make(nd::cos(aspect));

  grid flat = make(nd::cos(slope));
  flat = make(std::cos(zenith) * flat);
  grid steep = make(nd::sin(slope));
  steep = make(std::sin(zenith) * steep);
  steep = make(steep * aspect);
  flat = make(flat + steep);
  return make(nd::maximum(flat, 0));
}

double seconds(auto&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::array<double, 7> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

}  // namespace

shading_times time_hillshade(const nd::view<const double>& map, double spacing) {
  const grid big = tile(map, 24);
  shading_times found{};
  const grid fused = terrain::hillshade(big, spacing);  // the first run of each is not timed
  found.cells = fused.size();
  found.same = nd::all(fused == hillshade_by_operations(big, spacing, found.temporaries));

  // In turn, so that whatever else the machine does meanwhile hits both alike.
  std::array<double, 7> in_one_pass{}, by_operations{};
  for (std::size_t i = 0; i < in_one_pass.size(); ++i) {
    int ignored = 0;
    in_one_pass[i] = seconds([&] { return nd::eval(terrain::hillshade(big, spacing)); });
    by_operations[i] = seconds([&] { return hillshade_by_operations(big, spacing, ignored); });
  }
  found.fused_ns = median(in_one_pass) * 1e9 / static_cast<double>(found.cells);
  found.separate_ns = median(by_operations) * 1e9 / static_cast<double>(found.cells);
  return found;
}
