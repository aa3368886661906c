// SPDX-License-Identifier: BSD-3-Clause
// Histograms and counts: bins by number, by rule and by edges, weights, density, several coordinates, what is refused.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;
using counts_t = std::vector<std::int64_t>;

BOOST_AUTO_TEST_SUITE(histograms)

BOOST_AUTO_TEST_CASE(elements_are_counted_between_edges) {
  const nd::array<double> a = {0.5, 1, 1.5, 2, 3, 3, -1, quiet_nan, 4};
  const nd::array<double> edges = {0, 1, 1, 3};
  const auto [counts, same_edges] = nd::histogram(a, {.bins = edges});
  BOOST_TEST(is(counts, {3}, counts_t{1, 0, 5}));
  BOOST_TEST(same(same_edges, edges));
  BOOST_TEST(is(nd::histogram(nd::array<int>{1, 2, 2}, {.bins = {1, 2, 2}}).counts, {2}, counts_t{1, 2}));
  BOOST_TEST(nd::histogram(a, {.bins = nd::zeros<double>({0})}).counts.size() == 0);
}

BOOST_AUTO_TEST_CASE(bins_of_one_width_span_the_elements) {
  const nd::array<std::int16_t> a = {{0, 1, 2}, {3, 4, 4}};
  const auto [counts, edges] = nd::histogram(a, {.bins = 4});
  BOOST_TEST(is(counts, {4}, counts_t{1, 1, 1, 3}));
  BOOST_TEST(is(edges, {5}, {0.0, 1.0, 2.0, 3.0, 4.0}));
  BOOST_TEST(is(nd::histogram(a, {.bins = 2, .range = {{1, 3}}}).counts, {2}, counts_t{1, 2}));
  BOOST_TEST(is(nd::histogram(nd::array<double>{5, 5}, {.bins = 2}).edges, {3}, {4.5, 5.0, 5.5}));
  BOOST_TEST(is(nd::histogram(nd::zeros<double>({0}), {.bins = 2}).edges, {3}, {0.0, 0.5, 1.0}));
  BOOST_TEST(is(nd::histogram(nd::array<bool>{true, false, true}, {.bins = 2}).counts, {2}, counts_t{1, 2}));
  BOOST_TEST(is(nd::histogram(nd::transpose(a)(nd::slice(nd::none, nd::none, -1)) * 2, {.bins = 4}).counts, {4}, counts_t{1, 1, 1, 3}));
}

