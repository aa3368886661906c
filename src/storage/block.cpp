// SPDX-License-Identifier: BSD-3-Clause
// How blocks come to be and end.
#include <new>
#include <string>

#include <lazynd/storage/block.hpp>
#include <lazynd/support/error.hpp>

#include "storage/buffer_cache.hpp"

namespace lazynd {
namespace {

/// Elements start this far behind the start of their block, in the same allocation.
constexpr std::size_t header_bytes = (sizeof(block) + detail::buffer_alignment - 1) / detail::buffer_alignment * detail::buffer_alignment;

/// A block with `element_bytes` behind it, or null.
block* new_block(std::size_t element_bytes) noexcept {
  const detail::buffer memory = detail::take_buffer(header_bytes + element_bytes);
  if (!memory.data) return nullptr;
  auto* const made = new (memory.data) block;
  made->allocated = memory.size;
  return made;
}

[[noreturn]] LAZYND_COLD void throw_no_memory(dtype type, const dims& shape, std::size_t bytes, const char* function) {
  throw memory_error(std::string(function) + ": no memory for an array of shape " + to_string(shape) + " and dtype " +
                     std::string(name(type)) + " (" + std::to_string(bytes) + " bytes)");
}

/// A block without elements of its own.
block_handle new_reference(dtype type, void* data, layout&& where, bool writable) {
  block* const made = new_block(0);
  if (!made) throw_no_memory(type, {}, header_bytes, "allocate");
  made->type = type;
  made->writable = writable;
  made->data = static_cast<std::byte*>(data);
  made->where = std::move(where);
  return block_handle(made);
}

}  // namespace

void detail::destroy_block(block* last) noexcept {
  if (last->release) last->release(last);
  const block_handle owner(last->owner);
  const std::size_t size = last->allocated;
  last->~block();
  give_buffer({last, size});
}

block_handle allocate_block(dtype type, const dims& shape, order in_memory, const char* function) {
  const std::size_t size = itemsize(type);
  check_shape(shape, size, function);
  dims strides = contiguous_strides(shape, size, in_memory);
  dims extents = shape;
  const std::size_t bytes = static_cast<std::size_t>(element_count(shape)) * size;
  block* const made = new_block(bytes);
  if (!made) throw_no_memory(type, shape, bytes, function);
  made->type = type;
  made->data = reinterpret_cast<std::byte*>(made) + header_bytes;
  made->where.shape = std::move(extents);
  made->where.strides = std::move(strides);
  return block_handle(made);
}

block_handle view_block(const block_handle& base, std::byte* data, layout where) {
  block* root = base.get();
  while (root->owner && !root->release) root = root->owner;
  block_handle view = new_reference(base->type, data, std::move(where), base->writable);
  root->references.fetch_add(1, std::memory_order_relaxed);
  view->owner = root;
  return view;
}

block_handle borrow_block(dtype type, void* data, layout where, bool writable) {
  return new_reference(type, data, std::move(where), writable);
}

block_handle adopt_block(dtype type, void* data, layout where, void* resource, void (*release)(block*) noexcept) {
  block_handle made = new_reference(type, data, std::move(where), true);
  made->resource = resource;
  made->release = release;
  return made;
}

}  // namespace lazynd
