// SPDX-License-Identifier: BSD-3-Clause
// Histograms of many elements, whatever the number of threads: weights are sums of parts of 65536 elements, added in order, bytes are
// counted by their values.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

/// Sums by the book, out of the bin of each element.
template <class S>
std::vector<S> summed_slowly(const nd::array<nd::index_t>& bins, const nd::array<S>& weights, nd::index_t count) {
  std::vector<S> total(static_cast<std::size_t>(count));
  for (nd::index_t begin = 0; begin < bins.size(); begin += 65536) {
    std::vector<S> part(total.size());
    for (nd::index_t i = begin; i < std::min(bins.size(), begin + 65536); ++i) {
      const nd::index_t bin = bins.data()[i];
      if (bin >= 0 && bin < count) part[static_cast<std::size_t>(bin)] += weights.data()[i];
    }
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += part[i];
  }
  return total;
}

/// Elements between -0.1 and 1.1; the k of n bins of [0, 1) are [k/n, (k+1)/n).
void check(nd::index_t n, nd::index_t count) {
  const nd::array<double> x = nd::sin(nd::arange<double>(static_cast<double>(n)) * 1.7) * 0.6 + 0.5,
                          w = nd::cos(nd::arange<double>(static_cast<double>(n)) * 0.3) * 1e3 + 0.1;
  const nd::array<std::complex<double>> z = w + nd::sqrt(nd::abs(w)) * std::complex<double>(0, 1);
  const nd::array<double> edges = nd::arange<double>(static_cast<double>(count + 1)) / static_cast<double>(count);
  const nd::array<nd::index_t> bins = nd::digitize(x, edges) - 1;
  const std::vector<double> expected = summed_slowly(bins, w, count);
  for (const int threads : {1, 2, 3, 7}) {
    const nd::thread_limit limit(threads);
    BOOST_TEST(is(nd::histogram(x, {.bins = edges, .weights = w}).counts, {count}, expected));
    BOOST_TEST(is(nd::histogram(x, {.bins = count, .range = {{0, 1}}, .weights = w}).counts, {count}, expected));
    const auto [sums, same_edges] = nd::histogram(nd::any_array(x), {.bins = edges, .weights = nd::any_array(z)});
    BOOST_TEST(is(nd::as<std::complex<double>>(sums), {count}, summed_slowly(bins, z, count)));
  }
}

/// Bytes have the bins of the same numbers in 32 bits.
template <class T>
void check_bytes(nd::index_t n) {
  nd::array<T> x = nd::empty<T>({n});
  for (nd::index_t i = 0; i < n; ++i) x(i) = static_cast<T>(i * i % 251 + i / 1000);
  const nd::array<std::int32_t> wide = x;
  const nd::array<double> edges = {-100, -7, 0, 0.5, 30, 30, 99, 120};
  const auto expect = [&](const nd::any_histogram_options& options) {
    const nd::any_histogram found = nd::histogram(nd::any_array(x), options), expected = nd::histogram(nd::any_array(wide), options);
    BOOST_TEST(same(nd::as<nd::index_t>(found.counts), nd::as<nd::index_t>(expected.counts)));
    BOOST_TEST(same(nd::as<double>(found.edges), nd::as<double>(expected.edges)));
  };
  for (const int threads : {1, 2, 3}) {
    const nd::thread_limit limit(threads);
    for (const int bins : {1, 7, 100, 300}) {
      expect({.bins = bins});
      expect({.bins = bins, .range = {{-3.5, 77}}});
    }
    expect({.bins = nd::any_array(edges)});
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(histogram_sums)

BOOST_AUTO_TEST_CASE(parts_are_added_in_order) {
  check(10, 4);
  check(65536, 16);
  check(400'000, 64);
  check(1'500'000, 8);
}

BOOST_AUTO_TEST_CASE(bytes_have_the_bins_of_wider_integers) {
  for (const nd::index_t n : {5, 4095, 4096, 4099, 300'001}) {
    check_bytes<std::uint8_t>(n);
    check_bytes<std::int8_t>(n);
    check_bytes<bool>(n);
  }
}

BOOST_AUTO_TEST_CASE(small_integers_are_counted_in_several_tables) {
  for (const nd::index_t n : {15, 16, 1603, 300'001}) {
    const nd::array<std::int64_t> x = nd::floor_divide(nd::arange<std::int64_t>(n) * 7 % 100, 3);
    std::vector<std::int64_t> expected(34);
    for (const std::int64_t value : elements(x)) ++expected[static_cast<std::size_t>(value)];
    for (const int threads : {1, 3}) {
      const nd::thread_limit limit(threads);
      BOOST_TEST(is(nd::bincount(x, 34), {34}, expected));
    }
  }
}

BOOST_AUTO_TEST_CASE(many_bins_are_summed_in_fewer_parts_at_once) { check(200'000, 1 << 19); }

BOOST_AUTO_TEST_SUITE_END()
