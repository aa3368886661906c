// SPDX-License-Identifier: BSD-3-Clause
// The fourth pass: loops in the order of memory.
#include "plans.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(order_axes)

BOOST_AUTO_TEST_CASE(c_order_stays) {
  auto pass = pass_over({2, 3, 4}, {{96, 32, 8}, {96, 32, 8}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.kept_axes == nd::dims{0, 1, 2}));
  BOOST_TEST((pass.kept_extents == nd::dims{2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(fortran_order_is_walked_from_the_last_axis_in) {
  auto pass = pass_over({2, 3, 4}, {{8, 16, 48}, {8, 16, 48}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.kept_axes == nd::dims{2, 1, 0}));
  BOOST_TEST((pass.kept_extents == nd::dims{4, 3, 2}));
  for (const nd::pass_operand& operand : pass.operands) BOOST_TEST((operand.kept_strides == nd::dims{48, 16, 8}));
}

BOOST_AUTO_TEST_CASE(what_is_written_decides_over_what_is_read) {
  auto pass = pass_over({3, 4}, {{32, 8}, {8, 24}, {8, 24}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.kept_axes == nd::dims{0, 1}));
}

BOOST_AUTO_TEST_CASE(the_operands_decide_where_a_result_of_a_reduction_cannot) {
  auto pass = pass_over({3, 4}, {{32, 8}, {8, 24}});
  reduce_over(pass, {5}, {{0}, {96}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.kept_axes == nd::dims{1, 0}));
}

BOOST_AUTO_TEST_CASE(an_operand_that_is_broadcast_over_an_axis_leaves_the_decision_to_others) {
  auto pass = pass_over({3, 4}, {{8, 24}, {0, 8}, {8, 0}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.kept_axes == nd::dims{1, 0}));
  BOOST_TEST((pass.operands[1].kept_strides == nd::dims{8, 0}));
}

BOOST_AUTO_TEST_CASE(axes_that_nobody_can_tell_apart_keep_their_order) {
  auto pass = pass_over({3, 4, 5}, {{8, 0, 0}, {8, 0, 0}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.kept_axes == nd::dims{0, 1, 2}));
}

BOOST_AUTO_TEST_CASE(axes_that_all_walk_backwards_are_flipped) {
  auto pass = pass_over({3, 4}, {{32, -8}, {32, -8}, {32, 0}});
  pass.operands[0].offset = 24;
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.operands[0].kept_strides == nd::dims{32, 8}));
  BOOST_TEST((pass.operands[1].kept_strides == nd::dims{32, 8}));
  BOOST_TEST((pass.operands[2].kept_strides == nd::dims{32, 0}));
  BOOST_TEST(pass.operands[0].offset == 0);    // it stood at the end of a row and starts at its beginning
  BOOST_TEST(pass.operands[1].offset == -24);  // from its position 0, which is the end of a row
  BOOST_TEST(pass.operands[2].offset == 0);
}

BOOST_AUTO_TEST_CASE(axes_that_some_operand_walks_forwards_are_not_flipped) {
  auto pass = pass_over({4}, {{8}, {-8}});
  nd::planner::order_axes({}, pass);
  BOOST_TEST((pass.operands[1].kept_strides == nd::dims{-8}));
  BOOST_TEST(pass.operands[1].offset == 0);
}

BOOST_AUTO_TEST_CASE(reversed_views_of_both_sides_become_one_contiguous_run) {
  nd::array<double> a = nd::zeros({20, 30}), b = nd::zeros({20, 30});
  const auto back = nd::slice(nd::none, nd::none, -1);
  const auto plan = plan_of_assignment(a(back, back), b(back, back) + 1);
  BOOST_TEST((plan.passes[0].kept_extents == nd::dims{600}));
  for (const nd::pass_operand& operand : plan.passes[0].operands) BOOST_TEST((operand.how == nd::access::direct));
}

BOOST_AUTO_TEST_CASE(transposed_views_of_both_sides_become_one_contiguous_run) {
  nd::array<double> a = nd::zeros({20, 30, 4}), b = nd::zeros({20, 30, 4});
  const auto plan = plan_of_assignment(nd::transpose(a), nd::transpose(b) + 1);
  BOOST_TEST((plan.passes[0].kept_extents == nd::dims{2400}));
}

BOOST_AUTO_TEST_CASE(reduced_axes_stay_in_c_order_and_say_so_where_it_costs) {
  const nd::array<double> a = nd::zeros({40, 50});
  const auto plain = plan_of(nd::sum(a * 2));
  BOOST_TEST(!has_note(plain.passes[0].notes, nd::reason::logical_order));
  const auto plan = plan_of(nd::sum(nd::transpose(a)));
  BOOST_TEST((plan.passes[0].reduced_extents == nd::dims{50, 40}));
  BOOST_TEST(has_note(plan.passes[0].notes, nd::reason::logical_order));
}

BOOST_AUTO_TEST_SUITE_END()
