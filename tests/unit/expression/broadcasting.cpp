// SPDX-License-Identifier: BSD-3-Clause
// How the shapes of operands combine, and what is said when they do not.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::newaxis;
using nd::none;
using nd::slice;

BOOST_AUTO_TEST_SUITE(expression_broadcasting)

BOOST_AUTO_TEST_CASE(rows_and_columns_spread_over_each_other) {
  const nd::array<int> row = {1, 2, 3}, column = {{10}, {20}};
  BOOST_TEST(is(row + column, {2, 3}, {11, 12, 13, 21, 22, 23}));
  BOOST_TEST(is(column * row + row, {2, 3}, {11, 22, 33, 21, 42, 63}));
  BOOST_TEST(is(column(nd::all, 0)(newaxis, nd::all, newaxis) - row, {1, 2, 3}, {9, 8, 7, 19, 18, 17}));
}

BOOST_AUTO_TEST_CASE(a_0d_operand_spreads_over_any_shape) {
  const nd::array<int> zero_d = nd::full<int>({}, 5), a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(zero_d + a, {2, 2}, {6, 7, 8, 9}));
  BOOST_TEST(is(zero_d * zero_d, {}, {25}));
  BOOST_TEST(is(zero_d + nd::zeros<int>({0, 2}), {0, 2}, {}));
}

BOOST_AUTO_TEST_CASE(an_extent_of_1_meets_an_extent_of_0) {
  BOOST_TEST(is(nd::zeros<int>({1, 3}) + nd::zeros<int>({0, 1}), {0, 3}, {}));
  BOOST_CHECK_THROW((void)nd::eval(nd::zeros<int>({2}) + nd::zeros<int>({0})), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(three_operands_broadcast_together) {
  const nd::array<int> a = nd::arange<int>(2).reshape({2, 1, 1}), b = nd::arange<int>(2).reshape({2, 1}), c = nd::arange<int>(2);
  BOOST_TEST(is(a * 100 + b * 10 + c, {2, 2, 2}, {0, 1, 10, 11, 100, 101, 110, 111}));
  BOOST_TEST(is(nd::where(a > 0, b, c), {2, 2, 2}, {0, 1, 0, 1, 0, 0, 1, 1}));
  BOOST_TEST(is(nd::clip(c * 5, b, a + 2), {2, 2, 2}, {0, 2, 1, 2, 0, 3, 1, 3}));
}

BOOST_AUTO_TEST_CASE(a_reduction_broadcasts_back) {
  const nd::array<double> a = {{1, 3}, {5, 11}};
  BOOST_TEST(is(a - nd::mean(a, {.axis = 1, .keepdims = true}), {2, 2}, {-1, 1, -3, 3}));
  BOOST_TEST(is(a / nd::sum(a, {.axis = 0}), {2, 2}, {1.0 / 6, 3.0 / 14, 5.0 / 6, 11.0 / 14}));
  BOOST_TEST(is(a - nd::min(a), {2, 2}, {0, 2, 4, 10}));
}

BOOST_AUTO_TEST_CASE(shapes_that_do_not_fit_are_named_with_the_function) {
  const nd::array<double> a = nd::zeros<double>({3, 4}), b = nd::zeros<double>({5});
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(a + b); }, "add: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::transpose(a) * a); },
                                     "multiply: shapes (4,3) and (3,4) do not broadcast: axis 0 is 4 against 3"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::maximum(a, b)); },
                                     "maximum: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::where(b > 0, a, 0.0)); },
                                     "where: shapes (5,) and (3,4) do not broadcast: axis 1 is 5 against 4"));
}

BOOST_AUTO_TEST_CASE(the_function_named_is_the_one_whose_arguments_do_not_fit) {
  const nd::array<double> a = nd::zeros<double>({3, 4}), b = nd::zeros<double>({5});
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval((a - b) * 2 + 1); },
                                     "subtract: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
  BOOST_TEST(throws<nd::shape_error>([&] { [[maybe_unused]] const double s = nd::sum(a * b); },
                                     "multiply: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
  BOOST_TEST(throws<nd::shape_error>([&] { [[maybe_unused]] const double s = nd::sum(nd::map([](double x) { return x; }, a) * (2 - b)); },
                                     "multiply: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(a + 1, a / b); },
                                     "divide: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
}

BOOST_AUTO_TEST_CASE(building_an_expression_checks_nothing) {
  const nd::array<double> a = nd::zeros<double>({3}), b = nd::zeros<double>({5});
  const auto e = a + b;
  BOOST_CHECK_THROW((void)nd::eval(e), nd::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
