// SPDX-License-Identifier: BSD-3-Clause
// Raw memory for blocks, from a cache of freed buffers.
#pragma once
#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// Every buffer starts at a multiple of this.
inline constexpr std::size_t buffer_alignment = 64;

/// A piece of raw memory; `size` may be more than was asked for.
struct buffer {
  void* data = nullptr;
  std::size_t size = 0;
};

/// At least `bytes` (> 0) of memory with unspecified contents; `data` is null when there is none. Never throws.
buffer take_buffer(std::size_t bytes) noexcept;

/// Takes back what `take_buffer` gave, from any thread and at any time, static destruction included.
void give_buffer(buffer done) noexcept;

}  // namespace lazynd::detail
