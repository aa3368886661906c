// SPDX-License-Identifier: BSD-3-Clause
// Stores past the caches: a result that no cache will hold need not be read before it is written.
#pragma once
#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// Bytes of a result from which nothing of it that was written first is in a cache when the last is written.
inline constexpr index_t uncached_bytes = 16 << 20;

/// Bytes that kernels compute in the first-level cache before they go past the others: few, so that stores and loads alternate.
inline constexpr index_t past_tile_bytes = 2048;

/// Copies bytes that are not read again soon. Other threads may see them after `end_past_caches` only.
void store_past_caches(std::byte* to, const std::byte* from, std::size_t bytes) noexcept;

/// Ends a series of such stores.
void end_past_caches() noexcept;

}  // namespace lazynd::detail
