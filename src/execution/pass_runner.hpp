// SPDX-License-Identifier: BSD-3-Clause
// Walks the iteration space of one pass of a plan.
#pragma once
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/planner/plan.hpp>

namespace lazynd::detail {

/// Runs one pass over buffers whose memory is there. `addresses[i]` is the first element of buffer i.
void run_pass(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level, int threads);

}  // namespace lazynd::detail
