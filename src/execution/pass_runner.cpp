// SPDX-License-Identifier: BSD-3-Clause
#include "execution/pass_runner.hpp"

#include <algorithm>

#include "execution/fold_walk.hpp"
#include "execution/parallel.hpp"
#include "execution/row_walk.hpp"

namespace lazynd::detail {

namespace {

/// Combines the blocks of a fold by the fixed tree and writes the results.
void finish_fold(const plan_pass& pass, const pass_fold& fold, std::byte* states, std::span<std::byte* const> addresses) {
  const reduction_kernel& kernel = *fold.kernel;
  const auto count = static_cast<std::size_t>(element_count(pass.kept_extents));
  const std::size_t row = count * kernel.state_size;
  const auto blocks = static_cast<std::size_t>(pass.reduced_blocks);
  for (std::size_t step = 1; step < blocks; step *= 2) {
    for (std::size_t b = 0; b + step < blocks; b += 2 * step) kernel.merge(states + b * row, states + (b + step) * row, count);
  }
  const pass_operand& result = pass.operands[static_cast<std::size_t>(fold.operand)];
  std::byte* const target = addresses[static_cast<std::size_t>(result.buffer)] + result.offset;
  const std::size_t size = itemsize(kernel.result);
  const run_axes axes{pass.kept_extents.data(), result.kept_strides.data(), static_cast<int>(pass.kept_extents.size())};
  const reduction_settings& over = fold.over;
  constexpr std::size_t chunk = 1024;
  const scratch tile(std::min(chunk, count) * size);
  for (std::size_t at = 0; at < count; at += chunk) {
    const std::size_t n = std::min(chunk, count - at);
    if (over.initial) kernel.prepend(states + at * kernel.state_size, n, over.initial.data());
    kernel.finish(states + at * kernel.state_size, tile.data(), n, pass.reduced_count + (over.initial ? 1 : 0), over.ddof);
    scatter_tile(tile.data(), target, axes, static_cast<index_t>(at), static_cast<index_t>(n), size);
  }
}

void run_walk(tile_walk& walk, const plan_pass& pass, std::span<std::byte* const> addresses, int threads) {
  if (pass.reduced_count == 0) {
    for (std::size_t f = 0; f < pass.folds.size(); ++f) {
      pass.folds[f].kernel->initialize(walk.states[f].data(), static_cast<std::size_t>(element_count(pass.kept_extents)));
    }
  } else if (pass.units > 0) {
    auto range = [](void* self, index_t begin, index_t end) { static_cast<tile_walk*>(self)->run_units(begin, end); };
    parallel_ranges(pass.units, pass.grain, pass.parallel ? threads : 1, range, &walk);
  }
  for (std::size_t f = 0; f < pass.folds.size(); ++f) finish_fold(pass, pass.folds[f], walk.states[f].data(), addresses);
}

}  // namespace

void run_pass(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level, int threads) {
  if (pass.how == walk::rows) {
    row_walk walk(plan, pass, addresses, level);
    run_walk(walk, pass, addresses, threads);
  } else {
    fold_walk walk(plan, pass, addresses, level);
    run_walk(walk, pass, addresses, threads);
  }
}

}  // namespace lazynd::detail
