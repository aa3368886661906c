// SPDX-License-Identifier: BSD-3-Clause
// where, clip, extremes with NaN, rounding of integers, conversion: what the NumPy tables do not hold.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_selection)

BOOST_AUTO_TEST_CASE(where_takes_from_one_or_the_other) {
  const nd::array<bool> mask = {true, false, true};
  const nd::array<int> a = {1, 2, 3}, b = {10, 20, 30};
  BOOST_TEST(is(nd::where(mask, a, b), {3}, {1, 20, 3}));
  BOOST_TEST(is(nd::where(mask, a, 0), {3}, {1, 0, 3}));
  BOOST_TEST(is(nd::where(mask, 0, b), {3}, {0, 20, 0}));
  BOOST_TEST(is(nd::where(a - 2, a, b), {3}, {1, 20, 3}));
  BOOST_TEST(is(nd::where(mask, a, nd::array<double>{0.5, 0.5, 0.5}), {3}, {1, 0.5, 3}));
}

BOOST_AUTO_TEST_CASE(where_takes_from_two_numbers) {
  const nd::array<bool> mask = {true, false};
  BOOST_TEST(is(nd::where(mask, 1, 0), {2}, {1, 0}));
  BOOST_TEST(is(nd::where(nd::array<double>{0, 2}, 1.5, -1), {2}, {-1, 1.5}));
  BOOST_TEST(is(nd::where(mask, true, false), {2}, {true, false}));
  BOOST_TEST(is(nd::where(mask, 1, std::complex<float>(0, 2)), {2}, {1, {0, 2}}));
  BOOST_TEST(is(nd::where(true, nd::array<int>{1, 2}, 7), {2}, {1, 2}));
  const nd::any_array dynamic = nd::where(nd::any_array(mask), 1, 0.5);
  BOOST_TEST(is(nd::as<double>(dynamic), {2}, {1, 0.5}));
}

BOOST_AUTO_TEST_CASE(where_carries_over_what_it_does_not_choose) {
  const nd::array<double> a = {quiet_nan, 1, infinity};
  BOOST_TEST(is(nd::where(nd::isnan(a), 0.0, a), {3}, {0, 1, infinity}));
  BOOST_TEST(is(nd::where(a > 0, 1 / a, a), {3}, {quiet_nan, 1, 0}));
  using c = std::complex<double>;
  BOOST_TEST(is(nd::where(nd::array<bool>{true, false}, nd::array<c>{c(1, 2), c(3, 4)}, c(0, -1)), {2}, {c(1, 2), c(0, -1)}));
}

BOOST_AUTO_TEST_CASE(clip_limits_from_both_sides) {
  const nd::array<int> a = {-5, 0, 5, 10};
  BOOST_TEST(is(nd::clip(a, 0, 7), {4}, {0, 0, 5, 7}));
  BOOST_TEST(is(nd::clip(a, nd::array<int>{-9, 1, 6, 0}, 9), {4}, {-5, 1, 6, 9}));
  BOOST_TEST(is(nd::clip(a, 5, 1), {4}, {1, 1, 1, 1}));
  BOOST_TEST(is(nd::clip(nd::array<double>{quiet_nan, -infinity, 3}, -1, 1), {3}, {quiet_nan, -1, 1}));
  BOOST_TEST(is(nd::clip(nd::array<double>{1, 2}, quiet_nan, 3), {2}, {quiet_nan, quiet_nan}));
}

