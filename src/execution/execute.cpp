// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/execution/execute.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/planner/passes.hpp>

#include "execution/checked.hpp"
#include "execution/pass_runner.hpp"

namespace lazynd {

void detail::execute_as_it_is(program& of) {
  const simd_level level = active_simd_level();
  const execution_plan plan = planner::make_plan(of);
  inline_vector<block_handle, 8> made;
  small_vector<std::byte*, 16> addresses;
  for (const plan_buffer& buffer : plan.buffers) {
    const bool makes = !buffer.storage && !buffer.in_pieces;
    made.push_back(makes ? allocate_block(buffer.type, buffer.where.shape) : block_handle());
    if (makes) made.back()->where.strides = buffer.where.strides;
    addresses.push_back(makes ? made.back()->data : buffer.storage ? buffer.storage->data : nullptr);
  }
  const int threads = get_num_threads();
  for (const plan_sweep& passes : plan.sweeps) {
    detail::run_sweep(plan, passes, {addresses.data(), addresses.size()}, level, threads);
  }
  for (std::size_t i = 0; i < of.outputs.size(); ++i) {
    if (!of.outputs[i].destination) of.outputs[i].destination = std::move(made[static_cast<std::size_t>(plan.outputs[i])]);
  }
}

void execute(program& of) { detail::watches_conditions() ? detail::execute_checked(of) : detail::execute_as_it_is(of); }

}  // namespace lazynd
