// SPDX-License-Identifier: BSD-3-Clause
// The first pass: shapes and checks.
#include "plans.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(collect)

BOOST_AUTO_TEST_CASE(values_have_the_broadcast_shape_of_their_operands) {
  const nd::array<double> a = nd::zeros({1000, 3, 4}), b = nd::zeros({4}), c = nd::zeros({3, 1});
  nd::program of;
  const auto ab = compute(of, cheap, {leaf(of, a), leaf(of, b)});
  const auto bc = compute(of, cheap, {leaf(of, b), leaf(of, c)});
  nd::planner::collect(of);
  BOOST_TEST((of.values[static_cast<std::size_t>(ab)].shape == nd::dims{1000, 3, 4}));
  BOOST_TEST((of.values[static_cast<std::size_t>(bc)].shape == nd::dims{3, 4}));
}

BOOST_AUTO_TEST_CASE(constants_take_no_part_in_shapes) {
  const nd::array<double> a = nd::zeros({5});
  const double two = 2;
  nd::program of;
  const auto constant = of.add_constant(nd::dtype::float64, &two);
  const auto with_array = compute(of, cheap, {leaf(of, a), constant});
  const auto alone = compute(of, cheap, {constant, constant});
  nd::planner::collect(of);
  BOOST_TEST((of.values[static_cast<std::size_t>(with_array)].shape == nd::dims{5}));
  BOOST_TEST((of.values[static_cast<std::size_t>(alone)].shape == nd::dims{}));
}

BOOST_AUTO_TEST_CASE(reductions_drop_their_axes_or_keep_them_with_extent_one) {
  const nd::array<double> a = nd::zeros({2, 3, 4});
  nd::program of;
  const auto dropped = sum_over(of, leaf(of, a), {-1, 0});
  const auto kept = sum_over(of, leaf(of, a), {1}, true);
  const auto none = sum_over(of, leaf(of, a), {});
  nd::planner::collect(of);
  const auto value = [&](nd::value_id id) { return of.values[static_cast<std::size_t>(id)]; };
  BOOST_TEST((value(dropped).shape == nd::dims{3}));
  BOOST_TEST(value(dropped).reduced == 0b101U);
  BOOST_TEST((value(kept).shape == nd::dims{2, 1, 4}));
  BOOST_TEST(value(kept).reduced == 0b010U);
  BOOST_TEST((value(none).shape == nd::dims{2, 3, 4}));
  BOOST_TEST(value(none).reduced == 0U);
}

BOOST_AUTO_TEST_CASE(equal_values_are_entered_once) {
  const nd::array<double> a = nd::zeros({5});
  const double two = 2, same_two = 2, three = 3;
  nd::program of;
  BOOST_TEST(leaf(of, a) == leaf(of, a));
  const auto first = compute(of, cheap, {leaf(of, a), of.add_constant(nd::dtype::float64, &two)});
  const auto second = compute(of, cheap, {leaf(of, a), of.add_constant(nd::dtype::float64, &same_two)});
  const auto other = compute(of, cheap, {leaf(of, a), of.add_constant(nd::dtype::float64, &three)});
  BOOST_TEST(first == second);
  BOOST_TEST(first != other);
  BOOST_TEST(sum_over(of, first, {0}) == sum_over(of, second, {0}));
  BOOST_TEST(sum_over(of, first, {0}) != sum_over(of, first, {0}, true));
}

BOOST_AUTO_TEST_CASE(constants_are_told_apart_by_type_and_by_bits) {
  const double zero = 0.0, negative_zero = -0.0;
  const std::int64_t integer_zero = 0;
  nd::program of;
  const auto first = of.add_constant(nd::dtype::float64, &zero);
  BOOST_TEST(first != of.add_constant(nd::dtype::float64, &negative_zero));
  BOOST_TEST(first != of.add_constant(nd::dtype::int64, &integer_zero));
}

BOOST_AUTO_TEST_CASE(function_objects_are_told_apart_by_address) {
  const std::uint8_t one_state[16] = {1, 2}, other_state[16] = {1, 3};  // of unknown size, they come as uint8
  nd::program of;
  BOOST_TEST(of.add_constant(nd::dtype::uint8, one_state) != of.add_constant(nd::dtype::uint8, other_state));
}

BOOST_AUTO_TEST_CASE(shapes_that_do_not_broadcast_are_an_error_before_anything_is_planned) {
  const nd::array<double> a = nd::zeros({3, 4}), b = nd::zeros({5});
  BOOST_TEST(throws<nd::shape_error>([&] { (void)plan_of(a + b); }, "add: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
}

BOOST_AUTO_TEST_CASE(axes_are_checked) {
  const nd::array<double> a = nd::zeros({3, 4});
  BOOST_TEST(throws<nd::index_error>([&] { (void)plan_of(nd::sum(a, {.axis = 2})); }, "sum: axis 2 is out of range for 2 dimensions"));
  BOOST_CHECK_THROW((void)plan_of(nd::sum(a, {.axis = {0, -2}})), nd::value_error);
}

BOOST_AUTO_TEST_CASE(the_largest_of_nothing_is_an_error_unless_nobody_asks) {
  const nd::array<double> rows = nd::zeros({0, 3}), nothing = nd::zeros({0, 0});
  BOOST_CHECK_THROW((void)plan_of(nd::max(rows, {.axis = 0})), nd::value_error);
  BOOST_CHECK_NO_THROW((void)plan_of(nd::max(rows, {.axis = 1})));
  BOOST_CHECK_NO_THROW((void)plan_of(nd::max(nothing, {.axis = 0})));
  BOOST_CHECK_NO_THROW((void)plan_of(nd::sum(rows, {.axis = 0})));
}

BOOST_AUTO_TEST_CASE(a_value_must_fit_its_destination) {
  const nd::array<double> a = nd::zeros({3, 4}), row = nd::zeros({4}), long_row = nd::zeros({5});
  BOOST_CHECK_NO_THROW((void)plan_of_assignment(a, row + 1));
  BOOST_CHECK_THROW((void)plan_of_assignment(a, long_row + 1), nd::shape_error);
  BOOST_CHECK_THROW((void)plan_of_assignment(row, a + 1), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(a_destination_that_may_be_replaced_is_let_go_when_the_shape_differs) {
  const nd::array<double> a = nd::zeros({3, 4}), row = nd::zeros({4});
  nd::program of;
  of.add_output(leaf(of, a), row.storage(), true);
  of.add_output(leaf(of, row), row.storage(), true);
  nd::planner::collect(of);
  BOOST_TEST(!of.outputs[0].destination);
  BOOST_TEST(of.outputs[1].destination.get() == row.storage().get());
}

BOOST_AUTO_TEST_CASE(a_read_only_destination_is_an_error) {
  nd::array<double> a = nd::zeros({3});
  const auto locked = nd::borrow_block(nd::dtype::float64, a.data(), a.storage()->where, false);
  nd::program of;
  of.add_output(leaf(of, a), locked, false);
  BOOST_CHECK_THROW(nd::planner::collect(of), nd::value_error);
}

BOOST_AUTO_TEST_SUITE_END()