BOOST_AUTO_TEST_CASE(clip_limits_from_one_side) {
  const nd::array<int> a = {-5, 0, 5};
  BOOST_TEST(is(nd::clip(a, nd::none, 2), {3}, {-5, 0, 2}));
  BOOST_TEST(is(nd::clip(a, 2, nd::none), {3}, {2, 2, 5}));
  BOOST_TEST(is(nd::clip(a, nd::none, nd::none), {3}, {-5, 0, 5}));
  BOOST_TEST(is(nd::clip(a, 1.5, nd::none), {3}, {1.5, 1.5, 5.0}));
  BOOST_TEST(is(nd::clip(nd::array<double>{quiet_nan, 3}, nd::none, 1), {2}, {quiet_nan, 1}));
  const nd::any_array d = a;
  BOOST_TEST(is(nd::cast<int>(nd::clip(d, nd::none, 2)), {3}, {-5, 0, 2}));
  BOOST_TEST(is(nd::cast<int>(nd::clip(d, nd::array<int>{-4, 1, 6}, nd::none)), {3}, {-4, 1, 6}));
  BOOST_TEST(is(nd::cast<int>(nd::clip(d, nd::none, nd::none)), {3}, {-5, 0, 5}));
}

BOOST_AUTO_TEST_CASE(integers_become_floats_when_rounded) {
  const nd::array<int> a = {-3, 0, 7};
  BOOST_TEST(is(nd::floor(a), {3}, {-3, 0, 7}));
  BOOST_TEST(is(nd::ceil(a), {3}, {-3, 0, 7}));
  BOOST_TEST(static_cast<float>(nd::eval(nd::trunc(nd::array<bool>{true}))(0)) == 1);
  BOOST_TEST(is(nd::rint(a), {3}, {-3.0, 0.0, 7.0}));
  BOOST_TEST(is(nd::floor(nd::array<double>{-1.5, -0.0, 2.5}), {3}, {-2, -0.0, 2}));
  BOOST_TEST(is(nd::rint(nd::array<double>{0.5, 1.5, -0.5, -2.5}), {4}, {0, 2, -0.0, -2}));
}

BOOST_AUTO_TEST_CASE(the_sign_of_a_complex_number_has_modulus_1) {
  using c = std::complex<double>;
  BOOST_TEST(is(nd::sign(nd::array<c>{c(3, 4), c(-2, 0), c(0, 0)}), {3}, {c(0.6, 0.8), c(-1, 0), c(0, 0)}));
  constexpr double largest = std::numeric_limits<double>::max(), smallest = std::numeric_limits<double>::denorm_min();
  BOOST_TEST(
      is(nd::sign(nd::array<c>{c(largest, 0), c(0, -smallest), c(smallest * 3, smallest * 4)}), {3}, {c(1, 0), c(0, -1), c(0.6, 0.8)}));
}

// Within two units in the last place of z/|z| in extended precision, in whole vectors and behind them.
template <class R>
void check_signs() {
  nd::array<std::complex<R>> z = nd::empty<std::complex<R>>({1003});
  for (nd::index_t i = 0; i < z.size(); ++i) {
    const int exponent = static_cast<int>(i * 37 % 200) - 100;
    z(i) = {static_cast<R>(std::ldexp(static_cast<double>(i * 7919 % 1000) - 499.5, exponent)),
            static_cast<R>(std::ldexp(static_cast<double>(i * 104729 % 1000) - 499.5, exponent - static_cast<int>(i % 5)))};
  }
  const nd::array<std::complex<R>> found = nd::sign(z);
  const long double bound = 2 * std::numeric_limits<R>::epsilon();
  for (nd::index_t i = 0; i < z.size(); ++i) {
    const long double x = z(i).real(), y = z(i).imag(), modulus = std::hypot(x, y);
    BOOST_TEST(std::fabs(found(i).real() - x / modulus) <= bound * std::fabs(x / modulus));
    BOOST_TEST(std::fabs(found(i).imag() - y / modulus) <= bound * std::fabs(y / modulus));
  }
}
BOOST_AUTO_TEST_CASE(signs_of_complex_numbers_are_accurate) {
  check_signs<float>();
  check_signs<double>();
}

