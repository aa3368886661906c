// SPDX-License-Identifier: BSD-3-Clause
#include "execution/pass_runner.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "execution/fold_walk.hpp"
#include "execution/lane_walk.hpp"
#include "execution/parallel.hpp"
#include "execution/piece_runner.hpp"
#include "execution/row_walk.hpp"
#include "execution/stream_walk.hpp"

namespace lazynd::detail {

namespace {

/// Combines the blocks of a fold by the fixed tree and writes the results.
void finish_fold(const plan_pass& pass, const pass_fold& fold, std::byte* states, bool in_place, std::span<std::byte* const> addresses) {
  const reduction_kernel& kernel = *fold.kernel;
  const auto count = static_cast<std::size_t>(element_count(pass.kept_extents));
  if (in_place) {
    if (fold.over.initial) kernel.prepend(states, count, fold.over.initial.data());
    return;
  }
  const std::size_t row = count * kernel.state_size;
  const auto blocks = static_cast<std::size_t>(pass.reduced_blocks);
  for (std::size_t step = 1; step < blocks; step *= 2) {
    for (std::size_t b = 0; b + step < blocks; b += 2 * step) kernel.merge[0](states + b * row, states + (b + step) * row, count);
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

/// Calls f with the type of the walk over a pass.
template <class F>
auto with_walk(const plan_pass& pass, F&& f) {
  if (pass.how != walk::rows) return f(std::type_identity<fold_walk>{});
  if (lane_walk::suits(pass)) return f(std::type_identity<lane_walk>{});
  return stream_walk::suits(pass) ? f(std::type_identity<stream_walk>{}) : f(std::type_identity<row_walk>{});
}

/// Units that are to be walked. Without elements, reductions are those of nothing.
index_t units_of(const plan_pass& pass, tile_walk& walk) {
  if (pass.reduced_count != 0) return pass.units;
  for (std::size_t f = 0; f < pass.folds.size(); ++f) {
    pass.folds[f].kernel->initialize[0](walk.states[f].data(), static_cast<std::size_t>(element_count(pass.kept_extents)));
  }
  return 0;
}

void finish(const plan_pass& pass, tile_walk& walk, std::span<std::byte* const> addresses) {
  for (std::size_t f = 0; f < pass.folds.size(); ++f) {
    const pass_fold& fold = pass.folds[f];
    finish_fold(pass, fold, walk.states[f].data(), walk.results_in_place(fold) != nullptr, addresses);
  }
}

template <class Walk>
void run_pass(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level, int threads) {
  Walk walk(plan, pass, addresses, level);
  if (const index_t units = units_of(pass, walk); units > 0) {
    auto range = [](void* self, index_t begin, index_t end) { static_cast<Walk*>(self)->run_units(begin, end); };
    const bool shared = pass.parallel && threads > 1 && !walk.settles_at_once();
    parallel_ranges(units, walk.grain(threads), shared ? threads : 1, range, &walk);
  }
  finish(pass, walk, addresses);
}

/// All passes go through one chunk of memory, then through the next.
void run_side_by_side(const execution_plan& plan, const plan_sweep& sweep, std::span<std::byte* const> addresses, simd_level level,
                      int threads) {
  struct context {
    std::vector<std::unique_ptr<tile_walk>> walks;
    std::vector<index_t> units;
    index_t chunks;
  } together{{}, {}, sweep.chunks};
  const std::span passes(plan.passes.data() + sweep.first, static_cast<std::size_t>(sweep.count));
  bool parallel = false;
  for (const plan_pass& pass : passes) {
    together.walks.push_back(with_walk(pass, [&]<class Walk>(std::type_identity<Walk>) -> std::unique_ptr<tile_walk> {
      return std::make_unique<Walk>(plan, pass, addresses, level);
    }));
    together.units.push_back(units_of(pass, *together.walks.back()));
    parallel = parallel || pass.parallel;
  }
  parallel_ranges(
      sweep.chunks, 1, parallel ? threads : 1,
      [](void* given, index_t begin, index_t end) {
        context& of = *static_cast<context*>(given);
        for (index_t chunk = begin; chunk < end; ++chunk) {
          for (std::size_t i = 0; i < of.walks.size(); ++i) {
            const index_t first = of.units[i] * chunk / of.chunks, last = of.units[i] * (chunk + 1) / of.chunks;
            if (first < last) of.walks[i]->run_units(first, last);
          }
        }
      },
      &together);
  for (std::size_t i = 0; i < passes.size(); ++i) finish(passes[i], *together.walks[i], addresses);
}

}  // namespace

void run_alone(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level, int threads) {
  with_walk(pass, [&]<class Walk>(std::type_identity<Walk>) { run_pass<Walk>(plan, pass, addresses, level, threads); });
}

void run_sweep(const execution_plan& plan, const plan_sweep& sweep, std::span<std::byte* const> addresses, simd_level level, int threads) {
  if (sweep.rows > 0) return run_in_pieces(plan, sweep, addresses, level, threads);
  if (sweep.count > 1) return run_side_by_side(plan, sweep, addresses, level, threads);
  run_alone(plan, plan.passes[static_cast<std::size_t>(sweep.first)], addresses, level, threads);
}

}  // namespace lazynd::detail
