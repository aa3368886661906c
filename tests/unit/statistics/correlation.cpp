// SPDX-License-Identifier: BSD-3-Clause
// Covariances, sliding products and interpolation: values from the definitions and from NumPy, edges, what is refused.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::overlap_mode;
using complex = std::complex<double>;

BOOST_AUTO_TEST_SUITE(correlations)

namespace {

template <class A, class B>
verdict close(const A& a, const B& b, double tolerance = 1e-14) {
  if (a.shape() != b.shape()) return refuse("shapes differ");
  const auto x = elements(a), y = elements(b);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(std::abs(x[i] - y[i]) <= tolerance * std::max(1.0, std::abs(y[i])))) return refuse("element " + std::to_string(i));
  }
  return verdict(true);
}

}  // namespace

BOOST_AUTO_TEST_CASE(covariances_are_mean_products_of_deviations) {
  const nd::array<double> m = {{1, 2, 4}, {0, 1, -1}};
  BOOST_TEST(close(nd::cov(m), nd::array<double>{{7.0 / 3, -1}, {-1, 1}}));
  BOOST_TEST(close(nd::cov(m, {.bias = true}), nd::array<double>{{14.0 / 9, -2.0 / 3}, {-2.0 / 3, 2.0 / 3}}));
  BOOST_TEST(close(nd::cov(nd::transpose(m), {.rowvar = false, .ddof = 0}), nd::cov(m, {.bias = true})));
  BOOST_TEST(close(nd::cov(m(0, nd::all), {.y = m(1, nd::all)}), nd::cov(m)));
  const nd::array<double> one = nd::cov(nd::array<int>{1, 2, 4});
  BOOST_TEST(one.ndim() == 0);
  BOOST_TEST(std::abs(one.item() - 7.0 / 3) < 1e-15);
  BOOST_TEST(std::isnan(nd::cov(nd::array<double>{1}).item()));
  BOOST_TEST(nd::cov(nd::zeros<double>({0, 3})).shape() == nd::shape_t({0, 0}));
}

BOOST_AUTO_TEST_CASE(weights_of_observations) {
  const nd::array<double> m = {{1, 2, 4}, {0, 1, -1}};
  const nd::array<double> repeated = {{1, 2, 2, 4}, {0, 1, 1, -1}};
  const nd::array<int> frequencies = {1, 2, 1};
  const nd::array<double> importances = {0.5, 1, 2};
  BOOST_TEST(close(nd::cov(m, {.fweights = frequencies}), nd::cov(repeated)));
  BOOST_TEST(close(nd::cov(m, {.fweights = frequencies, .aweights = importances}),
                   nd::array<double>{{1.857142857142857, -1.2857142857142856}, {-1.2857142857142856, 1.2857142857142856}}));
}

BOOST_AUTO_TEST_CASE(covariances_of_complex_variables_are_hermitian) {
  const complex i(0, 1);
  const nd::array<complex> m = {{i, 2.0}, {3.0, 4.0 * i}};
  BOOST_TEST(close(nd::cov(m), nd::array<complex>{{2.5, complex(-5, -2.5)}, {complex(-5, 2.5), 12.5}}));
}

BOOST_AUTO_TEST_CASE(coefficients_are_covariances_of_standardised_variables) {
  const nd::array<double> m = {{1, 2, 4}, {0, 1, -1}};
  BOOST_TEST(close(nd::corrcoef(m), nd::array<double>{{1, -0.6546536707079772}, {-0.6546536707079772, 1}}));
  BOOST_TEST(nd::corrcoef(m(0, nd::all)).item() == 1);
  // A single variable agrees with itself exactly, whatever its deviation is.
  for (int i = 2; i < 60; ++i) BOOST_TEST(nd::corrcoef(nd::array<double>{0, 0.1 * i, 1}).item() == 1);
  BOOST_TEST(std::isnan(nd::corrcoef(nd::array<double>{1, 1, 1}).item()));
  const complex i(0, 1);
  BOOST_TEST(nd::corrcoef(nd::array<complex>{3.0 * i, i, 2.0 * i}).item() == complex(1));
}

