// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 7: four years of weather: spreads, percentiles, histograms, running sums, correlation, smoothing, and a reduction in pieces.
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

int main() {
  const std::string data = EXAMPLE_DATA;
  const nd::array<double> warmest = nd::load<double>(data + "/seattle_temp_max.npy");
  const nd::array<double> coldest = nd::load<double>(data + "/seattle_temp_min.npy");
  const nd::array<double> rain = nd::load<double>(data + "/seattle_precipitation.npy");
  const nd::array<double> wind = nd::load<double>(data + "/seattle_wind.npy");
  const nd::print_options_scope three_digits({.precision = 3, .suppress = true});

  // Spread. The variance is one pass over the elements, and joins others: four results, the days are read once.
  // NumPy: warmest.mean(), warmest.std(ddof=1), warmest.min(), warmest.max()
  const auto [mean, deviation, low, high] = nd::eval(nd::mean(warmest), nd::std(warmest, {.ddof = 1}), nd::min(warmest), nd::max(warmest));
  std::cout << "warmest: mean " << nd::round(mean, 3) << ", deviation " << nd::round(deviation, 3) << ", from " << low << " to " << high
            << "\n";

  // Only some elements: np.mean(warmest, where=rain > 0)
  const nd::array<bool> wet = rain > 0;
  std::cout << "on wet days " << nd::round(nd::mean(warmest, {.where = wet}), 3) << ", wet days: " << nd::count_nonzero(wet) << "\n\n";

  // Order statistics do not sort. np.median(warmest); np.percentile(rain, [50, 90, 99], method="hazen")
  std::cout << "median " << nd::median(warmest) << "\n";
  std::cout << "rain, percentiles 50, 90, 99: " << nd::percentile(rain, {50, 90, 99}, {.method = nd::quantile_method::hazen}) << "\n\n";

  // Missing measurements are NaN: np.nanmean(gaps), np.nanmedian(gaps)
  const nd::array<double> gaps = nd::where(wind > 6, nd::nan, wind);
  std::cout << "with gaps: mean " << nd::mean(gaps) << ", without them " << nd::round(nd::nanmean(gaps), 3) << ", median "
            << nd::nanmedian(gaps) << "\n\n";

  // How often: counts, edges = np.histogram(warmest, bins=6, range=(-6, 36))
  const auto [days, edges] = nd::histogram(warmest, {.bins = 6, .range = {{-6, 36}}});
  for (nd::index_t i = 0; i < days.size(); ++i) {
    std::cout << edges(i) << " to " << edges(i + 1) << ": " << std::string(static_cast<std::size_t>(days(i) / 12), '#') << " " << days(i)
              << "\n";
  }
  std::cout << "\n";

  // Running sums and differences. np.cumsum(rain)[-1]; np.abs(np.diff(warmest)).max()
  const nd::array<double> fallen = nd::cumsum(rain);
  std::cout << "rain of four years: " << fallen(-1) << " mm, half of it on day " << nd::argmax(fallen >= fallen(-1) / 2) << "\n";
  std::cout << "largest step from day to day: " << nd::round(nd::max(nd::abs(nd::diff(warmest))), 3) << "\n\n";

  // Together: np.corrcoef([warmest, coldest, wind])
  nd::array<double> table = nd::empty<double>({3, warmest.size()});
  table(0, nd::all) = warmest;
  table(1, nd::all) = coldest;
  table(2, nd::all) = wind;
  std::cout << "correlation of warmest, coldest and wind:\n" << nd::corrcoef(table) << "\n\n";

  // Smoothing is a convolution: np.convolve(warmest, np.full(7, 1 / 7), "valid")
  const nd::array<double> week = nd::convolve(warmest, nd::full<double>({7}, 1.0 / 7), nd::overlap_mode::valid);
  std::cout << "the warmest week begins on day " << nd::argmax(week) << " with " << nd::round(nd::max(week), 3) << "\n";

  // Between measurements: np.interp(0.25, [0, 1], warmest[:2])
  std::cout << "between the first two days: " << nd::interp(nd::array<double>{0.25}, nd::array<double>{0, 1}, warmest(nd::slice(2)))
            << "\n\n";

  // In pieces: two states that have seen one part each are merged; the result has the bits of the whole. Parts begin at multiples of 2048,
  // pieces inside a part may have any length: a file, a stream, the ranks of a cluster.
  const nd::array<double> many = nd::sin(nd::arange<double>(100'000));
  const nd::index_t middle = 20 * nd::reduction_block;
  nd::partial_reduction first("std", nd::dtype::float64), second("std", nd::dtype::float64, {.first = middle});
  for (nd::index_t at = 0; at < middle; at += 1000) first.accumulate(many(nd::slice(at, std::min(at + 1000, middle))));
  second.accumulate(many(nd::slice(middle, nd::none)));
  const nd::any_array in_pieces = first.merge(second).finalize();
  const double at_once = nd::std(many);
  std::cout << "the same bits in pieces: " << (nd::as<double>(in_pieces).item() == at_once ? "yes" : "no") << "\n";
}
