// SPDX-License-Identifier: BSD-3-Clause
// Medians and quantiles: methods, axes, dtypes, NaN, weights, what is refused, and elements of any rank of long lines.
#include <algorithm>
#include <map>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::quantile_method;

BOOST_AUTO_TEST_SUITE(order_statistics)

BOOST_AUTO_TEST_CASE(methods_agree_with_numpy) {
  const nd::array<double> a = {7.5, -1, 3, 3, 12, 0.25, 8};
  const std::map<std::string, std::vector<double>> expected = {
      {"inverted_cdf", {-1.0, -1.0, 3.0, 3.0, 8.0, 12.0}},
      {"averaged_inverted_cdf", {-1.0, -1.0, 3.0, 3.0, 10.0, 12.0}},
      {"interpolated_inverted_cdf", {-1.0, -1.0, 1.4874999999999994, 3.0, 8.0, 12.0}},
      {"hazen", {-1.0, -0.7499999999999998, 2.8624999999999994, 3.0, 10.0, 12.0}},
      {"weibull", {-1.0, -1.0, 2.4499999999999993, 3.0, 11.428571428571427, 12.0}},
      {"linear", {-1.0, -0.2499999999999999, 3.0, 3.0, 8.57142857142857, 12.0}},
      {"median_unbiased", {-1.0, -0.9166666666666667, 2.7249999999999996, 3.0, 10.476190476190474, 12.0}},
      {"normal_unbiased", {-1.0, -0.8749999999999999, 2.759374999999999, 3.0, 10.357142857142858, 12.0}},
      {"lower", {-1.0, -1.0, 3.0, 3.0, 8.0, 12.0}},
      {"higher", {-1.0, 0.25, 3.0, 3.0, 12.0, 12.0}},
      {"midpoint", {-1.0, -0.375, 3.0, 3.0, 10.0, 12.0}},
      {"nearest", {-1.0, 0.25, 3.0, 3.0, 8.0, 12.0}},
  };
  for (const auto& [name, values] : expected) {
    BOOST_TEST_CONTEXT(name) {
      const nd::quantile_options options{.method = nd::parse_quantile_method(name)};
      BOOST_TEST(is(nd::quantile(a, {0, 0.1, 0.35, 0.5, 6.0 / 7, 1}, options), {6}, values));
    }
  }
  BOOST_CHECK_THROW((void)nd::parse_quantile_method("linaer"), nd::value_error);
}

BOOST_AUTO_TEST_CASE(the_closest_observation_has_an_even_rank_in_the_middle) {
  // Hyndman and Fan, definition 3: n = 3, q = 1/2 lies between the first and the second element
  const nd::quantile_options options{.method = quantile_method::closest_observation};
  BOOST_TEST(nd::quantile(nd::array<int>{1, 2, 3}, 0.5, options).item() == 2);
  BOOST_TEST(nd::quantile(nd::array<int>{1, 2, 3, 4, 5}, 0.5, options).item() == 2);
  BOOST_TEST(nd::quantile(nd::array<int>{1, 2, 3, 4, 5}, 0.31, options).item() == 2);
}

BOOST_AUTO_TEST_CASE(shapes_are_those_of_q_and_of_what_is_left) {
  const nd::array<int> a = {{10, 7, 4}, {3, 2, 1}};
  BOOST_TEST(nd::median(a).item() == 3.5);
  BOOST_TEST(is(nd::median(a, {.axis = 0}), {3}, {6.5, 4.5, 2.5}));
  BOOST_TEST(is(nd::median(a, {.axis = 1, .keepdims = true}), {2, 1}, {7.0, 2.0}));
  BOOST_TEST(is(nd::percentile(a, {50, 100}, {.axis = 1}), {2, 2}, {7.0, 2.0, 10.0, 3.0}));
  const nd::array<double> q = {{0, 0.5}, {0.5, 1}};
  BOOST_TEST(is(nd::quantile(a, q, {.axis = {0, 1}, .keepdims = true}), {2, 2, 1, 1}, {1.0, 3.5, 3.5, 10.0}));
  BOOST_TEST(is(nd::quantile(a, 0.5, {.axis = nd::axis_argument(nd::dims{})}), {2, 3}, {10.0, 7.0, 4.0, 3.0, 2.0, 1.0}));
}

