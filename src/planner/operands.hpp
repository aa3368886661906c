// SPDX-License-Identifier: BSD-3-Clause
// How a buffer lies in the iteration space of a pass.
#pragma once
#include <lazynd/planner/plan.hpp>

namespace lazynd::planner {

/// Strides of a layout broadcast to the iteration space, split into kept and reduced axes.
void set_strides(pass_operand& operand, const plan_pass& pass, const layout& where);

/// Adds a buffer as operand of a pass whose shape and reduced axes are set; returns its index.
int add_operand(plan_pass& pass, const plan_buffers& buffers, int buffer, bool written);

/// Splits the shape of a pass into the extents of its kept and reduced axes.
void set_extents(plan_pass& pass);

}  // namespace lazynd::planner
