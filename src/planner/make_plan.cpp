// SPDX-License-Identifier: BSD-3-Clause
// The table of contents of the planner.
#include <lazynd/planner/passes.hpp>

namespace lazynd::planner {

execution_plan make_plan(program& of) {
  execution_plan plan;
  collect(of);
  fuse(of, plan);
  resolve_overlap(of, plan);
  for (plan_pass& pass : plan.passes) {
    order_axes(plan, pass);
    coalesce_axes(pass);
    tile(plan, pass);
    partition(plan, pass);
  }
  sweep(plan);
  return plan;
}

}  // namespace lazynd::planner