BOOST_AUTO_TEST_CASE(views_and_expressions_are_arguments_and_stay_as_they_are) {
  const nd::array<double> a = {5, 1, 4, 2, 3, 0};
  const nd::array<double> before = a;
  BOOST_TEST(nd::median(a(nd::slice(nd::none, nd::none, -2))).item() == 1.0);
  BOOST_TEST(nd::median(a * 2 + 1).item() == 6.0);
  BOOST_TEST(same(a, before));
}

BOOST_AUTO_TEST_CASE(dtypes_are_those_of_means) {
  static_assert(std::is_same_v<decltype(nd::median(nd::array<std::int8_t>{})), nd::array<double>>);
  static_assert(std::is_same_v<decltype(nd::median(nd::array<nd::float16>{})), nd::array<nd::float16>>);
  static_assert(std::is_same_v<decltype(nd::quantile(nd::array<float>{}, 0.5)), nd::array<float>>);
  static_assert(std::is_same_v<decltype(nd::quantile(nd::array<float>{}, {0.5})), nd::array<double>>);
  BOOST_TEST(nd::median(nd::array<bool>{true, false}).item() == 0.5);
  const nd::any_array whole(nd::array<int>{3, 1, 2});
  BOOST_TEST((nd::quantile(whole, 0.5).dtype() == nd::dtype::float64));
  BOOST_TEST((nd::quantile(whole, 0.5, {.method = quantile_method::lower}).dtype() == nd::dtype::int32));
  const std::complex<double> i(0, 1);
  BOOST_TEST((nd::median(nd::array<std::complex<double>>{3.0 * i, 1.0 + i, 2.0}).item() == 1.0 + i));
}

BOOST_AUTO_TEST_CASE(distances_between_integers_do_not_wrap) {
  BOOST_TEST(nd::quantile(nd::array<std::int8_t>{-128, 127}, 0.25).item() == -64.25);
  BOOST_TEST(nd::median(nd::array<std::int64_t>{INT64_MAX, INT64_MAX}).item() == 9223372036854775807.0);
}

BOOST_AUTO_TEST_CASE(infinite_elements_are_elements) {
  BOOST_TEST(nd::percentile(nd::array<double>{1, infinity}, 100).item() == infinity);
  BOOST_TEST(nd::percentile(nd::array<double>{1, infinity}, 0).item() == 1);
  BOOST_TEST(nd::median(nd::array<double>{-infinity, 2, infinity}).item() == 2);
}

BOOST_AUTO_TEST_CASE(nan_spoils_its_line_or_is_left_out) {
  const nd::array<double> a = {{1, quiet_nan, 4}, {5, 7, 6}, {quiet_nan, quiet_nan, quiet_nan}};
  BOOST_TEST(is(nd::median(a, {.axis = 1}), {3}, {quiet_nan, 6.0, quiet_nan}));
  BOOST_TEST(is(nd::nanmedian(a, {.axis = 1}), {3}, {2.5, 6.0, quiet_nan}));
  BOOST_TEST(is(nd::percentile(a, 100, {.axis = 1}), {3}, {quiet_nan, 7.0, quiet_nan}));
  BOOST_TEST(is(nd::nanpercentile(a, 100, {.axis = 1}), {3}, {4.0, 7.0, quiet_nan}));
  BOOST_TEST(is(nd::nanquantile(a, {0, 0.5}, {.axis = 0}), {2, 3}, {1.0, 7.0, 4.0, 3.0, 7.0, 5.0}));
}

