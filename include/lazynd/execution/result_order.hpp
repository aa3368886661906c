// SPDX-License-Identifier: BSD-3-Clause
// The order in memory of new results of the short way.
#pragma once
#include <lazynd/execution/direct_walk.hpp>

namespace lazynd::detail {

/// `run_direct`, with axes of a new block in the order of its operands' axes.
LAZYND_API bool run_direct_in_order(const direct_call& call, block_handle& destination, bool may_replace);

/// Whether `run_direct_in_order` would do it.
LAZYND_API bool can_run_direct_in_order(const direct_call& call, const block_handle& destination, bool may_replace);

}  // namespace lazynd::detail
