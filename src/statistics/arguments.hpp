// SPDX-License-Identifier: BSD-3-Clause
// Arguments as arrays that are only read, and their parts.
#pragma once
#include <span>

#include <lazynd/array/any_array.hpp>

namespace lazynd::detail {

/// The operand as an array: a leaf is shared, anything else evaluated.
any_view viewed(const any_operand& x);

/// The elements converted to `type`, in C order: those of the operand itself where they are so already.
block_handle c_ordered(const any_operand& x, dtype type);
inline block_handle c_ordered(const any_operand& x) { return c_ordered(x, x.dtype()); }

/// The elements of a contiguous block of that type.
template <class T>
std::span<T> elements_of(const block_handle& x) {
  return {reinterpret_cast<T*>(x->data), static_cast<std::size_t>(element_count(x->where.shape))};
}

/// The part of an array that a slice of one axis leaves.
any_view slice_of(const any_view& x, int axis, const slice& part);

/// The same elements, shared where that is possible, in another shape; -1 for the extent that follows from the others.
any_view reshaped(const any_view& x, const dims& shape);

/// Arrays after one another along an axis, promoted to one dtype. `shape_error` when their other extents differ.
any_array concatenated(std::span<const any_view> parts, int axis, const char* function);

}  // namespace lazynd::detail