BOOST_AUTO_TEST_CASE(nothing_has_no_quantiles_and_a_median_of_nan) {
  BOOST_TEST(std::isnan(nd::median(nd::zeros<double>({0})).item()));
  BOOST_TEST(is(nd::median(nd::zeros<int>({2, 0}), {.axis = 1}), {2}, {quiet_nan, quiet_nan}));
  BOOST_TEST(is(nd::median(nd::zeros<double>({2, 0}), {.axis = 0}), {0}, std::vector<double>{}));
  BOOST_CHECK_THROW((void)nd::quantile(nd::zeros<double>({0}), 0.5), nd::index_error);
  BOOST_TEST(std::isnan(nd::nanquantile(nd::zeros<double>({0}), 0.5).item()));
  BOOST_TEST(is(nd::quantile(nd::array<double>{1, 2}, nd::zeros<double>({0})), {0}, std::vector<double>{}));
}

BOOST_AUTO_TEST_CASE(weights_are_how_often_an_element_counts) {
  const nd::array<int> a = {4, 1, 3};
  const nd::array<int> repeated = {4, 1, 1, 1, 3, 3};
  const nd::array<double> q = {0, 0.2, 0.5, 0.51, 0.8, 0.9, 1};
  const quantile_method method = quantile_method::inverted_cdf;
  const nd::array<int> weights = {1, 3, 2};
  BOOST_TEST(same(nd::quantile(a, q, {.method = method, .weights = weights}), nd::quantile(repeated, q, {.method = method})));
  const nd::array<int> first_counts_nothing = {1, 0, 1};
  BOOST_TEST(nd::quantile(a, 0, {.method = method, .weights = first_counts_nothing}).item() == 3);
  const nd::array<double> table = {{1, 2, 3}, {9, 8, quiet_nan}};
  BOOST_TEST(is(nd::nanquantile(table, 0.5, {.axis = 1, .method = method, .weights = weights}), {2}, {2.0, 8.0}));
  BOOST_TEST(is(nd::quantile(table, 0.5, {.axis = 1, .method = method, .weights = weights}), {2}, {2.0, quiet_nan}));
}

