// SPDX-License-Identifier: BSD-3-Clause
// Places of values among edges, by edges and by bins of one width: those of a binary search, for values at, next to and between edges of
// every kind, few and many, crowded, without bounds and not ordered.
#include <algorithm>
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

/// Numbers between -1 and 1.
class numbers {
 public:
  double next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 33) / 1073741824.0 - 1;
  }

 private:
  std::uint64_t state_ = 1;
};

/// The nearest number that T has.
template <class T>
T number(double x) {
  if constexpr (std::is_integral_v<T>) {
    x = std::clamp(std::floor(x), static_cast<double>(std::numeric_limits<T>::min()),
                   static_cast<double>(std::numeric_limits<T>::max() / 2));
  }
  return static_cast<T>(x);
}

template <class T>
void add_neighbours(std::vector<T>& to, T x) {
  to.push_back(x);
  if constexpr (std::is_floating_point_v<T>) {
    to.push_back(std::nextafter(x, T(1e30)));
    to.push_back(std::nextafter(x, T(-1e30)));
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    if (x < std::numeric_limits<T>::max()) to.push_back(static_cast<T>(x + 1));
    if (x > std::numeric_limits<T>::min()) to.push_back(static_cast<T>(x - 1));
  }
}

template <class T>
nd::array<T> array_of(const std::vector<T>& x) {
  nd::array<T> made = nd::empty<T>({static_cast<nd::index_t>(x.size())});
  std::copy(x.begin(), x.end(), made.data());
  return made;
}

/// Edges at one distance, random, in powers, all but a few in one place, with repeated ones, beyond what doubles tell apart.
template <class T>
std::vector<std::vector<T>> lines_of_edges(std::size_t n) {
  std::vector<std::vector<T>> lines(6);
  numbers random;
  for (std::size_t i = 0; i < n; ++i) {
    const auto at = static_cast<double>(i);
    lines[0].push_back(number<T>(at * 0.7));
    lines[1].push_back(number<T>(random.next() * 1e4));
    lines[2].push_back(number<T>(std::pow(1.5, std::min(at, 40.0))));
    lines[3].push_back(number<T>(i + 1 == n ? 1e6 : at * 1e-2));
    lines[4].push_back(number<T>(std::floor(random.next() * 6)));
    if constexpr (std::is_integral_v<T>) {
      lines[5].push_back(static_cast<T>(std::numeric_limits<T>::max() - static_cast<T>(2 * (n - i))));
    } else {
      lines[5].push_back(static_cast<T>(1 + at * 4 * static_cast<double>(std::numeric_limits<T>::epsilon())));
    }
  }
  for (std::vector<T>& line : lines) std::sort(line.begin(), line.end());
  return lines;
}

template <class T>
void check_places(const std::vector<T>& edges, std::vector<T> x) {
  std::vector<nd::index_t> below, not_above, below_falling, not_above_falling;
  const auto count = static_cast<nd::index_t>(edges.size());
  for (const T value : x) {
    below.push_back(std::lower_bound(edges.begin(), edges.end(), value) - edges.begin());
    not_above.push_back(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
    below_falling.push_back(count - below.back());
    not_above_falling.push_back(count - not_above.back());
  }
  const nd::array<T> values = array_of(x), line = array_of(edges), falling = line(nd::slice(nd::none, nd::none, -1));
  const nd::dims shape = {static_cast<nd::index_t>(x.size())};
  for (const int threads : {1, 3}) {
    const nd::thread_limit limit(threads);
    BOOST_TEST(is(nd::digitize(values, line), shape, not_above));
    BOOST_TEST(is(nd::digitize(values, line, true), shape, below));
    if (edges.front() != edges.back()) {
      BOOST_TEST(is(nd::digitize(values, falling), shape, not_above_falling));
      BOOST_TEST(is(nd::digitize(values, falling, true), shape, below_falling));
    }
  }
}

template <class T>
void check_dtype() {
  for (const std::size_t n : {1U, 7U, 8U, 9U, 100U, 1000U}) {
    for (const std::vector<T>& edges : lines_of_edges<T>(n)) {
      std::vector<T> x;
      for (const T edge : edges) add_neighbours(x, edge);
      add_neighbours(x, std::numeric_limits<T>::max());
      add_neighbours(x, std::numeric_limits<T>::lowest());
      numbers random;
      for (int i = 0; i < 500; ++i) x.push_back(number<T>(random.next() * 100));
      check_places(edges, x);
    }
  }
}

/// Counts by a binary search among the edges that the histogram gives.
template <class T>
void check_counts(const std::vector<T>& x, nd::index_t bins, std::optional<nd::bin_range> range) {
  const nd::any_array values(array_of(x));
  const nd::any_histogram_options options{.bins = bins, .range = range};
  const nd::any_array given = nd::histogram(values, options).edges;
  const std::vector<double> edges = elements(nd::cast<double>(given));
  std::vector<nd::index_t> expected(static_cast<std::size_t>(bins));
  std::vector<double> expected_sums(expected.size());
  nd::array<double> weights = nd::empty<double>({static_cast<nd::index_t>(x.size())});
  for (std::size_t i = 0; i < x.size(); ++i) {
    weights.data()[i] = static_cast<double>(i % 17);
    const auto value = static_cast<double>(x[i]);
    if (!(value >= edges.front() && value <= edges.back())) continue;
    const auto at = std::min<std::ptrdiff_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin() - 1, bins - 1);
    ++expected[static_cast<std::size_t>(at)];
    expected_sums[static_cast<std::size_t>(at)] += weights.data()[i];
  }
  const nd::simd_level before = nd::active_simd_level();
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    nd::set_simd_level(static_cast<nd::simd_level>(level));
    BOOST_TEST(is(nd::as<nd::index_t>(nd::histogram(values, options).counts), {bins}, expected));
    const nd::any_array sums = nd::histogram(values, {.bins = bins, .range = range, .weights = nd::any_operand(weights)}).counts;
    BOOST_TEST(is(nd::as<double>(sums), {bins}, expected_sums));
  }
  nd::set_simd_level(before);
}

