// SPDX-License-Identifier: BSD-3-Clause
// The second pass: what is computed together, and what is kept in memory.
#include "plans.hpp"

using namespace lazynd_test;

namespace {

nd::execution_plan plan_of_program(nd::program& of) { return nd::planner::make_plan(of); }

}  // namespace

BOOST_AUTO_TEST_SUITE(fuse)

BOOST_AUTO_TEST_CASE(results_over_one_shape_share_a_pass) {
  const nd::array<double> a = nd::zeros({100, 50});
  const auto plan = plan_of(nd::min(a), nd::max(a), nd::sum(a * a), a * 2);
  BOOST_TEST(plan.passes.size() == 1U);
  BOOST_TEST(plan.passes[0].folds.size() == 3U);
  BOOST_TEST(temporaries(plan) == 0);
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(reductions_over_different_axes_are_different_passes) {
  const nd::array<double> a = nd::zeros({100, 50});
  const auto plan = plan_of(nd::sum(a, {.axis = 0}), nd::sum(a, {.axis = 1}), nd::max(a, {.axis = 0}));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(a_reduction_over_no_axis_keeps_to_itself) {
  const nd::array<double> a = nd::zeros({100, 50});
  nd::program of;
  of.add_output(sum_over(of, leaf(of, a), {}), {}, false);
  of.add_output(sum_over(of, leaf(of, a), {0}), {}, false);
  const auto plan = plan_of_program(of);
  BOOST_TEST(plan.passes.size() == 2U);
  for (const nd::plan_pass& pass : plan.passes) {
    BOOST_TEST(pass.folds.size() == 1U);
    BOOST_TEST((pass.reduced == 0 || pass.reduced == 1));
  }
}

BOOST_AUTO_TEST_CASE(softmax_keeps_its_exponentials_because_two_passes_need_them) {
  const nd::array<double> x = nd::zeros({40, 30});
  const auto e = nd::exp(x - nd::max(x, {.axis = 1, .keepdims = true}));
  const auto plan = plan_of(e / nd::sum(e, {.axis = 1, .keepdims = true}));
  BOOST_TEST(plan.passes.size() == 3U);
  BOOST_TEST(passes_with(plan, "exp") == 1);
  BOOST_TEST(has_note(plan.notes, nd::reason::temporary_shared));
  BOOST_TEST(temporaries(plan) == 3);  // the largest, the exponentials, their sums
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(cheap_values_are_computed_again_rather_than_kept) {
  const nd::array<double> a = nd::zeros({40, 30});
  nd::program of;
  const auto shifted = compute(of, cheap, {leaf(of, a), leaf(of, a)});
  of.add_output(compute(of, cheap, {shifted, sum_over(of, shifted, {1}, true)}), {}, false);
  const auto plan = plan_of_program(of);
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(!has_note(plan.notes, nd::reason::temporary_shared));
  BOOST_TEST(temporaries(plan) == 1);
}

BOOST_AUTO_TEST_CASE(only_the_last_of_a_chain_of_expensive_values_is_kept) {
  const nd::array<double> a = nd::zeros({40, 30});
  nd::program of;
  const auto inner = compute(of, costly, {leaf(of, a)});
  const auto outer = compute(of, costlier, {inner});
  of.add_output(compute(of, cheap, {outer, sum_over(of, outer, {1}, true)}), {}, false);
  const auto plan = plan_of_program(of);
  BOOST_TEST(passes_with(plan, "costly") == 1);
  BOOST_TEST(passes_with(plan, "costlier") == 1);
  for (const nd::plan_buffer& buffer : plan.buffers) BOOST_TEST(buffer.value != inner);
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(expensive_values_are_computed_before_they_are_broadcast) {
  const nd::array<double> row = nd::zeros({30}), a = nd::zeros({40, 30});
  nd::program of;
  of.add_output(compute(of, cheap, {compute(of, costly, {leaf(of, row)}), leaf(of, a)}), {}, false);
  const auto plan = plan_of_program(of);
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST((plan.passes[0].shape == nd::dims{30}));
  BOOST_TEST(has_note(plan.notes, nd::reason::temporary_broadcast));
}

BOOST_AUTO_TEST_CASE(expensive_values_are_computed_before_a_reduction_broadcasts_them) {
  const nd::array<double> row = nd::zeros({30}), a = nd::zeros({40, 30});
  const auto plan = plan_of(nd::sum(nd::sin(row) * a));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST((plan.passes[0].shape == nd::dims{30}));
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(expensive_values_are_computed_before_a_larger_destination_repeats_them) {
  const nd::array<double> row = nd::zeros({30}), a = nd::zeros({40, 30});
  const auto plan = plan_of_assignment(a, nd::sin(row));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST((plan.passes[0].shape == nd::dims{30}));
  BOOST_TEST(has_note(plan.notes, nd::reason::temporary_broadcast));
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(a_kept_value_is_there_before_any_pass_reads_it) {
  // The first result has another shape than the kept row but as many elements; only the second makes the row worth keeping.
  const nd::array<double> row = nd::zeros({30}), flat = nd::zeros({1, 30}), a = nd::zeros({40, 30});
  nd::program of;
  const auto kept = compute(of, costly, {leaf(of, row)});
  of.add_output(compute(of, cheap, {kept, leaf(of, flat)}), {}, false);
  of.add_output(compute(of, cheap, {kept, leaf(of, a)}), {}, false);
  const auto plan = plan_of_program(of);
  BOOST_TEST(passes_with(plan, "costly") == 1);
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(a_reduction_into_a_destination_is_copied_and_keeps_nothing_else) {
  const nd::array<double> a = nd::zeros({40, 30}), target = nd::zeros({30});
  const auto plan = plan_of_assignment(target, nd::sum(nd::exp(a), {.axis = 0}));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(temporaries(plan) == 1);
  BOOST_TEST(has_note(plan.notes, nd::reason::copy_result, plan.outputs[0]));
  BOOST_TEST(reads_what_is_written(plan));
}

BOOST_AUTO_TEST_CASE(equal_sub_expressions_are_computed_once) {
  const nd::array<double> a = nd::zeros({40, 30});
  const auto plan = plan_of(nd::exp(a * 2) + nd::exp(a * 2), nd::exp(a * 2));
  BOOST_TEST(plan.passes.size() == 1U);
  BOOST_TEST(passes_with(plan, "exp") == 1);
}

BOOST_AUTO_TEST_CASE(a_slow_part_that_comes_again_in_a_fused_expression_brings_no_operands,
                     *boost::unit_test::enable_if<nd::detail::optimised_build>()) {
  const nd::array<double> a = nd::ones({40}), b = nd::ones({40}), c = nd::ones({40});
  auto operands = [](const auto& e) { return plan_of(e).passes[0].steps.back().inputs.size(); };
  BOOST_TEST(operands(a / b + (a / b) * c) == 3U);
  BOOST_TEST(operands(a / b + (c / b) * c) == 5U);
  BOOST_TEST(operands(nd::sqrt(a * 2) + nd::sqrt(a * 2)) == 2U);
  BOOST_TEST(operands(nd::sqrt(a * 2) + nd::sqrt(a * 3)) == 4U);
  BOOST_TEST(operands(nd::exp(a) / (1 + nd::exp(a))) == 2U);
  const auto ratio = a / b;
  const auto rest = ratio - nd::sqrt(c);
  BOOST_TEST(operands(rest * rest * rest + ratio) == 3U);
  BOOST_TEST(operands(a * b + a * b) == 4U);  // not worth a search
}

BOOST_AUTO_TEST_CASE(a_root_of_sums_of_rows_is_computed_once_for_each_row) {
  const nd::array<double> a = nd::zeros({100, 50}), rows = nd::zeros({100, 1});
  const auto plan = plan_of(a / nd::sqrt(nd::sum(a * a, {.axis = 1, .keepdims = true}) / 50));
  BOOST_TEST(plan.passes.size() == 3U);
  BOOST_TEST((plan.passes[1].shape == nd::dims{100, 1}));
  BOOST_TEST((plan.passes[2].shape == nd::dims{100, 50}));
  BOOST_TEST(reads_what_is_written(plan));
  // What is cheap is part of the loop it stands in, and so is what is no smaller than that loop.
  BOOST_TEST(plan_of(a - 2 * nd::sum(a, {.axis = 1, .keepdims = true})).passes.size() == 2U);
  BOOST_TEST(plan_of(rows / nd::sqrt(nd::sum(a * a, {.axis = 1, .keepdims = true}))).passes.size() == 2U);
}

BOOST_AUTO_TEST_CASE(library_kernels_read_constants_from_filled_tiles) {
  const nd::array<double> a = nd::zeros({40});
  const double two = 2;
  for (const nd::kernel_set* kernel : {&cheap, &costly}) {
    nd::program of;
    of.add_output(compute(of, *kernel, {leaf(of, a), of.add_constant(nd::dtype::float64, &two)}), {}, false);
    const auto plan = plan_of_program(of);
    const nd::plan_pass& pass = plan.passes[0];
    const nd::pass_slot& slot = pass.slots[static_cast<std::size_t>(pass.steps[0].inputs[1])];
    BOOST_TEST((slot.is == (kernel->library ? nd::pass_slot::kind::filled : nd::pass_slot::kind::constant)));
    BOOST_TEST(slot.address == static_cast<const void*>(&two));
  }
}

BOOST_AUTO_TEST_CASE(the_last_kernel_writes_the_result_itself) {
  const nd::array<double> a = nd::zeros({40});
  const auto plan = plan_of(nd::exp(a) + 1);
  BOOST_TEST(passes_with(plan, "copy") == 0);
  const nd::plan_pass& pass = plan.passes[0];
  const nd::pass_slot& slot = pass.slots[static_cast<std::size_t>(pass.steps.back().result)];
  BOOST_REQUIRE((slot.is == nd::pass_slot::kind::operand));
  BOOST_TEST(pass.operands[static_cast<std::size_t>(slot.operand)].buffer == plan.outputs[0]);
}

BOOST_AUTO_TEST_SUITE_END()
