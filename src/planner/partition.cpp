// SPDX-License-Identifier: BSD-3-Clause
// Work as independent units, from the cost of the kernels and the bytes they move.
#include <algorithm>
#include <cstdlib>

#include <lazynd/planner/cost.hpp>
#include <lazynd/planner/passes.hpp>

namespace lazynd::planner {

namespace {
// Measured like those of cost.hpp.
constexpr double nanoseconds_per_gathered = 0.6;
constexpr double nanoseconds_per_stepped = 0.15;  ///< the same in steps of a few elements, which vectors cover
constexpr index_t few_steps = 4;
constexpr double nanoseconds_per_unit = 15;
constexpr double grain_cost = 15000;        ///< waking a thread takes about 5000
constexpr index_t block_bytes = 64 * 1024;  ///< of the largest operand, where blocks are free

/// Estimated nanoseconds of one element in a kernel, of the library or fused.
template <class Kernel>
double element_nanoseconds(const Kernel& kernel, double size) {
  const int operations = operation_count(kernel.tokens, kernel.token_count);
  return operations > 0 ? fused_nanoseconds(kernel.weight, operations, size) : kernel_nanoseconds(kernel.weight, size);
}

/// Estimated nanoseconds of one element between memory and a tile.
double copy_nanoseconds(const plan_pass& pass, const pass_operand& operand, index_t size) {
  if ((operand.how != access::gather && operand.how != access::scatter) || operand.period > 0) return 0;
  const dims& strides = pass.how == walk::rows ? operand.kept_strides : operand.reduced_strides;
  const bool stepped = !operand.panel && !strides.empty() && strides.back() % size == 0 && std::abs(strides.back()) <= few_steps * size;
  return stepped ? nanoseconds_per_stepped : nanoseconds_per_gathered;
}

/// Elements of a block: where any order gives the same result, so many that what a block costs is little beside what its elements cost.
/// Across rows that are few enough already.
index_t block_of(const execution_plan& plan, const plan_pass& pass) {
  index_t size = 1;
  for (const pass_fold& fold : pass.folds) {
    if (!fold.kernel->any_order || pass.how == walk::rows) return reduction_block;
  }
  for (const pass_operand& operand : pass.operands) {
    if (!operand.folded) {
      size = std::max(size, static_cast<index_t>(itemsize(plan.buffers[static_cast<std::size_t>(operand.buffer)].type)));
    }
  }
  return std::max(reduction_block, block_bytes / size);
}
}  // namespace

void partition(const execution_plan& plan, plan_pass& pass) {
  const index_t kept = element_count(pass.kept_extents);
  pass.block = block_of(plan, pass);
  pass.reduced_blocks = pass.folds.empty() ? 1 : std::max<index_t>(1, (pass.reduced_count + pass.block - 1) / pass.block);
  if (pass.how == walk::rows) {
    const index_t outer = pass.run_length == 0 ? 0 : kept / std::max<index_t>(1, pass.run_length);
    const index_t tiles = (pass.run_length + pass.tile - 1) / pass.tile;
    pass.units = outer * tiles * pass.reduced_blocks;
  } else {
    pass.units = kept * pass.reduced_blocks;
  }
  double per_element = 0, bytes = 0, widest = 1;
  for (const pass_operand& operand : pass.operands) {
    if (operand.folded) continue;
    const auto size = static_cast<index_t>(itemsize(plan.buffers[static_cast<std::size_t>(operand.buffer)].type));
    widest = std::max(widest, static_cast<double>(size));
    per_element += memory_nanoseconds(static_cast<double>(size)) + copy_nanoseconds(pass, operand, size);
    bytes += static_cast<double>(size);
  }
  double kernels = 0;
  for (const pass_step& step : pass.steps) kernels += element_nanoseconds(*step.kernel, widest);
  per_element += kernels;
  for (const pass_fold& fold : pass.folds) per_element += element_nanoseconds(*fold.kernel, widest);
  const double elements = static_cast<double>(kept) * static_cast<double>(std::max<index_t>(1, pass.reduced_count));
  const double units = static_cast<double>(std::max<index_t>(1, pass.units));
  pass.streams = pass.folds.empty() && streams(elements, bytes, kernels);
  pass.nanoseconds = elements * per_element + units * nanoseconds_per_unit;
  pass.grain = std::max<index_t>(1, static_cast<index_t>(grain_cost / (pass.nanoseconds / units)));
  pass.parallel = pass.nanoseconds >= parallel_threshold && pass.units > pass.grain;
  if (!pass.parallel) pass.notes.push_back({pass.nanoseconds < parallel_threshold ? reason::serial_small : reason::serial_undivided});
}

}  // namespace lazynd::planner
