// SPDX-License-Identifier: BSD-3-Clause
// The relief of a volcano and four years of weather, from measurements to a picture: terrain_and_weather [folder for the picture].
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "charts.hpp"
#include "relief.hpp"
#include "speed.hpp"
#include "terrain.hpp"
#include "weather.hpp"

namespace {

namespace nd = lazynd;

constexpr double spacing = 10;  // metres between the points of the grid
constexpr double square_metres_per_hectare = 10000;

void report_terrain(const nd::view<const double>& map) {
  const nd::index_t rows = map.shape(0), columns = map.shape(1);
  std::printf("Maunga Whau (Mt Eden), Auckland: %td x %td elevations, %.0f m apart\n", rows, columns, spacing);

  // Several results, and the grid is read once.
  const auto [lowest, highest, mean, top] = nd::eval(nd::min(map), nd::max(map), nd::mean(map), nd::argmax(map));
  std::printf("  from %.0f m to %.0f m, mean %.2f m\n", lowest.item(), highest.item(), mean.item());
  std::printf("  highest point: %.0f m north and %.0f m east of the south-western corner\n",
              static_cast<double>(rows - 1 - top.item() / columns) * spacing, static_cast<double>(top.item() % columns) * spacing);

  // A view of the crater: looking for its deepest point copies nothing.
  const auto crater = map(nd::slice(51, 71), nd::slice(15, 41));
  const double floor = nd::min(crater);
  std::printf("  crater floor: %.0f m, %.0f m below the summit\n", floor, highest.item() - floor);

  // The gradient is a pair of expressions; both results come out of one pass over eight views of the grid.
  const auto [east, north] = terrain::gradient(map, spacing);
  const auto slope = nd::arctan(nd::sqrt(east * east + north * north)) / terrain::degree;
  const auto [steepest, mean_slope, steep] = nd::eval(nd::max(slope), nd::mean(slope), nd::mean(slope > 30.0));
  std::printf("  slopes: mean %.1f degrees, steepest %.1f degrees, %.1f %% steeper than 30 degrees\n", mean_slope.item(), steepest.item(),
              100 * steep.item());

  // Classes of 20 m: (6, 1, 1) with (87, 61) makes (6, 87, 61), of which only the sums are stored.
  const nd::array<double> from = nd::arange<double>(80, 200, 20);
  const auto base = from(nd::all, nd::newaxis, nd::newaxis);
  const nd::array<std::int64_t> points = nd::sum(map >= base && map < base + 20, {.axis = {1, 2}});
  std::printf("  area by elevation:\n");
  for (nd::index_t i = 0; i < from.size(); ++i) {
    const double hectares = static_cast<double>(points(i)) * spacing * spacing / square_metres_per_hectare;
    std::printf("    %3.0f to %3.0f m %6.2f ha  %s\n", from(i), from(i) + 20, hectares,
                std::string(static_cast<std::size_t>(hectares * 2), '#').c_str());
  }
}

void report_weather(const weather::records& of, const nd::array<double>& anomalies) {
  std::printf("\nSeattle: %td days, %s to %s\n", of.rain.size(), weather::date_of(0).c_str(), weather::date_of(of.rain.size() - 1).c_str());

  // Eight results about three arrays in one go.
  const auto middle = (of.high + of.low) / 2;
  const auto [mean, hottest, hottest_at, coldest, coldest_at, rainy, total, wettest_at] =
      nd::eval(nd::mean(middle), nd::max(of.high), nd::argmax(of.high), nd::min(of.low), nd::argmin(of.low), nd::sum(of.rain > 0),
               nd::sum(of.rain), nd::argmax(of.rain));
  std::printf("  mean temperature %.2f degrees Celsius\n", mean.item());
  std::printf("  hottest day: %.1f degrees on %s\n", hottest.item(), weather::date_of(hottest_at.item()).c_str());
  std::printf("  coldest night: %.1f degrees on %s\n", coldest.item(), weather::date_of(coldest_at.item()).c_str());
  std::printf("  rain or snow on %td days, %.1f mm in all\n", rainy.item(), total.item());
  std::printf("  wettest day: %.1f mm on %s\n", of.rain(wettest_at.item()), weather::date_of(wettest_at.item()).c_str());

  const nd::index_t warm = nd::argmax(anomalies), cold = nd::argmin(anomalies);
  const nd::array<double> of_years = nd::mean(anomalies, {.axis = 1});
  std::printf("  against the mean of the same calendar day in the four years (29 February 2012 left out):\n");
  for (const nd::index_t at : {warm, cold}) {
    const nd::index_t year = at / 365, column = at % 365;
    std::printf("    %s: %+.2f degrees on %s\n", at == warm ? "warmest" : "coldest", anomalies(year, column),
                weather::date_of(weather::day_at(year, column)).c_str());
  }
  for (int year = 0; year < weather::years; ++year) std::printf("    %d: %+.2f degrees\n", weather::first_year + year, of_years(year));

  const nd::array<std::int64_t> rain_days = weather::rain_days(of);
  std::cout << "  days with rain or snow, a row for each year, a column for each month:\n" << rain_days << '\n';
  std::cout << "  in the mean of the four years:\n" << nd::mean(rain_days, {.axis = 0}) << std::endl;
}

std::string draw_page(const nd::view<const double>& map, const weather::records& of, const nd::array<double>& anomalies) {
  svg page(1440, 1010, R"(
    text { font: 13px "DejaVu Sans", Verdana, sans-serif; fill: #3a3a3a }
    .title { font-size: 27px; font-weight: bold; fill: #222 }  .subtitle { font-size: 15px; fill: #555 }
    .heading { font-size: 17px; font-weight: bold; fill: #222 }  .note { fill: #777; font-size: 12px }  .small { font-size: 11px }
    .year { font-size: 16px; font-weight: bold }  .strong { font-weight: bold }  .light { fill: #fff }
    .middle { text-anchor: middle }  .end { text-anchor: end }
    .contour { fill: none; stroke: #4f3a22; stroke-width: .5; stroke-opacity: .5 }
    .index { stroke-width: 1.3; stroke-opacity: .75 }
    .height { font-size: 11px; text-anchor: middle; fill: #3b2a16; paint-order: stroke; stroke: #efe6cf; stroke-width: 3px; stroke-opacity: .85 }
    .height.end { text-anchor: end; font-size: 13px; font-weight: bold }
    .summit { fill: #222; stroke: #fff; stroke-width: 1 }
    .frame { fill: none; stroke: #444; stroke-width: 1 }  .black { fill: #444 }  .white { fill: #fff }
    .axis { stroke: #777; fill: none }  .axis.strong { stroke: #444; stroke-width: 2 }  .grid { stroke: #e3e0d8; fill: none }
    .bar { fill: none; stroke-width: 1.6 })");
  page.rectangle(0, 0, 1440, 1010, "fill=\"#fcfbf7\"");
  page.text(40, 52, "Maunga Whau", "class=\"title\"");
  page.text(40, 76, "volcano in Auckland, New Zealand: relief lit from the north-west", "class=\"subtitle\"");
  page.begin_group(40, 96);
  draw_relief(page, map, spacing);
  page.end_group();

  page.begin_group(728, 0);
  page.text(0, 52, "Four years in Seattle", "class=\"title\"");
  page.text(0, 76, "each day\342\200\231s temperature against the mean of that calendar day, \302\260C", "class=\"subtitle\"");
  page.begin_group(0, 96);
  draw_anomalies(page, anomalies);
  page.end_group();
  page.text(0, 780, "Days with rain or snow", "class=\"heading\"");
  page.begin_group(0, 796);
  draw_rain_days(page, weather::rain_days(of));
  page.end_group();
  page.text(0, 985, "elevations: Ross Ihaka, from a topographic map; weather: NOAA; computed and drawn with lazynd", "class=\"note\"");
  page.end_group();
  return page.finish();
}

/// Prints the times; whether both ways gave the same bits.
bool report_speed(const nd::view<const double>& map) {
  const shading_times found = time_hillshade(map, spacing);
  std::printf("\nHill-shading of %.1f million cells, medians, %d threads, %s:\n", static_cast<double>(found.cells) / 1e6,
              nd::get_num_threads(), std::string(nd::name(nd::active_simd_level())).c_str());
  std::printf("  one expression, one pass           %7.2f ns per cell\n", found.fused_ns);
  std::printf("  operation by operation, %d arrays %7.2f ns per cell: %.1f times as long\n", found.temporaries, found.separate_ns,
              found.separate_ns / found.fused_ns);
  std::printf("  the two agree %s\n", found.same ? "in every bit" : "NOT in every bit");
  return found.same;
}

void write(const std::filesystem::path& file, const char* what, const std::string& content) {
  std::ofstream out(file, std::ios::binary);
  if (!(out << content).flush()) throw std::runtime_error("cannot write " + file.string());
  std::printf("%s: %s\n", what, std::filesystem::weakly_canonical(file).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string data = EXAMPLE_DATA;
    const std::filesystem::path folder = argc > 1 ? argv[1] : std::filesystem::path(argv[0]).parent_path();

    // The rows of the file run from west to east and its columns from south to north. A view with north at the top moves no element.
    const nd::array<double> heights = nd::load<double>(data + "/volcano.npy", {.mmap = true});
    const nd::view<const double> map = nd::transpose(heights)(nd::slice(nd::none, nd::none, -1), nd::all);
    report_terrain(map);

    const weather::records records = weather::load(data);
    const nd::array<double> table = weather::by_calendar_day(nd::eval((records.high + records.low) / 2));
    const nd::array<double> anomalies = weather::anomalies(table);
    report_weather(records, anomalies);

    std::cout << "\nHow the anomalies are computed:\n" << nd::explain(weather::anomalies(table));
    const bool same = report_speed(map);

    std::filesystem::create_directories(folder);
    std::printf("\n");
    write(folder / "volcano.svg", "picture", draw_page(map, records, anomalies));
    write(folder / "hillshade_plan.svg", "plan of the hill-shading", nd::explain(terrain::hillshade(map, spacing)).to_svg());
    return same ? 0 : 1;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "terrain_and_weather: %s\n", failure.what());
    return 1;
  }
}
