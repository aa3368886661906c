// SPDX-License-Identifier: BSD-3-Clause
// Passes that need each other's rows, and no others.
#pragma once
#include <lazynd/planner/plan.hpp>

namespace lazynd::planner {

/// The passes from `first` on that can go through memory together some rows at a time, though they need each other: one, if none can.
plan_sweep chain_rows(const execution_plan& plan, int first);

/// Notes of such passes, and which temporaries need never be whole.
void settle_chain(execution_plan& plan, const plan_sweep& together);

}  // namespace lazynd::planner
