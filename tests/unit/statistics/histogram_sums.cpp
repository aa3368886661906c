// SPDX-License-Identifier: BSD-3-Clause
// Weighted histograms of many elements: sums of parts of 65536 elements, added in order, whatever the number of threads.
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

}  // namespace

BOOST_AUTO_TEST_SUITE(histogram_sums)

BOOST_AUTO_TEST_CASE(parts_are_added_in_order) {
  check(10, 4);
  check(65536, 16);
  check(400'000, 64);
  check(1'500'000, 8);
}

BOOST_AUTO_TEST_CASE(many_bins_are_summed_in_fewer_parts_at_once) { check(200'000, 1 << 19); }

BOOST_AUTO_TEST_SUITE_END()