template <class T>
void check_bins_of_one_width() {
  numbers random;
  for (const nd::index_t bins : {1, 2, 3, 10, 49, 100, 1000}) {
    for (const auto& [low, high] :
         {std::pair<double, double>{0, 100}, {0, 1}, {-3.3, 7.1}, {1e-3, 1.001e-3}, {1000, 1000.5}, {-100, 155}}) {
      std::vector<T> x;
      for (nd::index_t i = 0; i <= bins; ++i) {
        add_neighbours(x, number<T>(low + static_cast<double>(i) * (high - low) / static_cast<double>(bins)));
      }
      for (int i = 0; i < 3000; ++i) x.push_back(number<T>(low + (high - low) * (0.55 * random.next() + 0.5)));
      if constexpr (std::is_floating_point_v<T>) x.push_back(T(-1e30));
      const bool told_apart = static_cast<double>(static_cast<T>(high)) - static_cast<double>(static_cast<T>(low)) > (high - low) / 2;
      if (told_apart && !(std::is_same_v<T, float> && high - low < 1 && bins > 49)) check_counts<T>(x, bins, nd::bin_range{low, high});
      if constexpr (std::is_floating_point_v<T>) x.back() = x.front();
      if (*std::min_element(x.begin(), x.end()) < *std::max_element(x.begin(), x.end()) &&
          (sizeof(T) == 8 || bins < 100 || std::is_integral_v<T>)) {
        check_counts<T>(x, bins, {});
      }
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(among_edges_of_any_kind) {
  check_dtype<double>();
  check_dtype<float>();
  check_dtype<std::int32_t>();
  check_dtype<std::int64_t>();
  check_dtype<std::uint64_t>();
  check_dtype<std::int16_t>();
}

BOOST_AUTO_TEST_CASE(among_edges_without_bounds) {
  std::vector<double> edges, x;
  for (int i = 0; i < 30; ++i) edges.push_back(0.1 * i * i);
  for (const double edge : edges) add_neighbours(x, edge);
  for (const double extreme : {1e308, -1e308, infinity, -infinity, 0.0, -0.0}) x.push_back(extreme);
  std::vector<double> bounded = edges;
  bounded.insert(bounded.begin(), -infinity);
  bounded.push_back(infinity);
  check_places(edges, x);
  check_places(bounded, x);
  bounded.front() = -1.7e308, bounded.back() = 1.7e308;
  check_places(bounded, x);
  bounded = edges;
  for (double& edge : bounded) edge *= 5e-324;
  std::sort(bounded.begin(), bounded.end());
  check_places(bounded, x);
}

BOOST_AUTO_TEST_CASE(of_and_among_numbers_that_are_not_ordered) {
  std::vector<double> edges, x;
  for (int i = 0; i < 20; ++i) edges.push_back(i), x.push_back(i + 0.5), x.push_back(i), x.push_back(quiet_nan);
  std::vector<nd::index_t> expected, expected_right;
  for (const double value : x) {
    expected.push_back(std::isnan(value) ? 22 : static_cast<nd::index_t>(std::floor(value)) + 1);
    expected_right.push_back(std::isnan(value) ? 20 : static_cast<nd::index_t>(std::ceil(value)));
  }
  edges.push_back(quiet_nan), edges.push_back(quiet_nan);
  BOOST_TEST(is(nd::digitize(array_of(x), array_of(edges)), {60}, expected));
  BOOST_TEST(is(nd::digitize(array_of(x), array_of(edges), true), {60}, expected_right));
}

BOOST_AUTO_TEST_CASE(in_bins_of_one_width) {
  check_bins_of_one_width<double>();
  check_bins_of_one_width<float>();
  check_bins_of_one_width<std::int32_t>();
  check_bins_of_one_width<std::int16_t>();
  check_bins_of_one_width<std::int64_t>();
}

BOOST_AUTO_TEST_CASE(in_bins_too_wide_or_too_narrow_for_positions) {
  check_counts<double>({-8e307, -1e307, 0, 1, 1e307, 8e307}, 7, {});
  check_counts<double>({0, 5e-324, 1e-323, 1.5e-323, 1e-322}, 3, {});
  check_counts<double>({0, 1e-310, 2e-310, 3e-310}, 100, {});
}

BOOST_AUTO_TEST_SUITE_END()
