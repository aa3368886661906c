// SPDX-License-Identifier: BSD-3-Clause
// The charts: temperature anomalies day by day, and days with rain.
#include "charts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

namespace nd = lazynd;

constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<int, 13> month_starts = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
constexpr double left = 48, day_width = 1.6, right = left + 365 * day_width;

/// Colours of bars of up to 2, 4, 6, ... degrees.
constexpr std::array<const char*, 5> warm = {"#f2b48a", "#e98a5f", "#d65f42", "#b8352f", "#8c1626"};
constexpr std::array<const char*, 5> cold = {"#a9cbe3", "#76aad2", "#4686bd", "#2863a0", "#143f78"};

std::string signed_text(double value) {
  const double tenths = std::round(std::abs(value) * 10) / 10;
  std::string digits = std::to_string(tenths);
  digits.resize(digits.find('.') + 2);
  return (value < 0 ? "\342\210\222" : "+") + digits;
}

void draw_year(svg& page, const nd::view<const double>& anomalies, double half_height, double units_per_degree) {
  std::array<svg_path, warm.size()> up, down;  // one path for each colour
  for (nd::index_t day = 0; day < anomalies.size(); ++day) {
    const double value = anomalies(day);
    const auto shade = std::min(warm.size() - 1, static_cast<std::size_t>(std::abs(value) / 2));
    const double x = left + (static_cast<double>(day) + 0.5) * day_width;
    (value > 0 ? up : down)[shade].move(x, half_height).line(x, half_height - value * units_per_degree);
  }
  for (std::size_t shade = 0; shade < warm.size(); ++shade) {
    page.path(up[shade].data(), std::string("class=\"bar\" stroke=\"") + warm[shade] + '"');
    page.path(down[shade].data(), std::string("class=\"bar\" stroke=\"") + cold[shade] + '"');
  }
}

}  // namespace

void draw_anomalies(svg& page, const nd::array<double>& anomalies) {
  constexpr double row_height = 152, half = row_height / 2, units = 7;
  const nd::array<double> means = nd::mean(anomalies, {.axis = 1});
  for (nd::index_t year = 0; year < anomalies.shape(0); ++year) {
    const double top = static_cast<double>(year) * row_height;
    page.begin_group(0, top);
    for (const int degrees : {-8, -4, 0, 4, 8}) {
      const double y = half - degrees * units;
      page.path(svg_path().move(left, y).line(right, y).data(), degrees == 0 ? "class=\"axis\"" : "class=\"grid\"");
      page.text(left - 6, y + 4, degrees == 0 ? "0" : (degrees > 0 ? "+" : "\342\210\222") + std::to_string(std::abs(degrees)),
                "class=\"end small\"");
    }
    draw_year(page, anomalies(year, nd::all), half, units);
    page.text(right + 14, half - 4, std::to_string(weather::first_year + year), "class=\"year\"");
    page.text(right + 14, half + 14, signed_text(means(year)) + " \302\260C", "class=\"note\"");
    page.end_group();
  }
  const double bottom = static_cast<double>(anomalies.shape(0)) * row_height;
  for (std::size_t month = 0; month < months.size(); ++month) {
    const double start = left + month_starts[month] * day_width, stop = left + month_starts[month + 1] * day_width;
    if (month > 0) page.path(svg_path().move(start, 0).line(start, bottom).data(), "class=\"grid\"");
    page.text((start + stop) / 2, bottom + 16, months[month], "class=\"middle\"");
  }
}

void draw_rain_days(svg& page, const nd::array<std::int64_t>& days) {
  constexpr double width = (right - left) / 12, height = 32;
  for (nd::index_t year = 0; year < days.shape(0); ++year) {
    const double top = static_cast<double>(year) * height;
    page.text(left - 6, top + 21, std::to_string(weather::first_year + year), "class=\"end\"");
    for (nd::index_t month = 0; month < 12; ++month) {
      const double x = left + static_cast<double>(month) * width, share = static_cast<double>(days(year, month)) / 31;
      const std::string cell = "fill=\"#1f5896\" fill-opacity=\"" + std::to_string(share) + '"';
      page.rectangle(x + 1, top + 1, width - 2, height - 2, cell);
      page.text(x + width / 2, top + 21, std::to_string(days(year, month)), share > 0.55 ? "class=\"middle light\"" : "class=\"middle\"");
    }
    const std::int64_t in_year = nd::sum(days(year, nd::all));
    page.text(right + 14, top + 21, std::to_string(in_year), "class=\"strong\"");
  }
  for (std::size_t month = 0; month < months.size(); ++month) {
    page.text(left + (static_cast<double>(month) + 0.5) * width, 4 * height + 16, months[month], "class=\"middle\"");
  }
  page.text(right + 14, 4 * height + 16, "in all", "class=\"note\"");
}
