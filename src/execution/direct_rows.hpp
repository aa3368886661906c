// SPDX-License-Identifier: BSD-3-Clause
// The short way for operands that broadcast or are not contiguous: row by row, without a plan.
#pragma once
#include <lazynd/execution/direct_walk.hpp>

namespace lazynd::detail {

/// As `run_direct`, for a few rows of any layout.
bool run_rows(const direct_call& call, block_handle& destination, bool may_replace);

/// Whether `run_rows` would do it.
bool can_run_rows(const direct_call& call, const block* destination, bool may_replace) noexcept;

}  // namespace lazynd::detail