BOOST_AUTO_TEST_CASE(zeros_in_signs_of_complex_numbers_keep_their_sign_beside_another_part) {
  using c = std::complex<float>;
  const nd::array<c> found = nd::sign(nd::array<c>{c(-0.0F, -3), c(-3, -0.0F), c(-0.0F, 0)});
  BOOST_TEST((std::signbit(found(0).real()) && found(0).real() == 0 && found(0).imag() == -1));
  BOOST_TEST((std::signbit(found(1).imag()) && found(1).imag() == 0 && found(1).real() == -1));
  BOOST_TEST((!std::signbit(found(2).real()) && found(2) == c(0, 0)));
}

BOOST_AUTO_TEST_CASE(infinite_parts_of_complex_numbers_are_directions) {
  using c = std::complex<double>;
  BOOST_TEST(is(nd::sign(nd::array<c>{c(infinity, 1), c(-infinity, quiet_nan), c(2, -infinity)}), {3}, {c(1, 0), c(-1, 0), c(0, -1)}));
  const c undefined(quiet_nan, quiet_nan);
  BOOST_TEST(is(nd::sign(nd::array<c>{c(infinity, -infinity), c(0, quiet_nan)}), {2}, {undefined, undefined}));
}

BOOST_AUTO_TEST_CASE(the_modulus_of_a_complex_number_does_not_overflow) {
  using c = std::complex<double>;
  BOOST_TEST(is(nd::abs(nd::array<c>{c(3, 4), c(-5, 0), c(infinity, quiet_nan)}), {3}, {5, 5, infinity}));
  const double found = nd::abs(nd::full<c>({}, c(3e200, 4e200)));
  BOOST_TEST(std::fabs(found / 5e200 - 1) < 1e-15);
}

BOOST_AUTO_TEST_CASE(integers_to_a_negative_power_are_refused) {
  const nd::array<int> a = {2, 3};
  const std::string why = "power: integers to negative integer powers are not allowed; cast to a float type first";
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::power(a, -1)); }, why));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::power(a, nd::array<int>{1, -2}) + 1); }, why));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::sum(nd::power(1, nd::array<std::int64_t>{-1}))); }, why));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::eval(nd::power(nd::arange<int>(300000), nd::zeros<int>({300000}) - 1)); }, why));
  BOOST_TEST(is(nd::power(nd::cast<double>(a), -1), {2}, {0.5, 1.0 / 3}));
  BOOST_TEST(is(nd::power(a, 0), {2}, {1, 1}));
  BOOST_TEST(is(nd::power(nd::zeros<int>({0}), -1), {0}, {}));
}

BOOST_AUTO_TEST_CASE(conversions_chain_and_fuse) {
  const nd::array<double> a = {-1.5, 2.75, 300.5};
  BOOST_TEST(is(nd::cast<int>(a), {3}, {-1, 2, 300}));
  BOOST_TEST(is(nd::cast<std::uint8_t>(nd::cast<int>(a)), {3}, {255, 2, 44}));
  BOOST_TEST(is(nd::cast<double>(nd::cast<int>(a)) / 2, {3}, {-0.5, 1, 150}));
  BOOST_TEST(is(nd::cast<bool>(a), {3}, {true, true, true}));
  BOOST_TEST(is(nd::cast<double>(a), {3}, {-1.5, 2.75, 300.5}));
  BOOST_TEST(is(nd::cast<float>(nd::array<std::complex<double>>{std::complex<double>(1, 2)}), {1}, {1.0F}));
}

BOOST_AUTO_TEST_CASE(logic_takes_every_dtype_as_truth_values) {
  const nd::array<double> a = {0, quiet_nan, 0.5};
  BOOST_TEST(is(!a, {3}, {true, false, false}));
  BOOST_TEST(is(a && nd::array<int>{1, 0, 2}, {3}, {false, false, true}));
  BOOST_TEST(is(nd::logical_xor(a, true), {3}, {true, false, false}));
  BOOST_TEST(is(~nd::array<bool>{true, false}, {2}, {false, true}));
}

BOOST_AUTO_TEST_SUITE_END()
