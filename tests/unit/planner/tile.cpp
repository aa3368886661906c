// SPDX-License-Identifier: BSD-3-Clause
// Runs and tiles: what a kernel call covers, and how operands reach it.
#include "plans.hpp"

using namespace lazynd_test;

namespace {

void tile_alone(nd::plan_pass& pass) { nd::planner::tile(buffers_for(pass), pass); }

}  // namespace

BOOST_AUTO_TEST_SUITE(tile)

BOOST_AUTO_TEST_CASE(the_run_is_the_inner_loop_when_that_is_long) {
  auto pass = pass_over({50, 200}, {{1600, 8}, {2000, 8}});
  tile_alone(pass);
  BOOST_TEST(pass.run_axis == 1);
  BOOST_TEST(pass.run_length == 200);
  for (const nd::pass_operand& operand : pass.operands) BOOST_TEST((operand.how == nd::access::direct));
  BOOST_TEST(pass.notes.empty());
}

BOOST_AUTO_TEST_CASE(a_short_inner_loop_takes_outer_loops_into_the_run) {
  // (1000,3,4) + (4,): the run is everything, and the row is gathered.
  auto pass = pass_over({3000, 4}, {{32, 8}, {32, 8}, {0, 8}});
  tile_alone(pass);
  BOOST_TEST(pass.run_axis == 0);
  BOOST_TEST(pass.run_length == 12000);
  BOOST_TEST((pass.operands[1].how == nd::access::direct));
  BOOST_TEST((pass.operands[2].how == nd::access::gather));
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_repeated, 2));
  BOOST_TEST(pass.operands[2].period == 4);
}

BOOST_AUTO_TEST_CASE(tiles_are_a_multiple_of_what_repeats) {
  // (5000,1,3) + (7,3) + (3,): the last two repeat after 21 and 3 elements, the first is broadcast inside and does not repeat.
  auto pass = pass_over({5000, 7, 3}, {{168, 24, 8}, {24, 0, 8}, {0, 24, 8}, {0, 0, 8}});
  tile_alone(pass);
  BOOST_TEST(pass.run_length == 105000);
  BOOST_TEST(pass.operands[1].period == 0);
  BOOST_TEST(pass.operands[2].period == 21);
  BOOST_TEST(pass.operands[3].period == 3);
  BOOST_TEST(pass.tile % 21 == 0);
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_short_run, 1));
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_repeated, 2));
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_repeated, 3));
}

BOOST_AUTO_TEST_CASE(a_period_inside_another_one_counts_too) {
  auto pass = pass_over({5000, 2, 3, 5}, {{240, 120, 40, 8}, {0, 0, 0, 8}, {0, 24, 8, 0}});
  tile_alone(pass);
  BOOST_TEST(pass.operands[1].period == 5);
  BOOST_TEST(pass.operands[2].period == 30);
  BOOST_TEST(pass.tile % 30 == 0);
}

BOOST_AUTO_TEST_CASE(outer_loops_are_taken_only_until_the_run_is_long) {
  auto pass = pass_over({500, 100, 20}, {{160000, 1600, 8}});
  tile_alone(pass);
  BOOST_TEST(pass.run_axis == 1);
  BOOST_TEST(pass.run_length == 2000);
}

BOOST_AUTO_TEST_CASE(an_operand_broadcast_along_the_run_fills_a_tile_once) {
  auto pass = pass_over({50, 300}, {{2400, 8}, {8, 0}});
  tile_alone(pass);
  BOOST_TEST((pass.operands[1].how == nd::access::fill));
  BOOST_TEST(has_note(pass.notes, nd::reason::fill_broadcast, 1));
}

BOOST_AUTO_TEST_CASE(rows_that_are_not_long_are_filled_several_at_once) {
  // (50,200) - (50,1): the matrix is one run, and the column is gathered.
  auto pass = pass_over({50, 200}, {{1600, 8}, {1600, 8}, {8, 0}});
  tile_alone(pass);
  BOOST_TEST(pass.run_length == 10000);
  BOOST_TEST((pass.operands[1].how == nd::access::direct));
  BOOST_TEST((pass.operands[2].how == nd::access::gather));
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_short_run, 2));
}

BOOST_AUTO_TEST_CASE(strided_operands_are_gathered_and_strided_results_scattered) {
  auto pass = pass_over({200}, {{16}, {24}});
  tile_alone(pass);
  BOOST_TEST((pass.operands[0].how == nd::access::scatter));
  BOOST_TEST((pass.operands[1].how == nd::access::gather));
  BOOST_TEST(has_note(pass.notes, nd::reason::scatter_strided, 0));
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_strided, 1));
}

