// SPDX-License-Identifier: BSD-3-Clause
// The short way for small elementwise expressions: no plan and no allocation; operands go to the kernels row by row.
#pragma once
#include <lazynd/expression/reduction_settings.hpp>
#include <lazynd/storage/block.hpp>
#include <lazynd/ufunc/kernel.hpp>

namespace lazynd::detail {

/// Elements from which on the short way is taken only where it is known to cost nothing: everything contiguous, and no work for threads.
inline constexpr index_t direct_limit = 16384;

/// Most elements of one call when an expression needs memory for intermediate results.
inline constexpr index_t direct_tile = 512;

/// Most array operands; expressions with more take the plan.
inline constexpr int direct_leaves = 48;

/// What the short way has to know of an expression. The expression itself stays opaque.
struct direct_call {
  const block* const* leaves = nullptr;  ///< its array operands, in the order of the tree
  int leaf_count = 0;
  dtype result = dtype::float64;
  bool needs_tiles = false;  ///< at most `direct_tile` elements in one call of `compute`
  bool fused = false;        ///< no library kernels: the same bits with every instruction set
  float nanoseconds = -1;    ///< estimated work of one element, without its memory; negative: not known
  const void* expression = nullptr;
  /// out[i] = element i of the expression for i in [0, n), out of the addresses of n contiguous elements of every leaf.
  void (*compute)(const void* expression, const void* const* leaves, void* out, index_t n, simd_level level) = nullptr;
};

/// Evaluates by the short way if that is possible: true, and the elements are in `destination`, which is replaced by a new block when it is
/// empty or when its shape differs and `may_replace`. Declines overlaps that need a temporary, and everything that is an error.
LAZYND_API bool run_direct(const direct_call& call, block_handle& destination, bool may_replace);

/// Whether `run_direct` would do it.
LAZYND_API bool can_run_direct(const direct_call& call, const block_handle& destination, bool may_replace) noexcept;

/// Copies the elements by the short way if that is possible.
LAZYND_API bool copy_directly(const block& from, block_handle& destination, bool may_replace);

/// Number of elements when all axes are reduced and all blocks have one shape, lie in C order without gaps, and have at most `limit`
/// elements; else -1.
LAZYND_API index_t count_of_whole(const reduction_settings& over, const block* const* leaves, int count, index_t limit) noexcept;

}  // namespace lazynd::detail
