// SPDX-License-Identifier: BSD-3-Clause
// Last pass: passes that read the same memory, or what those before them have just made, go through it together, so that what is in the
// cache serves all of them.
#include <algorithm>
#include <cstdlib>

#include <lazynd/planner/passes.hpp>

#include "planner/row_pieces.hpp"

namespace lazynd::planner {

namespace {

constexpr index_t chunk_bytes = 256 * 1024;       ///< of the largest shared operand: what all passes leave in a second-level cache
constexpr index_t worth_bytes = 8 * chunk_bytes;  ///< below it the next pass finds the operand in the cache anyway

/// Whether the units of a pass, in their order, go through an operand from one end of its memory to the other.
bool walks_in_order(const plan_pass& pass, const pass_operand& operand) {
  // Strides of the loops around a unit and inside it, from the outermost.
  dims strides, extents;
  const auto add = [&](const dims& more, const dims& sizes, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (sizes[i] == 1 || more[i] == 0) continue;
      strides.push_back(std::abs(more[i]));
      extents.push_back(sizes[i]);
    }
  };
  const std::size_t kept = pass.kept_extents.size(), run = pass.how == walk::rows ? static_cast<std::size_t>(pass.run_axis) : kept;
  if (pass.how == walk::rows && !pass.folds.empty() && pass.run_length > pass.tile) return false;  // strips of columns
  add(operand.kept_strides, pass.kept_extents, 0, run);
  add(operand.reduced_strides, pass.reduced_extents, 0, pass.reduced_extents.size());
  add(operand.kept_strides, pass.kept_extents, run, kept);
  for (std::size_t i = 1; i < strides.size(); ++i) {
    if (strides[i - 1] < strides[i] * extents[i]) return false;
  }
  return !strides.empty();
}

index_t bytes_of(const plan_buffer& buffer) { return element_count(buffer.where.shape) * static_cast<index_t>(itemsize(buffer.type)); }

/// Bytes of the largest operand that both passes read in the order of memory.
index_t shared_bytes(const execution_plan& plan, const plan_pass& a, const plan_pass& b) {
  index_t most = 0;
  for (const pass_operand& left : a.operands) {
    for (const pass_operand& right : b.operands) {
      const bool read = !left.written && !left.folded && !right.written && !right.folded;
      if (!read || left.buffer != right.buffer || !walks_in_order(a, left) || !walks_in_order(b, right)) continue;
      most = std::max(most, bytes_of(plan.buffers[static_cast<std::size_t>(left.buffer)]));
    }
  }
  return most;
}

/// Whether neither pass needs what the other writes. In place, what one pass overwrites another may still have to read.
bool are_independent(const execution_plan& plan, const plan_pass& a, const plan_pass& b) {
  const auto writes = [&](const pass_operand& operand) { return operand.written || operand.folded; };
  for (const pass_operand& left : a.operands) {
    for (const pass_operand& right : b.operands) {
      if (left.buffer == right.buffer && (writes(left) || writes(right))) return false;
    }
  }
  return std::none_of(plan.buffers.begin(), plan.buffers.end(), [](const plan_buffer& buffer) { return buffer.in_place_of >= 0; });
}

}  // namespace

void sweep(execution_plan& plan) {
  for (std::size_t first = 0; first < plan.passes.size();) {
    if (const plan_sweep chained = chain_rows(plan, static_cast<int>(first)); chained.count > 1) {
      settle_chain(plan, chained);
      plan.sweeps.push_back(chained);
      first += static_cast<std::size_t>(chained.count);
      continue;
    }
    plan_sweep side_by_side{static_cast<int>(first), 1, 1};
    std::size_t next = first + 1;
    index_t shared = 0;
    for (; next < plan.passes.size(); ++next) {
      const plan_pass& candidate = plan.passes[next];
      const index_t bytes = shared_bytes(plan, plan.passes[first], candidate);
      bool fits = bytes >= worth_bytes;
      for (std::size_t i = first; i < next; ++i) fits = fits && are_independent(plan, plan.passes[i], candidate);
      if (!fits) break;
      shared = std::max(shared, bytes);
      plan.passes[next].notes.push_back({reason::side_by_side});
    }
    side_by_side.count = static_cast<int>(next - first);
    side_by_side.chunks = std::max<index_t>(1, shared / chunk_bytes);
    plan.sweeps.push_back(side_by_side);
    first = next;
  }
}

}  // namespace lazynd::planner
