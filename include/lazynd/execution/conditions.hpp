// SPDX-License-Identifier: BSD-3-Clause
// Whether an evaluation must look for floating-point conditions: the question every evaluation asks, so it costs one load.
#pragma once
#include <atomic>

#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// Number of threads whose error state ignores not everything.
LAZYND_API extern std::atomic<int> watching_threads;
/// Whether this thread is one of them.
LAZYND_API LAZYND_COLD bool this_thread_watches() noexcept;

inline bool watches_conditions() noexcept {
  if (watching_threads.load(std::memory_order_relaxed) == 0) [[likely]]
    return false;
  return this_thread_watches();
}

}  // namespace lazynd::detail
