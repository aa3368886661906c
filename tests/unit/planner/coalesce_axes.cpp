// SPDX-License-Identifier: BSD-3-Clause
// The fifth pass: neighbouring loops that every operand walks as one become one.
#include "plans.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(coalesce_axes)

BOOST_AUTO_TEST_CASE(contiguous_operands_have_one_loop) {
  auto pass = pass_over({2, 3, 4}, {{96, 32, 8}, {96, 32, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{24}));
  BOOST_TEST((pass.operands[0].kept_strides == nd::dims{8}));
}

BOOST_AUTO_TEST_CASE(a_gap_between_rows_keeps_the_loops_apart) {
  auto pass = pass_over({2, 3, 4}, {{96, 32, 8}, {120, 40, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{6, 4}));
  BOOST_TEST((pass.operands[0].kept_strides == nd::dims{32, 8}));
  BOOST_TEST((pass.operands[1].kept_strides == nd::dims{40, 8}));
  BOOST_TEST((pass.kept_axes == nd::dims{0, 2}));
}

BOOST_AUTO_TEST_CASE(every_operand_must_agree) {
  auto pass = pass_over({2, 3, 4}, {{96, 32, 8}, {0, 32, 8}, {32, 0, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(an_operand_broadcast_over_neighbouring_axes_does_not_keep_them_apart) {
  auto pass = pass_over({1000, 3, 4}, {{96, 32, 8}, {0, 0, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{3000, 4}));
  BOOST_TEST((pass.operands[1].kept_strides == nd::dims{0, 8}));
}

BOOST_AUTO_TEST_CASE(axes_of_one_vanish_whatever_their_strides) {
  auto pass = pass_over({1, 5, 1, 6, 1}, {{1, 48, 7, 8, 1000}, {0, 48, 0, 8, 0}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{30}));
  auto single = pass_over({1, 1}, {{8, 8}});
  nd::planner::coalesce_axes(single);
  BOOST_TEST((single.kept_extents == nd::dims{}));
}

BOOST_AUTO_TEST_CASE(strides_stay_with_their_loops_when_outer_axes_vanish) {
  auto pass = pass_over({1, 5, 6}, {{0, 100, 8}, {0, 48, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{5, 6}));
  BOOST_TEST((pass.operands[0].kept_strides == nd::dims{100, 8}));
  BOOST_TEST((pass.kept_axes == nd::dims{1, 2}));
}

BOOST_AUTO_TEST_CASE(empty_shapes_stay_empty) {
  auto pass = pass_over({3, 0, 4}, {{0, 32, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST(nd::element_count(pass.kept_extents) == 0);
}

BOOST_AUTO_TEST_CASE(negative_strides_merge_like_others) {
  auto pass = pass_over({3, 4}, {{-32, -8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{12}));
  BOOST_TEST((pass.operands[0].kept_strides == nd::dims{-8}));
}

BOOST_AUTO_TEST_CASE(kept_and_reduced_loops_stay_apart) {
  auto pass = pass_over({2, 3}, {{24, 8}, {480, 160}});
  reduce_over(pass, {4, 5}, {{0, 0}, {40, 8}});
  nd::planner::coalesce_axes(pass);
  BOOST_TEST((pass.kept_extents == nd::dims{6}));
  BOOST_TEST((pass.reduced_extents == nd::dims{20}));
  BOOST_TEST((pass.operands[1].kept_strides == nd::dims{160}));
  BOOST_TEST((pass.operands[1].reduced_strides == nd::dims{8}));
}

BOOST_AUTO_TEST_SUITE_END()
