// SPDX-License-Identifier: BSD-3-Clause
// Indexing, reshaping and copying of blocks: the type-erased part of arrays and views.
#include <string>

#include <lazynd/array/array_base.hpp>
#include <lazynd/array/evaluate.hpp>
#include <lazynd/array/look.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/registry.hpp>

namespace lazynd::detail {

void throw_too_few_indices(std::size_t given, int ndim) {
  throw index_error("index: " + std::to_string(given) + " integers for an array with " + std::to_string(ndim) +
                    " dimensions; an element takes one for each, a part takes `all` or `ellipsis` for the rest");
}

void throw_not_one_element(const dims& shape) {
  throw value_error("item: the array of shape " + to_string(shape) + " has not exactly one element");
}

void throw_not_a_scalar(const dims& shape) {
  throw shape_error("scalar: a result of shape " + to_string(shape) + " does not convert to one number; only 0-d results do");
}

block_handle empty_block(dtype type) noexcept {
  struct all_types {
    block_handle blocks[dtype_count];
    all_types() {
      for (int i = 0; i < dtype_count; ++i) blocks[i] = allocate_block(static_cast<dtype>(i), dims{0});
    }
  };
  static const all_types empty;
  return empty.blocks[static_cast<int>(type)];
}

block_handle index_block(const block_handle& base, std::span<const index_item> items) {
  sliced part = apply_index(base->where, items);
  return view_block(base, base->data + part.offset, std::move(part.where));
}

/// The elements in a new block.
static block_handle copied(const block_handle& base, order in_memory, const char* function) {
  program of;
  of.function = function;
  of.add_output(of.add_leaf(*base), allocate_block(base->type, base->where.shape, in_memory), false);
  execute(of);
  return std::move(of.outputs[0].destination);
}

block_handle in_c_order(const block_handle& base) {
  if (is_c_contiguous(base->where, itemsize(base->type))) return base;
  return copied(base, order::c, "copy");
}

block_handle copy_block(const block_handle& base) {
  const std::size_t size = itemsize(base->type);
  const bool fortran = is_f_contiguous(base->where, size) && !is_c_contiguous(base->where, size);
  block_handle copy;
  if (!fortran && copy_directly(*base, copy, false)) return copy;
  return copied(base, fortran ? order::f : order::c, "copy");
}

block_handle look_at_leaf(const block_look& look, const block_handle& leaf, const dims& shape) {
  if (leaf->where.shape == shape) return look(leaf);
  return look(view_block(leaf, leaf->data, broadcast_to(leaf->where, shape, "broadcast")));
}

block_handle reshape_block(const block_handle& base, const dims& shape) {
  const dims wanted = resolve_reshape(element_count(base->where.shape), shape, base->where.shape);
  if (auto look = reshape_view(base->where, wanted, itemsize(base->type))) return view_block(base, base->data, std::move(*look));
  const block_handle copy = copied(base, order::c, "reshape");
  return view_block(copy, copy->data, {wanted, contiguous_strides(wanted, itemsize(base->type))});
}

}  // namespace lazynd::detail
