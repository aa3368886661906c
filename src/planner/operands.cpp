// SPDX-License-Identifier: BSD-3-Clause
#include "planner/operands.hpp"

namespace lazynd::planner {

void set_strides(pass_operand& operand, const plan_pass& pass, const layout& where) {
  operand.kept_strides.clear();
  operand.reduced_strides.clear();
  const std::size_t lead = pass.shape.size() - where.shape.size();
  for (std::size_t axis = 0; axis < pass.shape.size(); ++axis) {
    const bool present = axis >= lead && where.shape[axis - lead] != 1;
    const bool reduced = (pass.reduced >> axis) & 1;
    (reduced ? operand.reduced_strides : operand.kept_strides).push_back(present ? where.strides[axis - lead] : 0);
  }
}

int add_operand(plan_pass& pass, const plan_buffers& buffers, int buffer, bool written) {
  pass_operand& operand = pass.operands.emplace_back();
  operand.buffer = buffer;
  operand.written = written;
  set_strides(operand, pass, buffers[static_cast<std::size_t>(buffer)].where);
  return static_cast<int>(pass.operands.size()) - 1;
}

void set_extents(plan_pass& pass) {
  for (std::size_t axis = 0; axis < pass.shape.size(); ++axis) {
    const bool reduced = (pass.reduced >> axis) & 1;
    (reduced ? pass.reduced_extents : pass.kept_extents).push_back(pass.shape[axis]);
    if (!reduced) pass.kept_axes.push_back(static_cast<index_t>(axis));
  }
}

}  // namespace lazynd::planner
