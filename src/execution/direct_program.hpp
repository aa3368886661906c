// SPDX-License-Identifier: BSD-3-Clause
// The short way for programs: small ones of one elementwise result, tile by tile through their kernels and without a plan.
#pragma once
#include <lazynd/planner/program.hpp>

namespace lazynd::detail {

/// Runs a program if that is possible without a plan: true, and its output has a destination. Declines everything that is an error.
bool try_program_direct(program& of);

/// Whether it would.
bool takes_program_direct(const program& of);

/// Runs a program in the shortest way: without a plan if that is possible, and nobody watches for conditions.
void execute_directly_or_planned(program& of);

}  // namespace lazynd::detail