namespace {

/// Bins and counts by comparing each element with each edge.
template <class T>
counts_t counted_slowly(const nd::array<T>& a, const nd::array<double>& edges) {
  counts_t counts(static_cast<std::size_t>(edges.size() - 1));
  for (const T x : elements(a)) {
    for (nd::index_t bin = 0; bin + 1 < edges.size(); ++bin) {
      const auto value = static_cast<double>(x);
      const bool last = bin + 2 == edges.size();
      if (value >= edges(bin) && (last ? value <= edges(bin + 1) : value < edges(bin + 1))) ++counts[static_cast<std::size_t>(bin)];
    }
  }
  return counts;
}

template <class T>
void check_against_edges(nd::index_t n, double scale) {
  nd::array<T> a = nd::empty<T>({n});
  std::uint64_t state = 3;
  for (nd::index_t i = 0; i < n; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    a.data()[i] = static_cast<T>(static_cast<double>(static_cast<std::int64_t>(state >> 40) % 1000) * scale);  // many on edges
  }
  for (const int bins : {1, 3, 10, 37}) {
    const auto [counts, edges] = nd::histogram(a, {.bins = bins});
    BOOST_TEST(is(counts, {bins}, counted_slowly(a, edges)));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(elements_on_edges_are_in_the_bin_above) {
  check_against_edges<double>(3000, 0.1);
  check_against_edges<float>(3000, 0.1);
  check_against_edges<nd::float16>(3000, 0.5);
  check_against_edges<std::uint8_t>(1000, 0.25);
  check_against_edges<std::int64_t>(3000, 1e12);
}

BOOST_AUTO_TEST_CASE(edges_of_floats_are_of_their_dtype) {
  const nd::any_array a(nd::array<float>{0.3F});
  const nd::any_array edges = nd::histogram_bin_edges(a, {.bins = 6, .range = {{0.1, 0.7}}});
  // A range is of float64: its edges are rounded once.
  const std::vector<float> rounded = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F, 0.7F};
  BOOST_TEST((elements(nd::as<float>(edges)) == rounded));
  // Elements are of float32, and so is what is computed between them.
  const nd::any_array ends(nd::array<float>{0.1F, 0.7F});
  const auto own = nd::cast<float>(nd::histogram_bin_edges(ends, {.bins = 6}));
  BOOST_TEST(own(1) == 0x1.999998p-3F);
  BOOST_TEST(own(6) == 0.7F);
  BOOST_TEST((nd::histogram_bin_edges(nd::any_array(nd::full<nd::float16>({1}, nd::float16(1)))).dtype() == nd::dtype::float16));
  BOOST_TEST((nd::histogram_bin_edges(nd::any_array(nd::array<std::int8_t>{1})).dtype() == nd::dtype::float64));
  const nd::any_histogramdd points = nd::histogramdd(nd::any_array(nd::array<float>{{0, 0}, {1, 3}}), {.bins = {2}});
  BOOST_TEST((points.edges[1].dtype() == nd::dtype::float32));
}

BOOST_AUTO_TEST_CASE(edges_that_do_not_differ_are_refused) {
  const double next = std::nextafter(1.0, 2.0);
  BOOST_CHECK_THROW((void)nd::histogram(nd::array<double>{1, next}, {.bins = 3}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(nd::array<double>{1e20}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(nd::array<double>{-1e308, 1e308}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(nd::cast<nd::float16>(nd::arange<double>(10)), {.bins = 100'000}), nd::value_error);
  BOOST_TEST(is(nd::histogram(nd::array<double>{1, next}, {.bins = 1}).counts, {1}, counts_t{2}));
}

BOOST_AUTO_TEST_CASE(wide_integers_are_compared_exactly) {
  const std::int64_t big = std::int64_t{1} << 60;
  const nd::array<std::int64_t> a = {big, big + 1, big + 1, big + 2, big + 3};
  const nd::array<std::int64_t> edges = {big, big + 1, big + 2};
  BOOST_TEST(is(nd::histogram(a, {.bins = edges}).counts, {2}, counts_t{1, 3}));
  const std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  const nd::array<std::uint64_t> b = {last, last - 1, 0};
  BOOST_TEST(is(nd::histogram(b, {.bins = nd::array<std::uint64_t>{last - 2, last - 1, last}}).counts, {2}, counts_t{0, 2}));
}

namespace {

template <class T>
void check_layouts() {
  const nd::array<T> a = nd::cast<T>(nd::reshape(nd::arange<int>(24), {4, 6}) % 7);
  const counts_t expected = {4, 4, 4, 3, 3, 3, 3};
  const nd::array<double> edges = {0, 1, 2, 3, 4, 5, 6, 7};
  const auto count = [&](const auto& x) { return nd::histogram(x, {.bins = edges}).counts; };
  BOOST_TEST(is(count(a), {7}, expected));
  BOOST_TEST(is(count(nd::transpose(a)), {7}, expected));
  BOOST_TEST(is(count(a(nd::slice(nd::none, nd::none, -1), nd::slice(nd::none, nd::none, -1))), {7}, expected));
  nd::array<T> columns = nd::empty<T>({4, 6}, nd::order::f);
  columns = a;
  BOOST_TEST(is(count(columns), {7}, expected));
  BOOST_TEST(is(nd::cast<std::int64_t>(count(nd::any_array(a))), {7}, expected));
}

}  // namespace

BOOST_AUTO_TEST_CASE(all_dtypes_and_layouts_are_counted) {
  check_layouts<std::int8_t>();
  check_layouts<std::int16_t>();
  check_layouts<std::int32_t>();
  check_layouts<std::int64_t>();
  check_layouts<std::uint8_t>();
  check_layouts<std::uint16_t>();
  check_layouts<std::uint32_t>();
  check_layouts<std::uint64_t>();
  check_layouts<nd::float16>();
  check_layouts<nd::bfloat16>();
  check_layouts<float>();
  check_layouts<double>();
}

BOOST_AUTO_TEST_CASE(threads_do_not_change_histograms) {
  const nd::array<double> a = nd::sin(nd::arange<double>(300'000));
  const nd::array<double> weights = nd::cos(nd::arange<double>(300'000));
  nd::set_num_threads(1);
  const auto counts = nd::histogram(a, {.bins = 100}).counts;
  const auto sums = nd::histogram(a, {.bins = 100, .weights = weights}).counts;
  for (const int threads : {2, 3, 7}) {
    nd::set_num_threads(threads);
    BOOST_TEST(same(nd::histogram(a, {.bins = 100}).counts, counts));
    BOOST_TEST(same(nd::histogram(a, {.bins = 100, .weights = weights}).counts, sums));
  }
  nd::set_num_threads(0);
  BOOST_TEST(nd::eval(nd::sum(counts)).item() == 300'000);
}

BOOST_AUTO_TEST_CASE(rules_choose_as_many_bins_as_numpy) {
  const nd::array<double> a = {0.5, 2.25, 3, 3.5, 7.25, 1, 1.5, 2, 9, 4.75, 3.25, 6, 2.5};
  const std::vector<std::pair<const char*, nd::index_t>> expected = {{"auto", 5},  {"fd", 4},   {"doane", 7},   {"scott", 3},
                                                                     {"stone", 3}, {"rice", 5}, {"sturges", 5}, {"sqrt", 4}};
  for (const auto& [rule, bins] : expected) {
    BOOST_TEST_CONTEXT(rule) { BOOST_TEST(nd::histogram_bin_edges(a, {.bins = nd::parse_bin_rule(rule)}).size() == bins + 1); }
  }
  BOOST_TEST(nd::histogram_bin_edges(nd::array<double>{3, 3, 3}, {.bins = nd::bin_rule::fd}).size() == 2);
  BOOST_TEST(nd::histogram_bin_edges(nd::zeros<double>({0}), {.bins = nd::bin_rule::automatic}).size() == 2);
  // widths and spans of floats are rounded to their dtype: in double there would be 7
  nd::array<float> f = nd::full<float>({49}, 0.2F);
  f.data()[48] = 2.4F;
  BOOST_TEST(nd::histogram_bin_edges(f, {.bins = nd::bin_rule::sqrt}).size() == 9);
  // of integers no bin is narrower than 1
  BOOST_TEST(nd::histogram_bin_edges(nd::arange<int>(1000) % 3, {.bins = nd::bin_rule::rice}).size() == 3);
  BOOST_CHECK_THROW((void)nd::parse_bin_rule("fdd"), nd::value_error);
}

BOOST_AUTO_TEST_CASE(densities_integrate_to_1_and_weights_add_up) {
  const nd::array<double> a = {1, 2, 2, 4};
  BOOST_TEST(is(nd::histogram(a, {.bins = {0, 2, 6}, .density = true}).counts, {2}, {0.125, 0.1875}));
  const nd::array<double> weights = {0.5, 1, 2, 4};
  BOOST_TEST(is(nd::histogram(a, {.bins = {0, 2, 6}, .weights = weights}).counts, {2}, {0.5, 7.0}));
  BOOST_TEST(is(nd::histogram(a, {.bins = {0, 2, 6}, .density = true, .weights = weights}).counts, {2}, {0.5 / 2 / 7.5, 7 / 4.0 / 7.5}));
  const nd::any_array whole(nd::array<int>{1, 1, 1, 2});
  BOOST_TEST((nd::histogram(nd::any_array(a), {.bins = 2, .weights = whole}).counts.dtype() == nd::dtype::int32));
}

BOOST_AUTO_TEST_CASE(points_are_counted_in_cells) {
  const nd::array<double> x = {0, 1, 1, 2}, y = {0, 0, 1, 3};
  const auto [counts, x_edges, y_edges] = nd::histogram2d(x, y, {.bins = {2, 3}});
  BOOST_TEST(is(counts, {2, 3}, {1.0, 0.0, 0.0, 1.0, 1.0, 1.0}));
  BOOST_TEST(is(x_edges, {3}, {0.0, 1.0, 2.0}));
  BOOST_TEST(is(y_edges, {4}, {0.0, 1.0, 2.0, 3.0}));
  const nd::array<double> points = {{0, 0, 0}, {1, 1, 1}, {1, 0, 9}};
  const nd::histogramdd_result found = nd::histogramdd(points, {.bins = {2, 2, nd::bin_argument{0, 1}}, .density = true});
  BOOST_TEST(is(found.counts, {2, 2, 1}, {2.0, 0.0, 0.0, 2.0}));
  const nd::array<double> weights = {1, 10, 100, 1000};
  BOOST_TEST(is(nd::histogram2d(x, y, {.bins = {2}, .range = {{{0, 1}}}, .weights = weights}).counts, {2, 2}, {1.0, 0.0, 10.0, 100.0}));
}

BOOST_AUTO_TEST_CASE(wide_integers_of_points_keep_all_their_bits) {
  const std::int64_t far = std::int64_t{1} << 53;
  const nd::any_array points(nd::array<std::int64_t>{{far, 1}, {far + 1, 1}, {far + 2, 2}, {far + 3, 3}});
  const nd::array<std::int64_t> edges = {far + 1, far + 2, far + 3}, pair = {1, 2, 3};
  const nd::any_histogramdd found = nd::histogramdd(points, {.bins = {edges, pair}});
  BOOST_TEST(is(found.counts, {2, 2}, {1.0, 0.0, 0.0, 2.0}));
}

BOOST_AUTO_TEST_CASE(integers_are_counted) {
  BOOST_TEST(is(nd::bincount(nd::array<int>{1, 3, 1}), {4}, counts_t{0, 2, 0, 1}));
  BOOST_TEST(is(nd::bincount(nd::array<std::uint8_t>{1}, 4), {4}, counts_t{0, 1, 0, 0}));
  BOOST_TEST(is(nd::bincount(nd::array<bool>{true, false, true}), {2}, counts_t{1, 2}));
  BOOST_TEST(is(nd::bincount(nd::array<int>{0, 2, 2}, nd::array<double>{1, 0.5, 0.25}), {3}, {1.0, 0.0, 0.75}));
  BOOST_TEST(is(nd::bincount(nd::zeros<int>({0}), 2), {2}, counts_t{0, 0}));
}

BOOST_AUTO_TEST_CASE(values_are_put_into_bins) {
  const nd::array<double> x = {0.2, 6.4, 3.0, 1.6, quiet_nan};
  BOOST_TEST(is(nd::digitize(x, nd::array<double>{0, 1, 2.5, 4, 10}), {5}, counts_t{1, 4, 3, 2, 5}));
  BOOST_TEST(
      is(nd::digitize(nd::array<double>{0.2, 6.4, 3.0, 1.6, 10}, nd::array<double>{10, 4, 2.5, 1, 0}, true), {5}, counts_t{4, 1, 2, 3, 1}));
  BOOST_TEST(is(nd::digitize(nd::array<int>{{1, 2}, {3, 4}}, nd::array<double>{1.5, 3}), {2, 2}, counts_t{0, 1, 2, 2}));
  BOOST_TEST(is(nd::digitize(nd::array<int>{1, 2}, nd::zeros<int>({0})), {2}, counts_t{0, 0}));
}

BOOST_AUTO_TEST_CASE(bad_arguments_are_refused) {
  const nd::array<double> a = {1, 2};
  BOOST_CHECK_THROW((void)nd::histogram(a, {.bins = 0}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.bins = {2, 1}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.bins = nd::zeros<double>({2, 2})}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.range = {{2, 1}}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.range = {{0, infinity}}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(nd::array<double>{1, quiet_nan}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram(nd::array<std::complex<double>>{1.0}), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.weights = nd::array<double>{1}}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::histogram(a, {.bins = nd::bin_rule::fd, .weights = a}), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::histogramdd(nd::zeros<double>({4, 2}), {.bins = {1, 2, 3}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::histogram2d(a, nd::array<double>{1}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<int>{-1}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::zeros<int>({1, 1})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::bincount(a), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<std::uint64_t>{1}), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<int>{1}, a), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<int>{1}, -1), nd::value_error);
  BOOST_CHECK_THROW((void)nd::bincount(nd::array<std::int64_t>{std::int64_t{1} << 60}), nd::memory_error);
  BOOST_CHECK_THROW((void)nd::digitize(a, nd::array<double>{1, 3, 2}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::digitize(a, nd::zeros<double>({1, 1})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::digitize(nd::array<std::complex<double>>{1.0}, a), nd::dtype_error);
}

BOOST_AUTO_TEST_SUITE_END()