BOOST_AUTO_TEST_CASE(covariances_are_computed_in_the_type_asked_for) {
  const nd::array<double> m = {{1, 2, 4}, {0, 1, -1}};
  const nd::array<float> found = nd::cov<float>(m);
  BOOST_TEST(close(nd::array<double>(found), nd::cov(m), 1e-6));
  BOOST_TEST(close(nd::array<double>(nd::corrcoef<float>(nd::any_array(m))), nd::corrcoef(m), 1e-6));
  BOOST_TEST(close(nd::cov<complex>(m), nd::array<complex>(nd::cov(m))));
  BOOST_CHECK_THROW((void)nd::cov<float>(nd::array<complex>{1.0, 2.0}), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(a_single_row_of_more_variables_is_a_variable) {
  const nd::array<double> m = {{1, 5}, {2, 7}, {4, 6}};
  BOOST_TEST(close(nd::cov(m, {.rowvar = false, .y = nd::array<double>{{3, 1, 2}}}),
                   nd::array<double>{{7.0 / 3, 0.5, -0.5}, {0.5, 1, -1}, {-0.5, -1, 1}}));
}

BOOST_AUTO_TEST_CASE(covariances_of_any_layout_are_the_same) {
  const nd::array<std::int16_t> m = {{1, 2, 4, 3}, {0, 1, -1, 7}, {9, 9, 2, 1}};
  const nd::array<double> expected = nd::cov(nd::array<double>(m));
  nd::array<std::int16_t> columns = nd::empty<std::int16_t>({3, 4}, nd::order::f);
  columns = m;
  BOOST_TEST(same(nd::cov(columns), expected));
  const nd::array<std::int16_t> turned = m(nd::slice(nd::none, nd::none, -1), nd::all);
  BOOST_TEST(same(nd::cov(turned(nd::slice(nd::none, nd::none, -1), nd::all)), expected));
  BOOST_TEST(same(nd::cov(nd::transpose(m), {.rowvar = false}), expected));
}

BOOST_AUTO_TEST_CASE(bad_covariances_are_refused) {
  const nd::array<double> m = {1, 2};
  BOOST_CHECK_THROW((void)nd::cov(nd::zeros<double>({1, 1, 1})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::cov(m, {.ddof = 0.5}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::cov(m, {.fweights = nd::array<double>{1.5, 1}}), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::cov(m, {.fweights = nd::array<int>{1}}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::cov(m, {.aweights = nd::array<double>{-1, 1}}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::cov(m, {.y = nd::array<double>{1, 2, 3}}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::cov(m, {.y = nd::array<complex>{1.0, 2.0}}), nd::dtype_error);
}

namespace {

/// Every sum of products by itself, in the order of the shorter line.
template <class T>
nd::array<T> slid_slowly(const nd::array<T>& x, const nd::array<T>& taps) {
  nd::array<T> sums = nd::zeros<T>({x.size() + taps.size() - 1});
  for (nd::index_t k = 0; k < sums.size(); ++k) {
    for (nd::index_t j = 0; j < taps.size(); ++j) {
      if (k - j >= 0 && k - j < x.size()) sums(k) = static_cast<T>(sums(k) + x(k - j) * taps(j));
    }
  }
  return sums;
}

template <class T>
nd::array<T> rough_line(nd::index_t n) {
  nd::array<T> a = nd::empty<T>({n});
  for (nd::index_t i = 0; i < n; ++i) {
    const double value = static_cast<double>(i * 7919 % 201) - 100;
    if constexpr (std::is_integral_v<T>) {
      a.data()[i] = static_cast<T>(static_cast<int>(value));
    } else {
      a.data()[i] = T(static_cast<decltype(std::real(T()))>(value / 7));  // sums round
      if constexpr (nd::is_complex_v<T>) a.data()[i] *= T(1, static_cast<typename T::value_type>(i % 13) / 3);
    }
  }
  return a;
}

template <class T>
void check_modes() {
  for (const auto& [n, m] : {std::pair<nd::index_t, nd::index_t>{1, 1},
                             {5, 3},
                             {5, 4},
                             {4, 4},
                             {31, 30},
                             {40, 33},
                             {129, 128},
                             {300, 7},
                             {5000, 66},
                             {70'000, 9},
                             {70'000, 40}}) {
    const nd::array<T> x = rough_line<T>(n), taps = rough_line<T>(m);
    const nd::array<T> all_sums = slid_slowly(x, taps);
    const nd::simd_level before = nd::active_simd_level();
    for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
      nd::set_simd_level(static_cast<nd::simd_level>(level));
      for (const int threads : {1, 3}) {
        const nd::thread_limit limit(threads);
        BOOST_TEST(same(nd::convolve(x, taps), all_sums));
        BOOST_TEST(same(nd::convolve(taps, x, overlap_mode::valid), nd::eval(all_sums(nd::slice(m - 1, n)))));
        const nd::index_t first = m - 1 - m / 2;
        BOOST_TEST(same(nd::convolve(x, taps, overlap_mode::same), nd::eval(all_sums(nd::slice(first, first + n)))));
        const nd::array<T> reversed = nd::conjugate(taps(nd::slice(nd::none, nd::none, -1)));
        BOOST_TEST(same(nd::correlate(x, reversed, overlap_mode::full), all_sums));
        BOOST_TEST(same(nd::correlate(x, reversed), nd::eval(all_sums(nd::slice(m - 1, n)))));
      }
    }
    nd::set_simd_level(before);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(lines_slide_along_each_other) {
  check_modes<std::int32_t>();
  check_modes<std::uint8_t>();
  check_modes<std::int64_t>();
  check_modes<double>();
  check_modes<float>();
  check_modes<complex>();
  check_modes<std::complex<float>>();
}

BOOST_AUTO_TEST_CASE(sliding_agrees_with_numpy) {
  const nd::array<double> a = {1, 2, 3, 4, 5}, v = {1, 10, 100, 1000};
  BOOST_TEST(is(nd::convolve(a, v, overlap_mode::same), {5}, {12.0, 123.0, 1234.0, 2345.0, 3450.0}));
  BOOST_TEST(is(nd::correlate(a, v, overlap_mode::same), {5}, {2100.0, 3210.0, 4321.0, 5432.0, 543.0}));
  BOOST_TEST(is(nd::correlate(v, a, overlap_mode::same), {5}, {543.0, 5432.0, 4321.0, 3210.0, 2100.0}));
  BOOST_TEST(is(nd::correlate(v, a, overlap_mode::valid), {2}, {5432.0, 4321.0}));
  const complex i(0, 1);
  BOOST_TEST(is(nd::correlate(nd::array<complex>{i, 2.0}, nd::array<complex>{1.0, i, 3.0}, overlap_mode::full), {4},
                std::vector<complex>{complex(0, 3), 7.0, complex(0, -1), 2.0}));
  BOOST_TEST(is(nd::convolve(nd::array<bool>{true, true}, nd::array<bool>{true, false}), {3}, std::vector<bool>{true, true, false}));
  BOOST_TEST(is(nd::convolve(nd::array<int>{1, 2}, nd::array<double>{0.5}), {2}, {0.5, 1.0}));
  BOOST_TEST(is(nd::convolve(nd::full<int>({}, 2), nd::array<int>{1, 2}), {2}, {2, 4}));
  BOOST_TEST(is(nd::convolve(nd::array<double>{1, infinity}, nd::array<double>{0.0, 1}), {3}, {0.0, quiet_nan, infinity}));
}

BOOST_AUTO_TEST_CASE(bad_lines_are_refused) {
  const nd::array<double> a = {1, 2};
  BOOST_CHECK_THROW((void)nd::convolve(a, nd::zeros<double>({0})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::correlate(nd::zeros<double>({0}), a), nd::value_error);
  BOOST_CHECK_THROW((void)nd::convolve(a, nd::zeros<double>({1, 1})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::parse_overlap_mode("fulll"), nd::value_error);
}

BOOST_AUTO_TEST_CASE(values_lie_on_lines_between_points) {
  const nd::array<double> xp = {1, 2, 4}, fp = {10, 20, 0};
  const nd::array<double> x = {{0, 1, 1.5}, {3, 4, 9}};
  BOOST_TEST(is(nd::interp(x, xp, fp), {2, 3}, {10.0, 10.0, 15.0, 10.0, 0.0, 0.0}));
  BOOST_TEST(is(nd::interp(x, xp, fp, {.left = -1, .right = quiet_nan}), {2, 3}, {-1.0, 10.0, 15.0, 10.0, 0.0, quiet_nan}));
  BOOST_TEST(std::isnan(nd::interp(nd::array<double>{quiet_nan}, xp, fp)(0)));
  BOOST_TEST(
      is(nd::interp(nd::array<int>{-190, -180, 5, 365}, nd::array<int>{190, -190, 350, -350}, nd::array<int>{5, 10, 3, 4}, {.period = 360}),
         {4}, {10.0, 7.5, 3.75, 3.75}));
  const complex i(0, 1);
  BOOST_TEST(is(nd::interp(nd::array<double>{1.5, 4}, nd::array<double>{2, 3, 5}, nd::array<complex>{i, 0.0, complex(2, 3)}), {2},
                std::vector<complex>{i, complex(1, 1.5)}));
  BOOST_TEST(is(nd::interp(nd::array<double>{0, 1, 2}, nd::array<double>{1}, nd::array<double>{5}), {3}, {5.0, 5.0, 5.0}));
  BOOST_TEST(is(nd::interp(nd::array<double>{quiet_nan}, nd::array<double>{1}, nd::array<double>{5}), {1}, {5.0}));
  const nd::array<double> infinite = {infinity, infinity};
  BOOST_TEST(is(nd::interp(nd::array<double>{1.5, 2}, nd::array<double>{1, 2}, infinite), {2}, {infinity, infinity}));
}

BOOST_AUTO_TEST_CASE(bad_points_are_refused) {
  const nd::array<double> x = {1}, two = {1, 2};
  BOOST_CHECK_THROW((void)nd::interp(x, two, x), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::interp(x, nd::zeros<double>({0}), nd::zeros<double>({0})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::interp(x, two, two, {.period = 0}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::interp(x, nd::zeros<double>({1, 1}), nd::zeros<double>({1, 1})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::interp(nd::array<complex>{1.0}, two, two), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::interp(x, two, two, {.left = complex(0, 1)}), nd::dtype_error);
}

BOOST_AUTO_TEST_SUITE_END()
