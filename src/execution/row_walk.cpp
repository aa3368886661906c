// SPDX-License-Identifier: BSD-3-Clause
#include "execution/row_walk.hpp"

#include <algorithm>

namespace lazynd::detail {

namespace {
constexpr index_t most_kept_rows = 8;
}

row_walk::row_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level)
    : tile_walk(plan, pass, addresses, level) {
  if (!pass.folds.empty() && pass.reduced_count <= most_kept_rows && pass.panel_rows <= 1) keep_rows();
}

void row_walk::keep_rows() {
  for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
    const pass_operand& operand = pass_.operands[i];
    bool repeats = operand.how == access::gather && !operand.folded;
    for (int axis = 0; axis < pass_.run_axis; ++axis) repeats = repeats && operand.kept_strides[static_cast<std::size_t>(axis)] == 0;
    if (!repeats) continue;
    keep_copies(i, static_cast<std::size_t>(pass_.reduced_count));
    tile_major_ = true;
  }
}

void row_walk::run_units(index_t begin, index_t end) {
  worker w = make_worker();
  for (index_t unit = begin; unit < end; ++unit) run_unit(w, unit);
}

void row_walk::run_unit(worker& w, index_t unit) const {
  const index_t tiles = (pass_.run_length + pass_.tile - 1) / pass_.tile;
  const index_t block = unit % pass_.reduced_blocks;
  const index_t strip = unit / pass_.reduced_blocks;
  index_t outer = strip / tiles;
  index_t tile = strip % tiles;
  if (tile_major_) {
    const index_t outers = pass_.units / (tiles * pass_.reduced_blocks);
    outer = strip % outers;
    tile = strip / outers;
  }
  if (pass_.panel_rows > 1) enter_panel(w, strip, tiles, outer, tile);
  const index_t first = tile * pass_.tile;
  const index_t n = std::min(pass_.tile, pass_.run_length - first);
  seek_kept(w, outer, pass_.run_axis);
  if (pass_.folds.empty()) {
    w.offsets = w.kept_offsets;
    run_tile(w, first, n);
    return;
  }
  const index_t begin = block * pass_.block;
  const index_t end = std::min(pass_.reduced_count, begin + pass_.block);
  seek_reduced(w, begin);
  w.results.clear();
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    const reduction_kernel& kernel = *pass_.folds[f].kernel;
    w.results.push_back(states[f].data() + (block * kept_ + outer * pass_.run_length + first) * kernel.state_size);
    const index_t live = std::min<index_t>(kernel.lanes, end - begin);
    for (index_t l = 0; l < live; ++l) kernel.initialize[static_cast<std::size_t>(level_)](lane_row(w, f, l), static_cast<std::size_t>(n));
  }
  fold_row_by_row(w, begin, end, first, n);
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    const reduction_kernel& kernel = *pass_.folds[f].kernel;
    const index_t live = std::min<index_t>(kernel.lanes, end - begin);
    // Lanes that saw no element stay out, as in a fold: merging an identity may change a complex product.
    for (index_t width = kernel.lanes / 2; width > 0; width /= 2) {
      for (index_t l = 0; l < width && l + width < live; ++l) {
        kernel.merge[static_cast<std::size_t>(level_)](lane_row(w, f, l), lane_row(w, f, l + width), static_cast<std::size_t>(n));
      }
    }
  }
}

void row_walk::enter_panel(worker& w, index_t strip, index_t tiles, index_t& outer, index_t& tile) const {
  const index_t extent = pass_.kept_extents[static_cast<std::size_t>(pass_.run_axis) - 1];
  const index_t above = strip / (extent * tiles);
  const index_t rest = strip % (extent * tiles);
  const index_t top = rest / (pass_.panel_rows * tiles) * pass_.panel_rows;
  const index_t inside = rest - top * tiles;
  w.panel_height = std::min(pass_.panel_rows, extent - top);
  w.panel_row = inside % w.panel_height;
  tile = inside / w.panel_height;
  outer = above * extent + top + w.panel_row;
}

void row_walk::fold_row_by_row(worker& w, index_t begin, index_t end, index_t first, index_t n) const {
  std::size_t most = 0;
  for (const pass_fold& fold : pass_.folds) most = std::max(most, fold.inputs.size());
  const small_vector<index_t, 32> no_strides(most, 0);
  for (index_t r = begin; r < end; ++r) {
    w.copy = static_cast<std::size_t>(r - begin);
    run_tile(w, first, n);
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
      const reduction_kernel& kernel = *pass_.folds[f].kernel;
      call_with(w, pass_.folds[f].inputs, [&](const void* const* operands) {
        kernel.fold_rows[static_cast<std::size_t>(level_)](operands, no_strides.data(), lane_row(w, f, (r - begin) % kernel.lanes),
                                                           static_cast<std::size_t>(n), 1, r, 1);
      });
    }
    if (r + 1 < end) next_reduced(w);
  }
}

std::byte* row_walk::lane_row(const worker& w, std::size_t fold, index_t lane) const {
  return lane == 0 ? w.results[fold] : w.lanes[fold] + (lane - 1) * pass_.tile * pass_.folds[fold].kernel->state_size;
}

void row_walk::seek_reduced(worker& w, index_t linear) const {
  w.offsets = w.kept_offsets;
  for (std::size_t a = pass_.reduced_extents.size(); a-- > 0;) {
    const index_t at = linear % pass_.reduced_extents[a];
    linear /= pass_.reduced_extents[a];
    w.reduced_position[a] = at;
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.offsets[i] += at * pass_.operands[i].reduced_strides[a];
  }
}

void row_walk::next_reduced(worker& w) const {
  for (std::size_t a = pass_.reduced_extents.size(); a-- > 0;) {
    const bool carry = ++w.reduced_position[a] == pass_.reduced_extents[a];
    const index_t steps = carry ? 1 - pass_.reduced_extents[a] : 1;
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.offsets[i] += steps * pass_.operands[i].reduced_strides[a];
    if (!carry) return;
    w.reduced_position[a] = 0;
  }
}

}  // namespace lazynd::detail
