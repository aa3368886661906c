// SPDX-License-Identifier: BSD-3-Clause
// The planner: a list of passes, each one function in one file.
#pragma once
#include <lazynd/planner/plan.hpp>

namespace lazynd::planner {

/// Broadcast shape and reduced axes of every value; checks with errors that name the function. `shape_error`, `index_error`, `value_error`.
LAZYND_API void collect(program& of);

/// Cuts the program into passes: groups what shares an iteration space, decides which values stay in memory.
LAZYND_API void fuse(const program& of, execution_plan& plan);

/// Outputs that overlap operands: in place, direct, or through a temporary.
LAZYND_API void resolve_overlap(const program& of, execution_plan& plan);

/// Order of the loop axes of a pass by the strides of its operands; reversed axes are flipped. Reduced axes stay in C order.
LAZYND_API void order_axes(const execution_plan& plan, plan_pass& pass);

/// Merges neighbouring axes that every operand walks as one.
LAZYND_API void coalesce_axes(plan_pass& pass);

/// Which axes form the run, how operands are accessed, how long a tile is.
LAZYND_API void tile(const execution_plan& plan, plan_pass& pass);

/// Independent units of work and how many go together: from the cost alone, never from the number of threads.
LAZYND_API void partition(const execution_plan& plan, plan_pass& pass);

/// Which passes go through memory together, because they read the same, or what the one before them has just made.
LAZYND_API void sweep(execution_plan& plan);

/// The passes of a sweep for `rows` of its rows alone. Offsets are those of the first row.
LAZYND_API void cut_rows(const execution_plan& plan, const plan_sweep& together, index_t rows, execution_plan& piece);

/// Bytes between the rows of a sweep in an operand; 0 where every row reads the same.
LAZYND_API index_t row_stride(const plan_pass& pass, const pass_operand& operand, index_t rows);

/// All passes in their order.
LAZYND_API execution_plan make_plan(program& of);

}  // namespace lazynd::planner
