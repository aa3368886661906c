// SPDX-License-Identifier: BSD-3-Clause
// Reference-counted storage with its layout: what every array, view and expression leaf points to.
#pragma once
#include <atomic>
#include <utility>
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

#include <lazynd/dtype/dtype.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd {

class block_handle;

/// Elements in memory and how to walk them. Either it owns the memory, or it keeps the block that does alive (`owner`), or the
/// memory is borrowed and the caller answers for it.
struct block {
  block* owner = nullptr;                      ///< holds a reference
  void (*release)(block*) noexcept = nullptr;  ///< frees what `resource` stands for, before the block itself goes
  void* resource = nullptr;
  std::size_t allocated = 0;  ///< bytes of the allocation this block stands in
  // What every evaluation reads, for vectors within two lines of the cache.
  alignas(64) std::atomic<std::uint32_t> references{1};
  dtype type = dtype::float64;
  bool writable = true;
  std::byte* data = nullptr;  ///< first element (position 0 on every axis)
  layout where;
};

/// Whether all elements are aligned for their dtype, as kernels and typed access want them.
inline bool is_aligned(const block& elements) noexcept { return is_aligned(elements.where, elements.data, alignment(elements.type)); }

namespace detail {
// Atomic additions cost five nanoseconds each, which is most of what a small expression takes; a process without other threads
// needs none. A thread that starts later sees what was written before it.
#ifdef __GLIBC__
inline bool alone() noexcept { return __libc_single_threaded; }
#else
inline bool alone() noexcept { return false; }
#endif

inline void add_reference(std::atomic<std::uint32_t>& references) noexcept {
  if (alone()) {
    references.store(references.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  } else {
    references.fetch_add(1, std::memory_order_relaxed);
  }
}
/// True when it was the last.
inline bool drop_reference(std::atomic<std::uint32_t>& references) noexcept {
  if (!alone()) return references.fetch_sub(1, std::memory_order_acq_rel) == 1;
  const std::uint32_t before = references.load(std::memory_order_relaxed);
  references.store(before - 1, std::memory_order_relaxed);
  return before == 1;
}

/// Frees a block whose last reference is gone.
LAZYND_API void destroy_block(block* last) noexcept;
}  // namespace detail

/// Owning pointer to a block; copying shares.
class block_handle {
 public:
  block_handle() noexcept = default;
  /// Takes over one reference.
  explicit block_handle(block* owned) noexcept : block_(owned) {}
  block_handle(const block_handle& other) noexcept : block_(other.block_) {
    if (block_) detail::add_reference(block_->references);
  }
  block_handle(block_handle&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  block_handle& operator=(block_handle other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~block_handle() {
    if (block_ && detail::drop_reference(block_->references)) detail::destroy_block(block_);
  }

  [[nodiscard]] block* get() const noexcept { return block_; }
  block* operator->() const noexcept { return block_; }
  block& operator*() const noexcept { return *block_; }
  explicit operator bool() const noexcept { return block_ != nullptr; }
  /// Gives up the reference without counting it down.
  [[nodiscard]] block* detach() noexcept { return std::exchange(block_, nullptr); }

 private:
  block* block_ = nullptr;
};

/// New memory for an array of that shape, 64-byte aligned, contents unspecified. `value_error` or `memory_error` for absurd shapes, in the
/// name of the function that wants it.
LAZYND_API block_handle allocate_block(dtype type, const dims& shape, order in_memory = order::c, const char* function = "allocate");

/// A second look at the elements of `base`: another layout, starting at `data`. Keeps the memory alive.
LAZYND_API block_handle view_block(const block_handle& base, std::byte* data, layout where);

/// Memory of somebody else, who keeps it alive for as long as the block is used.
LAZYND_API block_handle borrow_block(dtype type, void* data, layout where, bool writable);

/// Memory with a way to free it: `release(resource)` runs when the last reference goes.
LAZYND_API block_handle adopt_block(dtype type, void* data, layout where, void* resource, void (*release)(block*) noexcept);

}  // namespace lazynd
