// SPDX-License-Identifier: BSD-3-Clause
// Elements as the bytes they are made of.
#include <lazynd/array/bytes.hpp>

#include <cstring>

#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "dtype/byte_order.hpp"

namespace lazynd {

namespace {

/// The layout of the same bytes in elements of another size.
layout resized(const layout& from, std::size_t old_size, std::size_t new_size) {
  if (from.ndim() == 0) throw value_error("view_as: a 0-d array keeps its itemsize");
  layout made = from;
  index_t &extent = made.shape[made.shape.size() - 1], &stride = made.strides[made.strides.size() - 1];
  if (element_count(from.shape) != 0 && extent != 1 && stride != static_cast<index_t>(old_size)) {
    throw value_error("view_as: the last axis, of stride " + std::to_string(stride) + ", is not contiguous");
  }
  const index_t bytes = extent * static_cast<index_t>(old_size);
  if (bytes % static_cast<index_t>(new_size) != 0) {
    throw value_error("view_as: the " + std::to_string(bytes) + " bytes of the last axis are no whole number of elements of " +
                      std::to_string(new_size));
  }
  extent = bytes / static_cast<index_t>(new_size);
  stride = static_cast<index_t>(new_size);
  return made;
}

}  // namespace

any_view view_as(const any_view& x, dtype type) {
  const block_handle& base = x.storage();
  if (type == base->type) return x;
  if (type == dtype::bool_) {
    throw dtype_error("view_as: the bytes of " + std::string(name(base->type)) + " need not be those of bool; compare them with 0");
  }
  const std::size_t old_size = itemsize(base->type), new_size = itemsize(type);
  layout where = old_size == new_size ? base->where : resized(base->where, old_size, new_size);
  if (!is_aligned(where, base->data, alignment(type))) {
    throw value_error("view_as: the elements would not be aligned as " + std::string(name(type)) + " has to be; copy them first");
  }
  block_handle made = view_block(base, base->data, std::move(where));
  made->type = type;
  return any_view(std::move(made));
}

namespace detail {

block_handle swapped_copy(const block_handle& base) {
  block_handle made = copy_block(base);
  swap_byte_order(made->type, made->data, static_cast<index_t>(itemsize(made->type)), element_count(made->where.shape));
  return made;
}

}  // namespace detail

any_array byteswap(const any_view& x) { return any_array(detail::swapped_copy(x.storage())); }

std::vector<std::byte> tobytes(const any_view& x, order in_memory) {
  const block_handle& base = x.storage();
  const block_handle whole = in_memory == order::c ? base : view_block(base, base->data, transposed(base->where));
  block_handle row = detail::reshape_block(whole, dims{whole->where.shape.empty() ? 1 : element_count(whole->where.shape)});
  const std::size_t size = itemsize(row->type);
  if (!is_c_contiguous(row->where, size)) row = detail::copy_block(row);
  return {row->data, row->data + static_cast<std::size_t>(x.size()) * size};
}

bool isfortran(const any_view& x) {
  const std::size_t size = itemsize(x.dtype());
  return is_f_contiguous(x.storage()->where, size) && !is_c_contiguous(x.storage()->where, size);
}

}  // namespace lazynd
