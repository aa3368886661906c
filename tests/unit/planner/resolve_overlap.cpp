// SPDX-License-Identifier: BSD-3-Clause
// The third pass: an assignment behaves as if everything were read before anything is written.
#include "plans.hpp"

using namespace lazynd_test;

namespace {

const nd::plan_buffer& output_of(const nd::execution_plan& plan, std::size_t i = 0) {
  return plan.buffers[static_cast<std::size_t>(plan.outputs[i])];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resolve_overlap)

BOOST_AUTO_TEST_CASE(a_shifted_operand_needs_a_temporary_and_a_copy) {
  nd::array<double> a = nd::zeros({100});
  const auto plan = plan_of_assignment(a(nd::slice(1, nd::none)), a(nd::slice(nd::none, -1)) + 1);
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(temporaries(plan) == 1);
  BOOST_TEST(has_note(plan.notes, nd::reason::temporary_overlap, plan.outputs[0]));
  BOOST_TEST(passes_with(plan, "copy") == 1);
  BOOST_TEST(reads_what_is_written(plan));
  for (const nd::plan_buffer& buffer : plan.buffers) {
    if (buffer.is != nd::plan_buffer::role::temporary) continue;
    BOOST_TEST(buffer.copy_to == plan.outputs[0]);
    BOOST_TEST(buffer.storage == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(the_same_elements_are_overwritten_in_place) {
  nd::array<double> a = nd::zeros({10, 10});
  const auto plan = plan_of_assignment(a, a * 2 + 1);
  BOOST_TEST(plan.passes.size() == 1U);
  BOOST_TEST(temporaries(plan) == 0);
  BOOST_REQUIRE(output_of(plan).in_place_of >= 0);
  BOOST_TEST(plan.buffers[static_cast<std::size_t>(output_of(plan).in_place_of)].storage == a.storage().get());
}

BOOST_AUTO_TEST_CASE(a_reduction_of_the_destination_is_complete_before_it_is_overwritten) {
  nd::array<double> a = nd::zeros({10, 10});
  const auto plan = plan_of_assignment(a, a - nd::max(a));
  BOOST_TEST(plan.passes.size() == 2U);
  BOOST_TEST(!has_note(plan.notes, nd::reason::temporary_overlap));
  BOOST_TEST(plan.passes[0].folds.size() == 1U);
}

BOOST_AUTO_TEST_CASE(interleaved_views_do_not_overlap) {
  nd::array<double> a = nd::zeros({100});
  const auto plan = plan_of_assignment(a(nd::slice(0, nd::none, 2)), a(nd::slice(1, nd::none, 2)) + 1);
  BOOST_TEST(temporaries(plan) == 0);
  BOOST_TEST(output_of(plan).in_place_of == -1);
}

BOOST_AUTO_TEST_CASE(reversing_and_transposing_in_place_need_temporaries) {
  nd::array<double> a = nd::zeros({10, 10});
  BOOST_TEST(temporaries(plan_of_assignment(a, a(nd::slice(nd::none, nd::none, -1)) + 1)) == 1);
  BOOST_TEST(temporaries(plan_of_assignment(a, nd::transpose(a) + 1)) == 1);
}

BOOST_AUTO_TEST_CASE(a_row_broadcast_over_its_own_array_needs_a_temporary) {
  nd::array<double> a = nd::zeros({10, 10});
  BOOST_TEST(temporaries(plan_of_assignment(a, a - a(0, nd::all))) == 1);
}

BOOST_AUTO_TEST_CASE(several_results_never_disturb_each_other) {
  nd::array<double> a = nd::zeros({10}), b = nd::zeros({10});
  nd::program swap;
  swap.add_output(leaf(swap, b), a.storage(), false);
  swap.add_output(leaf(swap, a), b.storage(), false);
  const auto plan = nd::planner::make_plan(swap);
  BOOST_TEST(temporaries(plan) == 2);
  BOOST_TEST(reads_what_is_written(plan));
  // Both are complete before the first is written.
  BOOST_REQUIRE(plan.passes.size() == 3U);
  for (const nd::pass_operand& operand : plan.passes[0].operands) {
    BOOST_TEST((operand.buffer != plan.outputs[0] && operand.buffer != plan.outputs[1]));
  }
}

BOOST_AUTO_TEST_CASE(new_results_overlap_nothing) {
  const nd::array<double> a = nd::zeros({10});
  const auto plan = plan_of(a + 1, a * 2);
  BOOST_TEST(temporaries(plan) == 0);
  BOOST_TEST(output_of(plan).storage == nullptr);
}

BOOST_AUTO_TEST_CASE(a_destination_with_several_positions_at_one_place_is_an_error) {
  nd::array<double> a = nd::zeros({4}), b = nd::zeros({3, 4});
  const auto rows = nd::borrow_block(nd::dtype::float64, a.data(), {{3, 4}, {0, 8}}, true);
  nd::program of;
  of.add_output(leaf(of, b), rows, false);
  BOOST_CHECK_THROW((void)nd::planner::make_plan(of), nd::value_error);
}

BOOST_AUTO_TEST_CASE(the_temporary_is_in_c_order_whatever_the_destination) {
  nd::array<double> a = nd::zeros({6, 5, 4});
  const auto plan = plan_of_assignment(nd::transpose(a)(nd::slice(1, nd::none)), nd::transpose(a)(nd::slice(nd::none, -1)) + 1);
  BOOST_REQUIRE(temporaries(plan) == 1);
  for (const nd::plan_buffer& buffer : plan.buffers) {
    if (buffer.is == nd::plan_buffer::role::temporary) BOOST_TEST((buffer.where.strides == nd::dims{240, 48, 8}));
  }
}

BOOST_AUTO_TEST_SUITE_END()
