// SPDX-License-Identifier: BSD-3-Clause
// C++ numbers beside arrays: their value must fit, their width does not count (NEP 50).
#include <cstdint>
#include <limits>

#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(expression_weak_scalars)

BOOST_AUTO_TEST_CASE(a_scalar_takes_the_dtype_of_the_array) {
  BOOST_TEST(is(nd::array<std::uint8_t>{250} + 10, {1}, {4}));
  BOOST_TEST(is(nd::array<std::int8_t>{100} * std::int64_t{2}, {1}, {-56}));
  BOOST_TEST(is(nd::array<float>{1} / 3.0, {1}, {1.0F / 3.0F}));
  BOOST_TEST(is(nd::array<float>{16777216} + 1, {1}, {16777216.0F}));
  BOOST_TEST(is(10 - nd::array<std::int16_t>{1}, {1}, {9}));
}

BOOST_AUTO_TEST_CASE(a_scalar_of_a_higher_kind_lifts_the_array) {
  BOOST_TEST(is(nd::array<std::int32_t>{1, 2} + 1.5, {2}, {2.5, 3.5}));
  BOOST_TEST(is(nd::array<bool>{true, false} + 5, {2}, {6, 5}));
  BOOST_TEST(is(nd::array<bool>{true} * 0.5, {1}, {0.5}));
  BOOST_TEST(is(nd::array<float>{2} * std::complex<double>(0, 1), {1}, {{0, 2}}));
  BOOST_TEST(is(nd::array<std::int8_t>{2} * std::complex<float>(0, 1), {1}, {{0, 2}}));
}

BOOST_AUTO_TEST_CASE(a_bool_counts_as_0_or_1) {
  BOOST_TEST(is(nd::array<int>{5} + true, {1}, {6}));
  BOOST_TEST(is(nd::array<double>{5} * false, {1}, {0.0}));
  BOOST_TEST(is(nd::array<bool>{true, false} & true, {2}, {true, false}));
  BOOST_TEST(is(nd::array<int>{7, 0} && true, {2}, {true, false}));
}

BOOST_AUTO_TEST_CASE(an_integer_that_does_not_fit_is_refused_when_the_expression_is_built) {
  const nd::array<std::uint8_t> u8 = {1};
  const nd::array<std::int8_t> i8 = {1};
  const nd::array<std::uint64_t> u64 = {1};
  const nd::array<std::int64_t> i64 = {1};
  BOOST_TEST(throws<nd::value_error>([&] { (void)(u8 + 256); }, "add: the integer 256 does not fit uint8"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)(u8 * -1); }, "multiply: the integer -1 does not fit uint8"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)(-129 - i8); }, "subtract: the integer -129 does not fit int8"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)(i64 + std::numeric_limits<std::uint64_t>::max()); },
                                     "add: the integer 18446744073709551615 does not fit int64"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::maximum(u64, -1); }, "maximum: the integer -1 does not fit uint64"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::clip(i8, 0, 200); }, "clip: the integer 200 does not fit int8"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::where(i8 > 0, i8, 128); }, "where: the integer 128 does not fit int8"));
  BOOST_TEST(is(u64 + std::numeric_limits<std::uint64_t>::max(), {1}, {0}));
  BOOST_TEST(is(i8 + -128, {1}, {-127}));
}

BOOST_AUTO_TEST_CASE(an_integer_of_any_size_divides_and_is_divided) {
  const nd::array<std::int8_t> i8 = {1, -2};
  const nd::array<std::uint8_t> u8 = {1, 2};
  const nd::array<std::int64_t> i64 = {1, 2};
  BOOST_TEST(is(i8 / 300, {2}, {1 / 300.0, -2 / 300.0}));
  BOOST_TEST(is(u8 / -1, {2}, {-1.0, -2.0}));
  BOOST_TEST(is(1000 / u8, {2}, {1000.0, 500.0}));
  BOOST_TEST(is(i64 / (std::uint64_t{1} << 63), {2}, {0x1p-63, 0x1p-62}));
  BOOST_TEST(is(nd::cast<double>(nd::any_array(i8) / 300), {2}, {1 / 300.0, -2 / 300.0}));
  BOOST_TEST(is(nd::cast<double>(nd::divide(1000, nd::any_array(u8))), {2}, {1000.0, 500.0}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::floor_divide(i8, 300); }, "floor_divide: the integer 300 does not fit int8"));
  BOOST_TEST(
      throws<nd::value_error>([&] { (void)nd::floor_divide(nd::any_array(i8), 300); }, "floor_divide: the integer 300 does not fit int8"));
}

BOOST_AUTO_TEST_CASE(assigning_an_integer_that_does_not_fit_is_refused_and_writes_nothing) {
  nd::array<std::uint8_t> a = {1, 2};
  BOOST_TEST(throws<nd::value_error>([&] { a = 256; }, "assign: the integer 256 does not fit uint8"));
  BOOST_TEST(throws<nd::value_error>([&] { a(0, nd::ellipsis) = -1; }, "assign: the integer -1 does not fit uint8"));
  BOOST_TEST(throws<nd::value_error>([&] { a += 1000; }, "add: the integer 1000 does not fit uint8"));
  BOOST_TEST(is(a, {2}, {1, 2}));
}

BOOST_AUTO_TEST_CASE(a_float_beyond_float32_becomes_infinite) {
  BOOST_TEST(is(nd::array<float>{1, -1} * 1e300, {2}, {std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()}));
}

BOOST_AUTO_TEST_CASE(any_nonzero_scalar_is_true_in_logic) {
  BOOST_TEST(is(nd::array<double>{0, 2} && 0.5, {2}, {false, true}));
  BOOST_TEST(is(nd::array<int>{0, 2} || std::complex<double>(0, 1), {2}, {true, true}));
  BOOST_TEST(is(nd::where(1, nd::array<int>{1}, 5), {1}, {1}));
  BOOST_TEST(is(nd::where(0, nd::array<int>{1}, 5), {1}, {5}));
}

BOOST_AUTO_TEST_SUITE_END()
