// SPDX-License-Identifier: BSD-3-Clause
// Walks the iteration spaces of the passes of a plan.
#pragma once
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/planner/plan.hpp>

namespace lazynd::detail {

/// Runs passes that go through memory together, over buffers whose memory is there. `addresses[i]` is the first element of buffer i.
void run_sweep(const execution_plan& plan, const plan_sweep& sweep, std::span<std::byte* const> addresses, simd_level level, int threads);

/// Runs one of the passes.
void run_alone(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level, int threads);

}  // namespace lazynd::detail