BOOST_AUTO_TEST_CASE(bad_weights_are_refused) {
  const nd::array<double> a = {1, 2, 3};
  auto with = [&](const nd::array<double>& weights, quantile_method method = quantile_method::inverted_cdf) {
    (void)nd::quantile(a, 0.5, {.axis = 0, .method = method, .weights = weights});
  };
  BOOST_CHECK_THROW(with({1, 1, 1}, quantile_method::linear), nd::value_error);
  BOOST_CHECK_THROW(with({1, -1, 1}), nd::value_error);
  BOOST_CHECK_THROW(with({0, 0, 0}), nd::value_error);
  BOOST_CHECK_THROW(with({1, quiet_nan, 1}), nd::value_error);
  BOOST_CHECK_THROW(with({1, infinity, 1}), nd::value_error);
  BOOST_CHECK_THROW(with({1, 1}), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(bad_arguments_are_refused) {
  const nd::array<double> a = {{1, 2}, {3, 4}};
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::quantile(a, 1.5); }, "quantile: q must be in the range 0 to 1"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::percentile(a, -1); }, "percentile: q must be in the range 0 to 100"));
  BOOST_CHECK_THROW((void)nd::quantile(a, quiet_nan), nd::value_error);
  BOOST_CHECK_THROW((void)nd::quantile(a, 0.5, {.axis = 2}), nd::index_error);
  BOOST_CHECK_THROW((void)nd::median(a, {.axis = {0, 0}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::quantile(nd::any_array(nd::array<std::complex<double>>{1.0}), 0.5), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::quantile(nd::any_array(nd::array<bool>{true}), 0.5), nd::dtype_error);
  BOOST_TEST(nd::as<bool>(nd::quantile(nd::any_array(nd::array<bool>{true}), 0.5, {.method = quantile_method::lower})).item());
}

namespace {

/// Lines of several kinds: rough, of few different elements, sorted, all the same.
template <class T>
nd::array<T> line_of(nd::index_t n, int kind) {
  nd::array<T> a = nd::empty<T>({n});
  std::uint64_t state = 5;
  for (nd::index_t i = 0; i < n; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto rough = static_cast<int>(state >> 45) - 250'000;
    const nd::index_t values[] = {rough, rough % 3, i, n - i, 7, i % 2, rough % 41};
    const nd::index_t value = values[kind];
    a.data()[i] = static_cast<T>(static_cast<double>(value));
  }
  return a;
}

template <class F>
void at_every_level(const F& f) {
  const nd::simd_level before = nd::active_simd_level();
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    nd::set_simd_level(static_cast<nd::simd_level>(level));
    f();
  }
  nd::set_simd_level(before);
}

template <class T>
void check_every_kind_of_line() {
  for (const nd::index_t n : {1, 2, 3, 600, 601, 1000, 5001, 70'000, 140'001}) {
    for (int kind = 0; kind < 7; ++kind) {
      BOOST_TEST_CONTEXT("n = " << n << ", kind " << kind) {
        const nd::array<T> a = line_of<T>(n, kind);
        std::vector<T> sorted(a.data(), a.data() + n);
        std::sort(sorted.begin(), sorted.end());
        const auto lower = static_cast<std::size_t>((n - 1) / 2), upper = static_cast<std::size_t>(n / 2);
        const double middle = (static_cast<double>(sorted[lower]) + static_cast<double>(sorted[upper])) / 2;
        BOOST_TEST(static_cast<double>(nd::median(a).item()) == middle);
        for (const double q : {0.0, 0.001, 0.25, 0.93, 1.0}) {
          const auto rank = static_cast<std::size_t>(std::floor(static_cast<double>(n - 1) * q));
          const nd::any_array found = nd::quantile(nd::any_array(a), q, {.method = quantile_method::lower});
          BOOST_TEST((nd::as<T>(found).item() == sorted[rank]));
        }
      }
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(long_lines_give_the_elements_that_sorting_gives) {
  for (const int threads : {1, 2, 7}) {
    nd::set_num_threads(threads);
    at_every_level([] {
      check_every_kind_of_line<double>();
      check_every_kind_of_line<std::int32_t>();
    });
  }
  nd::set_num_threads(0);
  at_every_level([] {
    check_every_kind_of_line<std::int64_t>();
    check_every_kind_of_line<float>();
  });
}

BOOST_AUTO_TEST_CASE(one_nan_anywhere_spoils_a_line) {
  at_every_level([] {
    for (const nd::index_t n : {1, 7, 33, 70, 1001}) {
      for (const nd::index_t at : {nd::index_t{0}, n / 3, n - 2, n - 1}) {
        if (at < 0) continue;
        nd::array<double> a = line_of<double>(n, 0);
        nd::array<float> b = line_of<float>(n, 0);
        a(at) = quiet_nan;
        b(at) = static_cast<float>(quiet_nan);
        BOOST_TEST(std::isnan(nd::median(a).item()));
        BOOST_TEST(std::isnan(nd::median(b).item()));
        if (n == 1) continue;
        std::vector<double> rest(a.data(), a.data() + n);
        rest.erase(rest.begin() + at);
        std::sort(rest.begin(), rest.end());
        BOOST_TEST(nd::nanmedian(a).item() == (rest[(rest.size() - 1) / 2] + rest[rest.size() / 2]) / 2);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(many_quantiles_are_those_one_by_one) {
  const nd::array<double> a = line_of<double>(3000, 0);
  const nd::array<double> q = nd::linspace(0, 1, 60);
  const nd::array<double> together = nd::quantile(a, q);
  for (nd::index_t i = 0; i < q.size(); ++i) BOOST_TEST(nd::quantile(a, q(i)).item() == together(i));
}

BOOST_AUTO_TEST_SUITE_END()
