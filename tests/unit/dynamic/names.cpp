// SPDX-License-Identifier: BSD-3-Clause
// NumPy's second names mean the same as the first, for typed and for dynamic arrays; operators mean the functions.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {

/// Both names give the same bits, and the ufunc of the second name is that of the first.
template <class First, class Second>
void check(const char* first, const char* second, First&& one, Second&& other) {
  BOOST_TEST(same(one, other), second);
  BOOST_TEST((nd::find_definition(first) == nd::find_definition(second)), second);
}

const nd::array<double>& angles() {
  static const nd::array<double> values = {0.25, 0.5, 0.75};
  return values;
}
const nd::array<int>& integers() {
  static const nd::array<int> values = {-3, 5, 12};
  return values;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_names)

#define SAME_UNARY(FIRST, SECOND, OPERAND) check(#FIRST, #SECOND, nd::FIRST(OPERAND), nd::SECOND(OPERAND))
#define SAME_BINARY(FIRST, SECOND, OPERAND) check(#FIRST, #SECOND, nd::FIRST(OPERAND, 2), nd::SECOND(OPERAND, 2))

BOOST_AUTO_TEST_CASE(second_names_are_the_same_functions) {
  SAME_UNARY(arccos, acos, angles());
  SAME_UNARY(arcsin, asin, angles());
  SAME_UNARY(arctan, atan, angles());
  SAME_UNARY(arccosh, acosh, angles() + 1);
  SAME_UNARY(arcsinh, asinh, angles());
  SAME_UNARY(arctanh, atanh, angles());
  SAME_UNARY(deg2rad, radians, angles());
  SAME_UNARY(rad2deg, degrees, angles());
  SAME_UNARY(conjugate, conj, angles());
  SAME_UNARY(absolute, abs, integers());
  SAME_UNARY(invert, bitwise_not, integers());
  SAME_UNARY(invert, bitwise_invert, integers());
  SAME_BINARY(arctan2, atan2, angles());
  SAME_BINARY(divide, true_divide, integers());
  SAME_BINARY(remainder, mod, integers());
  SAME_BINARY(power, pow, integers());
  SAME_BINARY(left_shift, bitwise_left_shift, integers());
  SAME_BINARY(right_shift, bitwise_right_shift, integers());
}

BOOST_AUTO_TEST_CASE(operators_are_the_functions_of_dynamic_arrays_too) {
  const nd::array<int> a = {-7, 5, 12}, b = {2, 3, 12};
  const nd::any_array x = a, y = b;
#define SAME_OPERATOR(TOKEN, FUNCTION)                                                                                                   \
  BOOST_TEST(same(nd::eval(a TOKEN b), nd::eval(nd::FUNCTION(a, b))), #TOKEN);                                                           \
  BOOST_TEST(same(nd::as<nd::value_t<decltype(a TOKEN b)>>(nd::any_array(x TOKEN y)), nd::eval(nd::FUNCTION(a, b))), "dynamic " #TOKEN); \
  BOOST_TEST(same(nd::as<nd::value_t<decltype(3 TOKEN b)>>(nd::any_array(3 TOKEN y)), nd::eval(nd::FUNCTION(3, b))), "number " #TOKEN)
  SAME_OPERATOR(+, add);
  SAME_OPERATOR(-, subtract);
  SAME_OPERATOR(*, multiply);
  SAME_OPERATOR(/, divide);
  SAME_OPERATOR(%, remainder);
  SAME_OPERATOR(&, bitwise_and);
  SAME_OPERATOR(|, bitwise_or);
  SAME_OPERATOR(^, bitwise_xor);
  SAME_OPERATOR(==, equal);
  SAME_OPERATOR(!=, not_equal);
  SAME_OPERATOR(<, less);
  SAME_OPERATOR(<=, less_equal);
  SAME_OPERATOR(>, greater);
  SAME_OPERATOR(>=, greater_equal);
  SAME_OPERATOR(&&, logical_and);
  SAME_OPERATOR(||, logical_or);
#undef SAME_OPERATOR
  BOOST_TEST(is(nd::cast<int>(x << 1), {3}, {-14, 10, 24}));
  BOOST_TEST(is(nd::cast<int>(x >> 1), {3}, {-4, 2, 6}));
  nd::any_array shifted(x);
  shifted <<= 2;
  shifted >>= nd::array<int>{1, 1, 3};
  BOOST_TEST(is(nd::cast<int>(shifted), {3}, {-14, 10, 6}));
  BOOST_TEST(is(nd::cast<int>(-x), {3}, {7, -5, -12}));
  BOOST_TEST(is(nd::cast<int>(+x), {3}, {-7, 5, 12}));
  BOOST_TEST(is(nd::cast<int>(~x), {3}, {6, -6, -13}));
  BOOST_TEST(is(nd::cast<bool>(!(x - 5)), {3}, {false, true, false}));
}

BOOST_AUTO_TEST_CASE(constants_are_those_of_mathematics) {
  BOOST_TEST(nd::pi == 3.14159265358979323846);
  BOOST_TEST(nd::e == 2.71828182845904523536);
  BOOST_TEST(nd::euler_gamma == 0.57721566490153286061);
  BOOST_TEST(nd::inf == infinity);
  BOOST_TEST(nd::nan != nd::nan);
}

BOOST_AUTO_TEST_SUITE_END()
