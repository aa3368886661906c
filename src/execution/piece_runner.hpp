// SPDX-License-Identifier: BSD-3-Clause
// Passes that need each other, some rows at a time.
#pragma once
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/planner/plan.hpp>

namespace lazynd::detail {

/// Runs the passes of a sweep through some of its rows, then through the next. Each thread has memory of its own for temporaries of which
/// only a piece is in memory; their addresses are null.
void run_in_pieces(const execution_plan& plan, const plan_sweep& together, std::span<std::byte* const> addresses, simd_level level,
                   int threads);

}  // namespace lazynd::detail
