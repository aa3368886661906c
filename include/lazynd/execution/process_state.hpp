// SPDX-License-Identifier: BSD-3-Clause
// What every evaluation asks of the process, in one line of the cache.
#pragma once
#include <atomic>

#include <lazynd/support/config.hpp>

namespace lazynd::detail {

struct alignas(64) process_state {
  std::atomic<int> simd_level{-1};       ///< the level in use; -1 before the first question
  std::atomic<int> watching_threads{0};  ///< threads whose error state ignores not everything
};

LAZYND_API extern process_state this_process;

}  // namespace lazynd::detail
