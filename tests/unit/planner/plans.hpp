// SPDX-License-Identifier: BSD-3-Clause
// Making plans without running them, and asking what they hold.
#pragma once
#include <initializer_list>
#include <string>
#include <vector>

#include "../expect.hpp"

namespace lazynd_test {

/// Kernels that are planned and never called.
inline const nd::kernel_set cheap = {.name = "cheap", .weight = 1, .arity = 2, .library = false};
inline const nd::kernel_set costly = {.name = "costly", .weight = 20, .arity = 1, .library = true};
inline const nd::kernel_set costlier = {.name = "costlier", .weight = 40, .arity = 1, .library = true};

inline nd::value_id leaf(nd::program& of, const nd::array<double>& a) { return of.add_leaf(*a.storage()); }
inline nd::value_id leaf(nd::program& of, const nd::view<double>& a) { return of.add_leaf(*a.storage()); }

inline nd::value_id compute(nd::program& of, const nd::kernel_set& kernel, std::initializer_list<nd::value_id> inputs) {
  return of.add_compute(kernel, nd::dtype::float64, std::span<const nd::value_id>(inputs.begin(), inputs.size()));
}

/// The sum over some axes.
inline nd::value_id sum_over(nd::program& of, nd::value_id argument, const nd::dims& axes, bool keepdims = false) {
  const nd::reduction_settings over{.axes = axes, .all = false, .keepdims = keepdims};
  return of.add_reduce(*nd::find_reduction("sum", nd::dtype::float64), std::span<const nd::value_id>(&argument, 1), over);
}

/// The plan of expressions as `eval` would run them. Addresses of constants in it are not valid any more.
template <nd::Expression... E>
nd::execution_plan plan_of_nodes(const E&... nodes) {
  nd::program of;
  (of.add_output(nd::detail::lower(nodes, of), {}, false), ...);
  return nd::planner::make_plan(of);
}
template <nd::Operand... X>
nd::execution_plan plan_of(const X&... x) {
  return plan_of_nodes(nd::detail::as_node(x)...);
}

/// The plan of `target = x` for the elements that the target has.
template <nd::ArrayLike A, nd::Operand X>
nd::execution_plan plan_of_assignment(const A& target, const X& x) {
  const auto node = nd::detail::as_node(x);
  nd::program of;
  of.add_output(nd::detail::lower(node, of), target.storage(), false);
  return nd::planner::make_plan(of);
}

inline bool has_note(std::span<const nd::plan_note> notes, nd::reason why, int buffer = -1) {
  for (const nd::plan_note& note : notes) {
    if (note.why == why && (buffer < 0 || note.buffer == buffer)) return true;
  }
  return false;
}

/// Passes in which a kernel of that name runs.
inline int passes_with(const nd::execution_plan& plan, std::string_view kernel) {
  int count = 0;
  for (const nd::plan_pass& pass : plan.passes) {
    for (const nd::pass_step& step : pass.steps) count += step.kernel->name == kernel ? 1 : 0;
  }
  return count;
}

inline int temporaries(const nd::execution_plan& plan) {
  int count = 0;
  for (const nd::plan_buffer& buffer : plan.buffers) count += buffer.is == nd::plan_buffer::role::temporary ? 1 : 0;
  return count;
}

/// Whether passes read only inputs and what passes before them have written.
inline verdict reads_what_is_written(const nd::execution_plan& plan) {
  std::vector<bool> ready;
  for (const nd::plan_buffer& buffer : plan.buffers) ready.push_back(buffer.is == nd::plan_buffer::role::input);
  for (std::size_t i = 0; i < plan.passes.size(); ++i) {
    for (const nd::pass_operand& operand : plan.passes[i].operands) {
      const bool written = operand.written || operand.folded;
      if (!written && !ready[static_cast<std::size_t>(operand.buffer)]) {
        return refuse("pass " + std::to_string(i) + " reads buffer " + std::to_string(operand.buffer) + " before it is written");
      }
    }
    for (const nd::pass_operand& operand : plan.passes[i].operands) {
      if (operand.written || operand.folded) ready[static_cast<std::size_t>(operand.buffer)] = true;
    }
  }
  for (const int output : plan.outputs) {
    if (!ready[static_cast<std::size_t>(output)]) return refuse("output buffer " + std::to_string(output) + " is never written");
  }
  return verdict(true);
}

/// A pass by hand: its loops, and for each operand the strides over them. The first operand is written.
inline nd::plan_pass pass_over(const nd::dims& extents, std::initializer_list<nd::dims> strides) {
  nd::plan_pass pass;
  pass.shape = extents;
  pass.kept_extents = extents;
  for (std::size_t axis = 0; axis < extents.size(); ++axis) pass.kept_axes.push_back(static_cast<nd::index_t>(axis));
  for (const nd::dims& each : strides) {
    nd::pass_operand operand;
    operand.buffer = static_cast<int>(pass.operands.size());
    operand.written = pass.operands.empty();
    operand.kept_strides = each;
    pass.operands.push_back(operand);
  }
  return pass;
}

/// A plan with as many buffers of float64 as a pass by hand has operands.
inline nd::execution_plan buffers_for(const nd::plan_pass& pass) {
  nd::execution_plan plan;
  plan.buffers.resize(pass.operands.size());
  return plan;
}

/// Reduced loops for a pass by hand, with a fold of everything that is read.
inline void reduce_over(nd::plan_pass& pass, const nd::dims& extents, std::initializer_list<nd::dims> strides) {
  pass.reduced_extents = extents;
  auto next = strides.begin();
  for (nd::pass_operand& operand : pass.operands) operand.reduced_strides = *next++;
  pass.operands[0].written = false;
  pass.operands[0].folded = true;
  nd::pass_fold fold;
  fold.kernel = nd::find_reduction("sum", nd::dtype::float64);
  fold.operand = 0;
  pass.folds.push_back(fold);
}

}  // namespace lazynd_test

BOOST_TEST_DONT_PRINT_LOG_VALUE(lazynd::dims)
BOOST_TEST_DONT_PRINT_LOG_VALUE(lazynd::access)
BOOST_TEST_DONT_PRINT_LOG_VALUE(lazynd::walk)
BOOST_TEST_DONT_PRINT_LOG_VALUE(lazynd::plan_buffer::role)
