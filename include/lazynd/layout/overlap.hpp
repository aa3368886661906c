// SPDX-License-Identifier: BSD-3-Clause
// Whether two strided pieces of memory share bytes.
#pragma once
#include <lazynd/layout/layout.hpp>

namespace lazynd {

/// What is known about two strided pieces of memory.
enum class overlap : std::uint8_t {
  disjoint,  ///< no byte is in both (proved)
  same,      ///< the same elements at the same positions: equal address, shape, strides and itemsize
  partial,   ///< they share bytes, or the bounded search could not rule it out
};

/// A strided piece of memory.
struct memory_view {
  const void* data = nullptr;
  const layout* where = nullptr;
  std::size_t itemsize = 0;
};

/// Decides by address bounds per axis, then by a bounded search for integer solutions of the strides' Diophantine equation (the method
/// of NumPy's `shares_memory`). Beyond `max_work` search steps it answers `partial`, which is safe.
LAZYND_API overlap find_overlap(const memory_view& a, const memory_view& b, long max_work = 1000) noexcept;

/// True when two different positions of one layout are the same memory (a broadcast axis, or crossing strides), or might be.
LAZYND_API bool has_internal_overlap(const layout& of, std::size_t itemsize, long max_work = 1000) noexcept;

}  // namespace lazynd
