// SPDX-License-Identifier: BSD-3-Clause
// The map: shaded and coloured relief, contour lines, scale and legend.
#include "relief.hpp"

#include <cmath>

#include "contours.hpp"
#include "png.hpp"
#include "terrain.hpp"

namespace {

namespace nd = lazynd;

constexpr double lowest = 90, highest = 195;  // ends of the colours, metres
constexpr int contour_step = 5, index_step = 25;

/// Colours from the foot of the hill to its top.
const nd::array<double>& ramp() {
  static const nd::array<double> stops = {{104, 146, 106}, {142, 172, 115}, {184, 196, 130}, {222, 213, 153},
                                          {224, 190, 133}, {207, 158, 112}, {181, 128, 101}, {224, 205, 190}};
  return stops;
}

/// Pixels of the relief, (rows, columns, 3).
nd::array<std::uint8_t> paint(const nd::array<double>& z, double spacing) {
  // Light from the north-west, as on printed maps, and a little from the two sides, so that no slope is black.
  const auto lit = [&](double azimuth, double altitude) { return terrain::hillshade(z, spacing, {azimuth, altitude}, 1.5); };
  const nd::array<double> shade = 0.7 * lit(315, 45) + 0.15 * lit(255, 45) + 0.15 * lit(15, 45);
  const nd::slice inner(1, -1);
  const nd::array<double> colour = terrain::colours(z(inner, inner), ramp(), lowest, highest);
  // Level ground keeps its colour; shadows go towards black and lit slopes towards white.
  const auto light = shade(nd::ellipsis, nd::newaxis) - std::sin(45 * terrain::degree);
  const auto shadow = 1 + nd::minimum(light, 0);
  const auto glow = 0.9 * nd::maximum(light, 0);
  return nd::cast<std::uint8_t>(colour * shadow + (255 - colour) * glow);
}

/// Where along a line its height is written: at the point nearest to a straight run in reading direction.
struct label_place {
  contours::point at;
  double angle;  // degrees
};
label_place place_label(const contours::line& line, std::size_t reach) {
  label_place best{line.front(), 0};
  double flattest = 1e9;
  for (std::size_t i = reach; i + reach < line.size(); ++i) {
    const auto [x0, y0] = line[i - reach];
    const auto [x1, y1] = line[i + reach];
    const double bend = std::hypot(line[i].x - (x0 + x1) / 2, line[i].y - (y0 + y1) / 2);
    const double angle = std::atan((y1 - y0) / (x1 - x0)) / terrain::degree;
    if (const double cost = bend * 20 + std::abs(angle) / 30; cost < flattest) {
      flattest = cost;
      best = {line[i], angle};
    }
  }
  return best;
}

void draw_contours(svg& page, const nd::array<double>& z, double spacing) {
  constexpr std::size_t label_reach = 8;
  for (int level = 95; level < highest; level += contour_step) {
    const bool labelled = level % index_step == 0;
    svg_path path;
    const contours::line* longest = nullptr;
    // The heights are whole metres: points of 150 m and more are those above 149.5 m.
    const std::vector<contours::line> lines = contours::find(z, level - 0.5);
    for (const contours::line& line : lines) {
      if (line.size() < 8) continue;
      for (std::size_t i = 0; i < line.size(); ++i) {
        i == 0 ? path.move(line[i].x * spacing, line[i].y * spacing) : path.line(line[i].x * spacing, line[i].y * spacing);
      }
      if (!longest || line.size() > longest->size()) longest = &line;
    }
    page.path(path.data(), labelled ? "class=\"contour index\"" : "class=\"contour\"");
    if (labelled && longest && longest->size() > 2 * label_reach) {
      const label_place label = place_label(*longest, label_reach);
      page.text(label.at.x * spacing, label.at.y * spacing + 3.5, std::to_string(level), "class=\"height\"", label.angle);
    }
  }
}

/// A triangle and the height, at the highest point of the grid as it was measured.
void draw_summit(svg& page, const nd::view<const double>& map, double spacing) {
  const nd::index_t at = nd::argmax(map);
  const double x = (static_cast<double>(at % map.shape(1)) - 1) * spacing, y = (static_cast<double>(at / map.shape(1)) - 1) * spacing;
  page.path(svg_path().move(x, y - 7).line(x + 6, y + 4).line(x - 6, y + 4).close().data(), "class=\"summit\"");
  page.text(x - 10, y + 4, std::to_string(static_cast<int>(map(at / map.shape(1), at % map.shape(1)))) + " m", "class=\"height end\"");
}

void draw_legend(svg& page, double height) {
  constexpr double width = 16;
  const int bands = 105;
  const nd::array<double> levels = nd::linspace(highest, lowest, bands);
  const nd::array<double> colours = terrain::colours(levels, ramp(), lowest, highest);
  for (int i = 0; i < bands; ++i) {
    const auto channel = [&](int c) { return std::to_string(static_cast<int>(colours(i, c))); };
    page.rectangle(0, i * height / bands, width, height / bands + 0.5,
                   "fill=\"rgb(" + channel(0) + ',' + channel(1) + ',' + channel(2) + ")\"");
  }
  page.rectangle(0, 0, width, height, "class=\"frame\"");
  for (int level = 100; level <= highest; level += index_step) {
    const double y = (highest - level) / (highest - lowest) * height;
    page.path(svg_path().move(width, y).line(width + 5, y).data(), "class=\"axis\"");
    page.text(width + 9, y + 4, std::to_string(level) + " m");
  }
  page.text(0, -10, "elevation");
}

void draw_scale_and_north(svg& page, double width) {
  for (int i = 0; i < 4; ++i) page.rectangle(i * 50, 0, 50, 6, i % 2 ? "class=\"frame white\"" : "class=\"frame black\"");
  for (const int metres : {0, 100, 200}) page.text(metres, 21, std::to_string(metres) + (metres ? " m" : ""), "class=\"middle\"");
  page.text(260, 21, "contours every 5 m", "class=\"note\"");
  page.path(svg_path().move(width - 10, 20).line(width - 10, -2).data(), "class=\"axis strong\"");
  page.path(svg_path().move(width - 10, -8).line(width - 5, 3).line(width - 15, 3).close().data(), "class=\"black\"");
  page.text(width - 22, 18, "N", "class=\"strong middle\"");
}

}  // namespace

void draw_relief(svg& page, const nd::view<const double>& map, double spacing) {
  constexpr int fine = 6, coarse = 3;
  const nd::array<double> detailed = terrain::refine(map, fine);
  const double width = static_cast<double>(map.shape(1) - 3) * spacing, height = static_cast<double>(map.shape(0) - 3) * spacing;
  page.image(0, 0, width, height, png_uri(paint(detailed, spacing / fine)));
  draw_contours(page, terrain::refine(map, coarse), spacing / coarse);
  draw_summit(page, map, spacing);
  page.rectangle(0, 0, width, height, "class=\"frame\"");
  page.begin_group(width + 18, 24);
  draw_legend(page, 280);
  page.end_group();
  page.begin_group(0, height + 18);
  draw_scale_and_north(page, width);
  page.end_group();
}
