// SPDX-License-Identifier: BSD-3-Clause
// Passes that read the same memory go through it together.
#include "plans.hpp"

using namespace lazynd_test;

namespace {
nd::array<double> large() { return nd::zeros<double>({800, 700}); }
}  // namespace

BOOST_AUTO_TEST_SUITE(sweep)

BOOST_AUTO_TEST_CASE(reductions_over_different_axes_read_their_argument_together) {
  const nd::array<double> a = large();
  const auto plan = plan_of(nd::sum(a), nd::max(a, {.axis = 1}), a * 2, nd::mean(a, {.axis = 1}));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(plan.sweeps.size() == 1U);
  BOOST_TEST(plan.sweeps[0].count == 2);
  BOOST_TEST(plan.sweeps[0].chunks == 800 * 700 * 8 / (256 * 1024));
  BOOST_TEST(has_note(plan.passes[1].notes, nd::reason::side_by_side));
}

BOOST_AUTO_TEST_CASE(what_is_read_together_counts_once) {
  const nd::array<double> a = large();
  const std::string text = nd::explain(nd::sum(a), nd::max(a, {.axis = 1})).text();
  BOOST_TEST(text.find("in all: 2 passes in 1 walk through memory, 4.27 MiB read") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(columns_in_strips_are_a_walk_of_their_own) {
  const nd::array<double> wide = nd::zeros<double>({300, 5000});
  const auto plan = plan_of(nd::sum(wide), nd::sum(wide, {.axis = 0}));
  BOOST_TEST(plan.sweeps.size() == 2U);
  const nd::array<double> narrow = nd::zeros<double>({50000, 20});
  BOOST_TEST(plan_of(nd::sum(narrow), nd::sum(narrow, {.axis = 0})).sweeps.size() == 1U);
}

BOOST_AUTO_TEST_CASE(small_arrays_are_in_the_cache_anyway) {
  const nd::array<double> a = nd::zeros<double>({100, 100});
  BOOST_TEST(plan_of(nd::sum(a), nd::sum(a, {.axis = 1})).sweeps.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_pass_that_needs_another_comes_after_it) {
  const nd::array<double> a = large();
  const auto plan = plan_of(a - nd::mean(a));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(plan.sweeps.size() == 2U);
}

BOOST_AUTO_TEST_CASE(passes_that_need_the_same_rows_of_each_other_go_some_rows_at_a_time) {
  const nd::array<double> a = nd::zeros<double>({2000, 1000});
  const auto e = nd::exp(a - nd::max(a, {.axis = 1, .keepdims = true}));
  const auto plan = plan_of(e / nd::sum(e, {.axis = 1, .keepdims = true}));
  BOOST_TEST(plan.passes.size() == 3U);
  BOOST_TEST(plan.sweeps.size() == 1U);
  BOOST_TEST(plan.sweeps[0].rows == 2000);
  BOOST_TEST(plan.sweeps[0].piece_rows == 512 * 1024 / (3 * 8000 + 2 * 8));
  BOOST_TEST(has_note(plan.passes[2].notes, nd::reason::follows_rows));
  for (const nd::plan_buffer& buffer : plan.buffers) BOOST_TEST(buffer.in_pieces == (buffer.is == nd::plan_buffer::role::temporary));
}

BOOST_AUTO_TEST_CASE(rows_that_fit_no_cache_or_need_no_memory_are_left_whole) {
  const nd::array<double> few = nd::zeros<double>({20, 150'000}), small = nd::zeros<double>({100, 100});
  BOOST_TEST(plan_of(few - nd::mean(few, {.axis = 1, .keepdims = true})).sweeps.size() == 2U);
  BOOST_TEST(plan_of(small - nd::mean(small, {.axis = 1, .keepdims = true})).sweeps.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_reduction_of_columns_needs_all_rows) {
  const nd::array<double> a = nd::zeros<double>({2000, 2000});
  BOOST_TEST(plan_of(a - nd::mean(a, {.axis = 0})).sweeps.size() == 2U);
  BOOST_TEST(plan_of(a - nd::mean(a, {.axis = 1})).sweeps.size() == 2U);
  BOOST_TEST(plan_of(a - nd::mean(a, {.axis = 1, .keepdims = true})).sweeps.size() == 1U);
  // Columns are no rows: pieces of them would be read out of every line of the array.
  nd::array<double> means = nd::zeros<double>({2000});
  BOOST_TEST(plan_of_assignment(means, nd::mean(a, {.axis = 0})).sweeps.size() ==
             plan_of_assignment(means, nd::mean(a, {.axis = 0})).passes.size());
  BOOST_TEST(plan_of(nd::transpose(a) - nd::mean(nd::transpose(a), {.axis = 1, .keepdims = true})).sweeps.size() == 2U);
}

BOOST_AUTO_TEST_CASE(passes_over_different_arrays_have_nothing_to_share) {
  const nd::array<double> a = large(), b = large();
  BOOST_TEST(plan_of(nd::sum(a), nd::sum(b, {.axis = 1})).sweeps.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_array_read_across_its_memory_is_not_shared) {
  const nd::array<double> a = large();
  BOOST_TEST(plan_of(nd::sum(nd::transpose(a)), nd::sum(a, {.axis = 1})).sweeps.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
