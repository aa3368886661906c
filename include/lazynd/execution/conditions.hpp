// SPDX-License-Identifier: BSD-3-Clause
// Whether an evaluation must look for floating-point conditions: the question every evaluation asks, so it costs one load.
#pragma once
#include <lazynd/execution/process_state.hpp>

namespace lazynd::detail {

/// Whether the error state of this thread ignores not everything.
LAZYND_API LAZYND_COLD bool this_thread_watches() noexcept;

inline bool watches_conditions() noexcept {
  if (this_process.watching_threads.load(std::memory_order_relaxed) == 0) [[likely]]
    return false;
  return this_thread_watches();
}

}  // namespace lazynd::detail
