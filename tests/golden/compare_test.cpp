// SPDX-License-Identifier: BSD-3-Clause
// What the driver takes for equal and what for a failure.
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <lazynd/array/creation.hpp>
#include <lazynd/support/error.hpp>

#include "binding.hpp"
#include "compare.hpp"

namespace {

using namespace golden;
using lazynd::array;

const tolerance exact = read_tolerance("exact");
const tolerance zeros_equal = read_tolerance("eqzero");
const tolerance two_ulps = read_tolerance(json{{"ulp", 2}});
const tolerance near = read_tolerance(json{{"rtol", 1e-3}, {"atol", 0.0}});
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

template <class T>
bool agree(array<T> expected, array<T> got, const tolerance& allowed) {
  return !difference(of_array(expected), of_array(got), allowed);
}

BOOST_AUTO_TEST_SUITE(golden_compare)

BOOST_AUTO_TEST_CASE(equal_arrays_agree_by_every_tolerance) {
  for (const tolerance& allowed : {exact, zeros_equal, two_ulps, near}) {
    BOOST_TEST(agree<double>({1.5, -0.0, nan, infinity}, {1.5, -0.0, -nan, infinity}, allowed));
    BOOST_TEST(agree(lazynd::full<std::complex<float>>({2}, {1, 2}), lazynd::full<std::complex<float>>({2}, {1, 2}), allowed));
    BOOST_TEST(agree<std::int8_t>({-128, 127}, {-128, 127}, allowed));
  }
}

BOOST_AUTO_TEST_CASE(another_value_is_a_failure_that_names_the_first_element) {
  const array<double> expected = {{1, 2}, {3, 4}}, got = {{1, 2}, {5, 6}};
  const auto wrong = difference(of_array(expected), of_array(got), near);
  BOOST_REQUIRE(wrong);
  BOOST_TEST(*wrong == "element (1,0): expected 3, got 5; 2 of 4 differ");
}

BOOST_AUTO_TEST_CASE(another_dtype_is_a_failure) {
  const auto wrong = difference(of_array(array<float>{1}), of_array(array<double>{1}), near);
  BOOST_REQUIRE(wrong);
  BOOST_TEST(*wrong == "expected float32(1,), got float64(1,)");
}

BOOST_AUTO_TEST_CASE(another_shape_is_a_failure_even_without_elements) {
  BOOST_TEST(!!difference(of_array(lazynd::zeros({0, 2})), of_array(lazynd::zeros({2, 0})), near));
  BOOST_TEST(!!difference(of_array(lazynd::zeros({})), of_array(lazynd::zeros({1})), near));
}

BOOST_AUTO_TEST_CASE(zeros_of_both_signs_are_equal_unless_bits_count) {
  BOOST_TEST(!agree<double>({0.0}, {-0.0}, exact));
  BOOST_TEST(agree<double>({0.0}, {-0.0}, zeros_equal));
  BOOST_TEST(!agree<double>({1.0}, {std::nextafter(1.0, 2.0)}, zeros_equal));
}

BOOST_AUTO_TEST_CASE(ulps_are_counted_in_the_precision_of_the_dtype) {
  const double one_up = std::nextafter(1.0, 2.0), three_up = std::nextafter(std::nextafter(one_up, 2.0), 2.0);
  BOOST_TEST(agree<double>({1.0}, {one_up}, two_ulps));
  BOOST_TEST(!agree<double>({1.0}, {three_up}, two_ulps));
  BOOST_TEST(agree<float>({1.0F}, {std::nextafter(1.0F, 2.0F)}, two_ulps));
  const auto half = [](std::uint16_t bits) { return lazynd::full<lazynd::float16>({1}, std::bit_cast<lazynd::float16>(bits)); };
  BOOST_TEST(agree(half(0x3c00), half(0x3c02), two_ulps));
  BOOST_TEST(!agree(half(0x3c00), half(0x3c03), two_ulps));
  BOOST_TEST(agree(half(0x0001), half(0x8001), two_ulps));
}

BOOST_AUTO_TEST_CASE(infinity_is_near_to_nothing_else) {
  const double greatest = std::numeric_limits<double>::max();
  for (const tolerance& allowed : {two_ulps, near, read_tolerance(json{{"rtol", 1.0}, {"atol", infinity}})}) {
    BOOST_TEST(!agree<double>({infinity}, {greatest}, allowed));
    BOOST_TEST(!agree<double>({greatest}, {infinity}, allowed));
    BOOST_TEST(!agree<double>({infinity}, {-infinity}, allowed));
    BOOST_TEST(!agree<double>({nan}, {0.0}, allowed));
    BOOST_TEST(!agree<double>({0.0}, {nan}, allowed));
  }
}

BOOST_AUTO_TEST_CASE(complex_numbers_are_near_by_modulus) {
  using complex = std::complex<double>;
  const auto one = [](double re, double im) { return lazynd::full<complex>({1}, complex(re, im)); };
  BOOST_TEST(agree(one(1000, 0), one(1000, 0.5), near));
  BOOST_TEST(!agree(one(1000, 0), one(1000, 2), near));
  BOOST_TEST(!agree(one(nan, infinity), one(nan, nan), near));
  BOOST_TEST(agree(one(nan, 1), one(2, nan), near));
  BOOST_TEST(!agree(one(1, 0.0), one(1, -0.0), exact));
  BOOST_TEST(!agree(one(1, 2), one(1, 3), two_ulps));
}

BOOST_AUTO_TEST_CASE(integers_are_never_merely_near) {
  BOOST_TEST(!agree<std::int64_t>({1000000}, {1000001}, near));
  BOOST_TEST(!agree<std::uint8_t>({1}, {2}, two_ulps));
}

BOOST_AUTO_TEST_CASE(a_bool_whose_byte_is_neither_0_nor_1_equals_no_other) {
  array<bool> broken = {true};
  std::memset(broken.data(), 2, 1);
  BOOST_TEST(!!difference(of_array(array<bool>{true}), of_array(lazynd::view<bool>(broken)), exact));
}

BOOST_AUTO_TEST_CASE(views_are_compared_element_by_element) {
  array<double> a = {{1, 2}, {3, 4}};
  const array<double> expected = {{4, 3}, {2, 1}};
  BOOST_TEST(!difference(of_array(expected),
                         of_array(a(lazynd::slice(lazynd::none, lazynd::none, -1), lazynd::slice(lazynd::none, lazynd::none, -1))), exact));
}

BOOST_AUTO_TEST_CASE(kinds_of_results_are_not_mixed) {
  BOOST_TEST(!!difference(of_literal(1), of_array(array<double>{1}), exact));
  BOOST_TEST(!!difference(of_literal(1), of_literal(true), exact));
  BOOST_TEST(!!difference({lazynd::dtype::int8}, {lazynd::dtype::int16}, exact));
  BOOST_TEST(!!difference({result_tuple{of_literal(1)}}, {result_tuple{of_literal(1), of_literal(2)}}, exact));
  BOOST_TEST(!!difference({result_tuple{of_literal(1)}}, {result_tuple{of_literal(2)}}, exact));
  BOOST_TEST(!difference({result_tuple{of_literal("a")}}, {result_tuple{of_literal("a")}}, exact));
}

BOOST_AUTO_TEST_CASE(exceptions_belong_to_one_family) {
  BOOST_TEST(is_raised_as(lazynd::dtype_error("x"), "TypeError"));
  BOOST_TEST(is_raised_as(lazynd::shape_error("x"), "ValueError"));
  BOOST_TEST(is_raised_as(lazynd::index_error("x"), "IndexError"));
  BOOST_TEST(!is_raised_as(lazynd::dtype_error("x"), "ValueError"));
  BOOST_TEST(!is_raised_as(lazynd::value_error("x"), "TypeError"));
  BOOST_TEST(!is_raised_as(std::runtime_error("x"), "ValueError"));
}

BOOST_AUTO_TEST_CASE(what_the_library_lacks_is_missing) {
  BOOST_CHECK_THROW(run({"no_such_function", {}, {}}), missing);
  const argument x{array_argument{array<double>{1, 2}.storage()}};
  BOOST_CHECK_THROW(run({"add", {x}, {}}), missing);
  BOOST_CHECK_THROW(run({"add", {x, x, x}, {}}), missing);
  BOOST_CHECK_THROW(run({"add", {x, x}, {{"no_such_keyword", x}}}), missing);
  BOOST_TEST(!difference(of_array(array<double>{2, 4}), run({"add", {x, x}, {}}), exact));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
