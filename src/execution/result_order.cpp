// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/execution/result_order.hpp>

#include <lazynd/layout/broadcast.hpp>

namespace lazynd::detail {

namespace {

block_handle allocate_block_like(dtype type, const dims& shape, std::span<const layout* const> operands) {
  block_handle made = allocate_block(type, shape);
  made->where.strides = strides_like_operands(shape, itemsize(type), operands);
  return made;
}

/// The new block that a call needs, where it is not in C order; else nothing.
block_handle new_block_in_order(const direct_call& call, const block_handle& destination, bool may_replace) {
  if (destination && !may_replace) return {};
  small_vector<const layout*, direct_leaves> operands;
  small_vector<const dims*, direct_leaves> shapes;
  bool in_c_order = true;
  for (int i = 0; i < call.leaf_count; ++i) {
    const block& leaf = *call.leaves[i];
    operands.push_back(&leaf.where);
    shapes.push_back(&leaf.where.shape);
    in_c_order = in_c_order && (leaf.where.ndim() < 2 || is_c_contiguous(leaf.where, itemsize(leaf.type)));
  }
  if (in_c_order) return {};
  dims shape;
  if (!find_broadcast_shape({shapes.data(), shapes.size()}, shape)) return {};
  if (destination && destination->where.shape == shape) return {};
  return allocate_block_like(call.result, shape, {operands.data(), operands.size()});
}

}  // namespace

bool run_direct_in_order(const direct_call& call, block_handle& destination, bool may_replace) {
  block_handle made = new_block_in_order(call, destination, may_replace);
  if (!made) return run_direct(call, destination, may_replace);
  if (!run_direct(call, made, false)) return false;
  destination = std::move(made);
  return true;
}

bool can_run_direct_in_order(const direct_call& call, const block_handle& destination, bool may_replace) {
  const block_handle made = new_block_in_order(call, destination, may_replace);
  return made ? can_run_direct(call, made, false) : can_run_direct(call, destination, may_replace);
}

}  // namespace lazynd::detail
