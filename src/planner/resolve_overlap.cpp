// SPDX-License-Identifier: BSD-3-Clause
// Third pass: an assignment always behaves as if its operands were read before anything is written.
#include <string>

#include <lazynd/layout/overlap.hpp>
#include <lazynd/planner/passes.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "planner/operands.hpp"

namespace lazynd::planner {

namespace {

overlap between(const plan_buffer& a, const plan_buffer& b) {
  return find_overlap({a.storage->data, &a.where, itemsize(a.type)}, {b.storage->data, &b.where, itemsize(b.type)});
}

/// In place is right when every operand element is read by the very step that overwrites it: one output, equal positions.
bool needs_temporary(execution_plan& plan, int output) {
  plan_buffer& target = plan.buffers[static_cast<std::size_t>(output)];
  for (std::size_t i = 0; i < plan.buffers.size(); ++i) {
    const plan_buffer& other = plan.buffers[i];
    if (static_cast<int>(i) == output || !other.storage) continue;
    const overlap found = between(target, other);
    if (found == overlap::disjoint) continue;
    if (other.is == plan_buffer::role::output || found == overlap::partial || plan.outputs.size() > 1) return true;
    target.in_place_of = static_cast<int>(i);
  }
  return false;
}

void divert(execution_plan& plan, int output) {
  const int real = static_cast<int>(plan.buffers.size());
  plan.buffers.push_back(plan.buffers[static_cast<std::size_t>(output)]);
  plan_buffer& beside = plan.buffers[static_cast<std::size_t>(output)];
  beside.is = plan_buffer::role::temporary;
  beside.storage = nullptr;
  beside.in_place_of = -1;
  beside.where.strides = contiguous_strides(beside.where.shape, itemsize(beside.type));
  beside.copy_to = real;
  for (plan_pass& pass : plan.passes) {
    for (pass_operand& operand : pass.operands) {
      if (operand.buffer == output) set_strides(operand, pass, beside.where);
    }
  }
  plan.notes.push_back({reason::temporary_overlap, real});

  plan_pass& copy = plan.passes.emplace_back();
  copy.shape = beside.where.shape;
  set_extents(copy);
  const int source = add_operand(copy, plan.buffers, output, false);
  const int target = add_operand(copy, plan.buffers, real, true);
  copy.slots.push_back({pass_slot::kind::operand, beside.type, source, nullptr});
  copy.slots.push_back({pass_slot::kind::operand, beside.type, target, nullptr});
  pass_step step;
  step.kernel = find_kernel("copy", {beside.type});
  step.inputs.push_back(0);
  step.result = 1;
  copy.steps.push_back(std::move(step));
  for (int& buffer : plan.outputs) {
    if (buffer == output) buffer = real;
  }
}

}  // namespace

void resolve_overlap(const program& of, execution_plan& plan) {
  small_vector<int, 8> diverted;
  for (const int output : plan.outputs) {
    const plan_buffer& target = plan.buffers[static_cast<std::size_t>(output)];
    if (!target.storage) continue;
    if (has_internal_overlap(target.where, itemsize(target.type))) {
      throw value_error(std::string(of.function) + ": the destination of shape " + to_string(target.where.shape) +
                        " has several positions at one place in memory; copy it first");
    }
    if (needs_temporary(plan, output)) diverted.push_back(output);
  }
  for (const int output : diverted) divert(plan, output);
}

}  // namespace lazynd::planner
