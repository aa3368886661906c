// SPDX-License-Identifier: BSD-3-Clause
// Work as independent units: from the cost alone.
#include <algorithm>

#include "plans.hpp"

using namespace lazynd_test;

namespace {

nd::plan_pass divided(nd::plan_pass pass, const nd::kernel_set& kernel) {
  nd::pass_step step;
  step.kernel = &kernel;
  pass.steps.push_back(step);
  const auto plan = buffers_for(pass);
  nd::planner::tile(plan, pass);
  nd::planner::partition(plan, pass);
  return pass;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(partition)

BOOST_AUTO_TEST_CASE(units_are_the_tiles_of_all_runs) {
  const auto pass = divided(pass_over({50, 200}, {{1600, 8}, {2000, 8}}), cheap);
  BOOST_TEST(pass.units == 50 * ((200 + pass.tile - 1) / pass.tile));
  const auto single = divided(pass_over({1000000}, {{8}, {8}}), cheap);
  BOOST_TEST(single.units == (1000000 + single.tile - 1) / single.tile);
}

BOOST_AUTO_TEST_CASE(units_of_a_reduction_are_its_blocks) {
  auto pass = pass_over({3}, {{8}, {8000000}});
  reduce_over(pass, {1000000}, {{0}, {8}});
  const auto plan = buffers_for(pass);
  nd::planner::tile(plan, pass);
  nd::planner::partition(plan, pass);
  BOOST_TEST(pass.reduced_blocks == (1000000 + nd::reduction_block - 1) / nd::reduction_block);
  BOOST_TEST(pass.units == 3 * pass.reduced_blocks);
}

BOOST_AUTO_TEST_CASE(little_work_is_serial_and_says_so) {
  const auto pass = divided(pass_over({1000}, {{8}, {8}}), cheap);
  BOOST_TEST(!pass.parallel);
  BOOST_TEST(pass.nanoseconds < nd::planner::parallel_threshold);
  BOOST_TEST(has_note(pass.notes, nd::reason::serial_small));
}

BOOST_AUTO_TEST_CASE(much_work_is_parallel_in_several_pieces) {
  const auto pass = divided(pass_over({10000000}, {{8}, {8}}), cheap);
  BOOST_TEST(pass.parallel);
  BOOST_TEST(pass.nanoseconds >= nd::planner::parallel_threshold);
  BOOST_TEST(pass.units > pass.grain);
  BOOST_TEST(pass.notes.empty());
}

BOOST_AUTO_TEST_CASE(much_work_in_one_unit_is_serial_for_another_reason) {
  const nd::kernel_set heavy = {.name = "heavy", .weight = 1000, .arity = 1, .library = true};
  const auto pass = divided(pass_over({1000}, {{8}, {8}}), heavy);
  BOOST_TEST(pass.units == 1);
  BOOST_TEST(!pass.parallel);
  BOOST_TEST(has_note(pass.notes, nd::reason::serial_undivided));
  BOOST_TEST(!has_note(pass.notes, nd::reason::serial_small));
}

BOOST_AUTO_TEST_CASE(cheap_elementwise_passes_over_more_than_the_caches_hold_stream) {
  const auto bytes_to_elements = [](double bytes) { return static_cast<nd::index_t>(bytes) / 16; };
  const nd::index_t many = bytes_to_elements(nd::planner::streaming_bytes);
  BOOST_TEST(divided(pass_over({many}, {{8}, {8}}), cheap).streams);
  BOOST_TEST(!divided(pass_over({many - 1}, {{8}, {8}}), cheap).streams);
  const nd::kernel_set heavy = {.name = "heavy", .weight = 1000, .arity = 1};
  BOOST_TEST(!divided(pass_over({many}, {{8}, {8}}), heavy).streams);
  auto reducing = pass_over({1}, {{8}, {8}});
  reduce_over(reducing, {many}, {{0}, {8}});
  BOOST_TEST(!divided(reducing, cheap).streams);
}

BOOST_AUTO_TEST_CASE(only_fused_kernels_of_streaming_passes_run_with_shorter_vectors) {
  const nd::kernel_set library = {.name = "library", .arity = 1, .library = true}, fused = {.name = "fused", .arity = 1, .library = false};
  nd::plan_pass pass;
  for (const nd::simd_level level : {nd::simd_level::baseline, nd::simd_level::avx2, nd::simd_level::avx512}) {
    pass.streams = false;
    BOOST_TEST((nd::level_of_step(pass, fused, level) == level));
    pass.streams = true;
    BOOST_TEST((nd::level_of_step(pass, library, level) == level));
    BOOST_TEST((nd::level_of_step(pass, fused, level) == std::min(level, nd::simd_level::avx2)));
  }
}

BOOST_AUTO_TEST_CASE(expensive_kernels_need_fewer_units_for_a_piece) {
  const auto light = divided(pass_over({10000000}, {{8}, {8}}), cheap);
  const auto heavy = divided(pass_over({10000000}, {{8}, {8}}), costlier);
  BOOST_TEST(heavy.nanoseconds > light.nanoseconds);
  BOOST_TEST(heavy.grain <= light.grain);
}

BOOST_AUTO_TEST_CASE(gathering_costs) {
  const auto direct = divided(pass_over({1000000}, {{8}, {8}}), cheap);
  const auto gathered = divided(pass_over({1000000}, {{8}, {16}}), cheap);
  BOOST_TEST(gathered.nanoseconds > direct.nanoseconds);
}

BOOST_AUTO_TEST_CASE(the_plan_does_not_depend_on_the_number_of_threads) {
  const nd::array<double> a = nd::zeros({500, 1000}), row = nd::zeros({1000});
  const auto e = nd::sum(nd::exp(a) * row, {.axis = 0});
  const auto with = [&](int threads) {
    nd::set_num_threads(threads);
    const auto plan = plan_of(e, nd::transpose(a) * 2);
    nd::set_num_threads(0);
    return plan;
  };
  const auto one = with(1), many = with(64);
  BOOST_REQUIRE(one.passes.size() == many.passes.size());
  for (std::size_t i = 0; i < one.passes.size(); ++i) {
    const nd::plan_pass &p = one.passes[i], &q = many.passes[i];
    BOOST_TEST(p.units == q.units);
    BOOST_TEST(p.grain == q.grain);
    BOOST_TEST(p.tile == q.tile);
    BOOST_TEST(p.parallel == q.parallel);
    BOOST_TEST(p.nanoseconds == q.nanoseconds);
    BOOST_TEST((p.how == q.how));
    BOOST_TEST(p.notes.size() == q.notes.size());
  }
}

BOOST_AUTO_TEST_CASE(nothing_to_do_is_no_unit) {
  const auto pass = divided(pass_over({0}, {{8}, {8}}), cheap);
  BOOST_TEST(pass.units == 0);
  BOOST_TEST(!pass.parallel);
}

BOOST_AUTO_TEST_SUITE_END()
