// SPDX-License-Identifier: BSD-3-Clause
// Functions composed of others, typed and with run-time dtypes.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_special)

BOOST_AUTO_TEST_CASE(parts_of_complex_numbers_are_rounded_each_for_itself) {
  using complex = std::complex<double>;
  const nd::array<complex> z = {complex(1.25, 2.35), complex(infinity, 1.26), complex(-2.3, 0)};
  const std::vector<complex> expected = {{1.2, 2.4}, {infinity, 1.3}, {-2.3, 0.0}};
  BOOST_TEST(is(nd::round(z, 1), {3}, expected));
  BOOST_TEST(is(nd::cast<complex>(nd::round(nd::any_array(z), 1)), {3}, expected));
  const nd::any_array tens = nd::array<complex>{complex(12.5, 23.5), complex(infinity, 12.6), complex(-23, 0)};
  BOOST_TEST(is(nd::cast<complex>(nd::round(tens, -1)), {3}, {{10, 20}, {infinity, 10}, {-20, 0}}));
}

BOOST_AUTO_TEST_CASE(truth_values_are_rounded_to_half_precision) {
  const nd::array<bool> m = {true, false};
  BOOST_TEST(is(nd::round(m), {2}, {nd::float16(1), nd::float16(0)}));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::round(m, 1); }, "round: bool has no decimals"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::round(nd::any_array(m), -1); }, "round: bool has no decimals"));
}

BOOST_AUTO_TEST_CASE(isclose_is_relative_to_the_second_argument) {
  const nd::array<double> a = {1e10, 1e-7, infinity, -infinity, quiet_nan}, b = {1.00001e10, 1e-8, infinity, infinity, quiet_nan};
  BOOST_TEST(is(nd::isclose(a, b), {5}, {true, false, true, false, false}));
  BOOST_TEST(is(nd::isclose(a, b, {.rtol = 0, .atol = 1, .equal_nan = true}), {5}, {false, true, true, false, true}));
  BOOST_TEST(is(nd::cast<bool>(nd::isclose(nd::any_array(a), nd::any_array(b))), {5}, {true, false, true, false, false}));
  BOOST_TEST(is(nd::isclose(a, infinity), {5}, {false, false, true, false, false}));
  BOOST_TEST(is(nd::isclose(1e-8, a), {5}, {false, false, false, false, false}));
  const nd::array<std::uint8_t> small = {1}, large = {2};
  BOOST_TEST(is(nd::isclose(small, large, {.atol = 1}), {1}, {true}));  // 1 - 2 does not wrap
}

BOOST_AUTO_TEST_CASE(allclose_array_equal_and_array_equiv_answer_for_the_whole) {
  const nd::array<double> a = {1, 2}, b = {1, 2 + 1e-9}, c = {quiet_nan, 1};
  BOOST_TEST(nd::allclose(a, b));
  BOOST_TEST(!nd::array_equal(a, b));
  BOOST_TEST(nd::array_equal(a, a));
  BOOST_TEST(!nd::array_equal(c, c));
  BOOST_TEST(nd::array_equal(nd::any_array(c), nd::any_array(c), true));
  BOOST_TEST(!nd::array_equal(a, nd::array<double>{{1, 2}, {1, 2}}));
  BOOST_TEST(nd::array_equiv(a, nd::array<double>{{1, 2}, {1, 2}}));
  BOOST_TEST(!nd::array_equiv(a, nd::array<double>{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(sinc_is_one_at_zero) {
  const nd::array<double> x = {0, 0.5, -1.5};
  const double pi = 3.14159265358979323846;
  const nd::array<double> expected = {1, 2 / pi, -1 / (1.5 * pi)};
  BOOST_TEST(nd::allclose(nd::sinc(x), expected, {.rtol = 1e-15, .atol = 0}));
}

BOOST_AUTO_TEST_CASE(i0_is_the_mean_of_exp_of_a_cosine) {
  // I0(x) = 1/pi times the integral of exp(x cos t) over [0, pi]; the trapezoidal rule converges beyond double precision.
  const int n = 400;
  for (const double x : {0.0, 0.1, 1.5, 7.9, 8.1, 29.9, 30.1, 200.0, -3.0}) {
    double sum = 0;
    for (int k = 0; k < n; ++k) sum += std::exp(x * std::cos(3.14159265358979323846 * (k + 0.5) / n));
    const nd::array<double> at = {x};
    BOOST_TEST(nd::allclose(nd::i0(at), nd::array<double>{sum / n}, {.rtol = 3e-15, .atol = 0}), x);
  }
  BOOST_TEST((nd::any_array(nd::i0(nd::any_array(nd::array<int>{1}))).dtype() == nd::dtype::float64));
}

BOOST_AUTO_TEST_CASE(round_scales_to_decimals_with_ties_to_even) {
  const nd::array<double> a = {0.125, -15.5, 2.5, infinity};
  BOOST_TEST(is(nd::round(a), {4}, {0, -16, 2, infinity}));
  BOOST_TEST(is(nd::round(a, 2), {4}, {0.12, -15.5, 2.5, infinity}));
  BOOST_TEST(is(nd::cast<double>(nd::around(nd::any_array(a), -1)), {4}, {0, -20, 0, infinity}));
  BOOST_TEST(is(nd::round(nd::array<int>{125, -155}, -1), {2}, {120, -160}));
  BOOST_TEST(is(nd::round(nd::array<int>{125}, 3), {1}, {125}));
}

BOOST_AUTO_TEST_CASE(nan_to_num_puts_numbers_in_the_place_of_nan_and_infinity) {
  const nd::array<float> a = {static_cast<float>(quiet_nan), static_cast<float>(infinity), static_cast<float>(-infinity), 1};
  const float most = std::numeric_limits<float>::max();
  BOOST_TEST(is(nd::nan_to_num(a), {4}, {0, most, -most, 1}));
  BOOST_TEST(is(nd::as<float>(nd::nan_to_num(nd::any_array(a), {.nan = 7, .posinf = 8, .neginf = -8})), {4}, {7, 8, -8, 1}));
  const nd::array<nd::float16> half = {infinity};
  BOOST_TEST(static_cast<float>(nd::eval(nd::nan_to_num(half))(0)) == 65504);
}

BOOST_AUTO_TEST_CASE(angle_is_that_of_the_complex_plane) {
  nd::array<std::complex<double>> z = nd::zeros<std::complex<double>>({3});
  z(0) = {1, 1};
  z(1) = {-1, 0};
  z(2) = {0, -2};
  BOOST_TEST(is(nd::angle(z, true), {3}, {45, 180, -90}));
  BOOST_TEST(is(nd::angle(nd::array<double>{-1, 1}), {2}, {3.14159265358979323846, 0}));
  BOOST_TEST(is(nd::isreal(z), {3}, {false, true, false}));
  BOOST_TEST(is(nd::iscomplex(nd::array<int>{1}), {1}, {false}));
}

BOOST_AUTO_TEST_CASE(real_if_close_drops_imaginary_parts_that_are_rounding_errors) {
  nd::array<std::complex<double>> z = nd::ones<std::complex<double>>({2});
  z(0) = {2, 1e-14};
  BOOST_TEST((nd::real_if_close(z).dtype() == nd::dtype::float64));
  z(1) = {1, 1e-3};
  BOOST_TEST((nd::real_if_close(z).dtype() == nd::dtype::complex128));
  BOOST_TEST((nd::real_if_close(z, 0.01).dtype() == nd::dtype::float64));
}

BOOST_AUTO_TEST_SUITE_END()