BOOST_AUTO_TEST_CASE(elements_that_are_not_aligned_pass_through_tiles) {
  // Kernels never see them where they are: a field of packed records, read and written.
  std::vector<std::byte> memory(8 * 300 + 1);
  const nd::block_handle odd = nd::borrow_block(nd::dtype::float64, memory.data() + 1, {{300}, {8}}, true);
  nd::program of;
  of.add_output(compute(of, cheap, {of.add_leaf(*odd)}), odd, false);
  const nd::execution_plan plan = nd::planner::make_plan(of);
  BOOST_REQUIRE(plan.passes.size() == 1U);
  for (const nd::pass_operand& operand : plan.passes[0].operands) {
    BOOST_TEST((operand.how == (operand.written ? nd::access::scatter : nd::access::gather)));
  }
  BOOST_TEST(has_note(plan.passes[0].notes, nd::reason::gather_unaligned));
}

BOOST_AUTO_TEST_CASE(a_transposed_operand_is_gathered_for_several_rows_at_once) {
  auto pass = pass_over({300, 200}, {{1600, 8}, {8, 2400}});
  tile_alone(pass);
  BOOST_TEST((pass.operands[1].how == nd::access::gather));
  BOOST_TEST(pass.operands[1].panel);
  BOOST_TEST(pass.panel_rows > 1);
  BOOST_TEST(has_note(pass.notes, nd::reason::gather_panel, 1));
}

BOOST_AUTO_TEST_CASE(tiles_are_shorter_when_kernels_need_tiles_between_them) {
  auto alone = pass_over({1000000}, {{8}, {8}});
  tile_alone(alone);
  auto between = pass_over({1000000}, {{8}, {8}});
  between.slots.push_back({nd::pass_slot::kind::temporary, nd::dtype::float64, -1, nullptr});
  tile_alone(between);
  BOOST_TEST(between.tile < alone.tile);
  BOOST_TEST(between.tile >= 256);
  BOOST_TEST(between.tile * 8 <= 32 * 1024);  // half a first-level cache at most
}

BOOST_AUTO_TEST_CASE(tiles_of_several_kernels_are_shorter_when_operands_exceed_the_caches) {
  const auto length_of = [](nd::index_t n) {
    auto pass = pass_over({n}, {{8}, {8}});
    pass.slots.push_back({nd::pass_slot::kind::temporary, nd::dtype::float64, -1, nullptr});
    pass.steps.resize(2);
    tile_alone(pass);
    return pass.tile;
  };
  BOOST_TEST(length_of(10000000) * 8 <= 4096);
  BOOST_TEST(length_of(10000000) < length_of(20000));
}

BOOST_AUTO_TEST_CASE(a_tile_is_not_longer_than_its_run) {
  auto pass = pass_over({100}, {{8}, {8}});
  tile_alone(pass);
  BOOST_TEST(pass.tile == 100);
}

BOOST_AUTO_TEST_CASE(the_inner_axis_of_memory_decides_how_a_reduction_walks) {
  auto along = pass_over({100}, {{8}, {4000}});
  reduce_over(along, {500}, {{0}, {8}});
  tile_alone(along);
  BOOST_TEST((along.how == nd::walk::folds));
  BOOST_TEST(along.run_length == 500);
  auto across = pass_over({100}, {{8}, {8}});
  reduce_over(across, {500}, {{0}, {800}});
  tile_alone(across);
  BOOST_TEST((across.how == nd::walk::rows));
  BOOST_TEST(across.run_length == 100);
  BOOST_TEST(along.reduced_count == 500);
  BOOST_TEST(across.reduced_count == 500);
}

BOOST_AUTO_TEST_CASE(a_few_elements_to_fold_are_not_worth_a_run) {
  auto pass = pass_over({100000}, {{8}, {32}});
  reduce_over(pass, {4}, {{0}, {8}});
  tile_alone(pass);
  BOOST_TEST((pass.how == nd::walk::rows));
}

BOOST_AUTO_TEST_CASE(tiles_of_a_reduction_do_not_cross_its_blocks) {
  auto pass = pass_over({}, {{}, {}});
  reduce_over(pass, {1000000}, {{0}, {8}});
  tile_alone(pass);
  BOOST_TEST((pass.how == nd::walk::folds));
  BOOST_TEST(nd::reduction_block % pass.tile == 0);
}

BOOST_AUTO_TEST_CASE(empty_passes_have_no_run) {
  auto pass = pass_over({0}, {{8}, {8}});
  tile_alone(pass);
  BOOST_TEST(pass.run_length == 0);
  BOOST_TEST(pass.tile >= 1);
}

BOOST_AUTO_TEST_SUITE_END()
