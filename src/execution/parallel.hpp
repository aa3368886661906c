// SPDX-License-Identifier: BSD-3-Clause
// The only door to the thread library.
#pragma once
#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// Calls `body(context, begin, end)` over disjoint ranges that cover [0, count), each a multiple of `grain` long but the last, on up to
/// `threads` threads. Returns when all are done; the first exception is rethrown. Safe inside tasks and from many threads at once.
void parallel_ranges(index_t count, index_t grain, int threads, void (*body)(void* context, index_t begin, index_t end), void* context);

}  // namespace lazynd::detail
