// SPDX-License-Identifier: BSD-3-Clause
// Fourth pass: loops in the order of memory.
#include <algorithm>
#include <cstdlib>

#include <lazynd/planner/passes.hpp>

namespace lazynd::planner {

namespace {

/// Operands in the order in which they decide: what is written first, then what is read, results of reductions last.
small_vector<const pass_operand*, 16> deciding_order(const plan_pass& pass) {
  small_vector<const pass_operand*, 16> result;
  for (const pass_operand& operand : pass.operands) {
    if (operand.written) result.push_back(&operand);
  }
  for (const pass_operand& operand : pass.operands) {
    if (!operand.written && !operand.folded) result.push_back(&operand);
  }
  for (const pass_operand& operand : pass.operands) {
    if (operand.folded) result.push_back(&operand);
  }
  return result;
}

/// -1: axis `a` belongs outside axis `b`; 1: inside; 0: no operand can tell (a stride of 0 tells nothing).
int compare(const small_vector<const pass_operand*, 16>& operands, const dims& extents, std::size_t a, std::size_t b) {
  for (const pass_operand* operand : operands) {
    const index_t sa = std::abs(operand->kept_strides[a]), sb = std::abs(operand->kept_strides[b]);
    if (sa == 0 || sb == 0) continue;
    if (sa != sb) return sa > sb ? -1 : 1;
    if (extents[a] != extents[b]) return extents[a] < extents[b] ? -1 : 1;
  }
  return 0;
}

void permute(dims& values, const dims& order) {
  dims result;
  for (const index_t axis : order) result.push_back(values[static_cast<std::size_t>(axis)]);
  values = std::move(result);
}

/// Axes that every operand walks backwards, or not at all, are walked forwards from the other end.
void flip_backward_axes(plan_pass& pass) {
  for (std::size_t axis = 0; axis < pass.kept_extents.size(); ++axis) {
    bool backward = false, forward = false;
    for (const pass_operand& operand : pass.operands) {
      backward = backward || operand.kept_strides[axis] < 0;
      forward = forward || operand.kept_strides[axis] > 0;
    }
    if (!backward || forward || pass.kept_extents[axis] == 0) continue;
    for (pass_operand& operand : pass.operands) {
      operand.offset += (pass.kept_extents[axis] - 1) * operand.kept_strides[axis];
      operand.kept_strides[axis] = -operand.kept_strides[axis];
    }
  }
}

/// Noted where it costs something: the innermost reduced axis is not the one memory runs along.
void note_logical_order(plan_pass& pass) {
  if (pass.folds.empty()) return;
  for (const pass_operand& operand : pass.operands) {
    if (operand.folded || operand.reduced_strides.size() < 2 || operand.reduced_strides[0] == 0) continue;
    if (std::abs(operand.reduced_strides.back()) > std::abs(operand.reduced_strides[0])) {
      pass.notes.push_back({reason::logical_order, operand.buffer});
    }
  }
}

}  // namespace

void order_axes(const execution_plan&, plan_pass& pass) {
  note_logical_order(pass);
  const std::size_t n = pass.kept_extents.size();
  if (n == 0) return;
  const auto operands = deciding_order(pass);
  // Insertion sort, as in NumPy's iterator: the comparison is not transitive where it cannot tell, and equal axes must keep their order.
  dims order;
  for (std::size_t axis = 0; axis < n; ++axis) {
    std::size_t place = order.size();
    for (std::size_t before = order.size(); before-- > 0;) {
      const int relation = compare(operands, pass.kept_extents, axis, static_cast<std::size_t>(order[before]));
      if (relation > 0) break;
      if (relation < 0) place = before;
    }
    order.insert(place, static_cast<index_t>(axis));
  }
  if (!std::is_sorted(order.begin(), order.end())) {
    permute(pass.kept_extents, order);
    permute(pass.kept_axes, order);
    for (pass_operand& operand : pass.operands) permute(operand.kept_strides, order);
  }
  flip_backward_axes(pass);
}

}  // namespace lazynd::planner
