// SPDX-License-Identifier: BSD-3-Clause
#include "execution/lane_walk.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace lazynd::detail {

namespace {

constexpr index_t nearby_bytes = 8 * 1024 * 1024;   ///< operands of more memory than that are hardly in a third-level cache
constexpr index_t near_state_bytes = 128 * 1024;    ///< of all lanes, while operands are in a cache
constexpr index_t far_state_bytes = 512 * 1024;     ///< while they come from memory, which is read fastest in whole rows
constexpr index_t widest_row_bytes = 32 * 1024;     ///< of an operand: longer pieces gain nothing
constexpr index_t narrow_row = 128;                 ///< results up to which lanes side by side stay in a first-level cache
constexpr index_t narrow_results = 256;             ///< folded side by side where any lanes do
constexpr index_t narrow_group_bytes = 256 * 1024;  ///< of rows that several folds take in turn

/// How a fold takes rows while operands come from memory: so many of a lane in one call, which are as far apart as it says.
struct row_group {
  index_t rows, apart;
};

/// Whether a call costs little beside its rows. Searches settle their results one by one, but for those of integers.
bool has_quick_calls(const reduction_kernel& kernel) {
  return !kernel.settled ||
         (kernel.result >= dtype::int8 && kernel.result <= dtype::uint64 && kernel.state_size == itemsize(kernel.result));
}

/// The rows of one call are streams that are read side by side, each of which goes on where the call before left it.
row_group group_of(const reduction_kernel& kernel, index_t narrowest) {
  if (kernel.lanes == 1) return has_quick_calls(kernel) ? row_group{8, 16} : row_group{256, 4};
  const auto states = static_cast<std::size_t>((kernel.state_size + narrowest - 1) / narrowest);
  return {4 * static_cast<index_t>(std::bit_ceil(states)), kernel.lanes};
}

/// Whether states hold places beside values: what becomes of them depends on where rows stand.
bool has_places(const reduction_kernel& kernel) { return kernel.result == dtype::int64 && kernel.state_size > sizeof(index_t); }

/// Lanes of narrow rows that are folded as one row.
index_t lanes_of_narrow_rows(const reduction_kernel& kernel, index_t n) {
  return kernel.lanes > 1 ? kernel.lanes : static_cast<index_t>(std::bit_floor(static_cast<std::size_t>(narrow_results / n)));
}

index_t whole_lines(index_t bytes) { return (bytes + 63) / 64 * 64; }

}  // namespace

bool lane_walk::suits(const plan_pass& pass) noexcept {
  return pass.how == walk::rows && !pass.folds.empty() && pass.steps.empty() && pass.reduced_extents.size() == 1 &&
         std::all_of(pass.operands.begin(), pass.operands.end(),
                     [](const pass_operand& operand) { return operand.folded || operand.how == access::direct; }) &&
         std::none_of(pass.slots.begin(), pass.slots.end(), [](const pass_slot& slot) { return slot.is == pass_slot::kind::filled; });
}

lane_walk::lane_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level)
    : tile_walk(plan, pass, addresses, level), tiles_((pass.run_length + pass.tile - 1) / pass.tile) {
  index_t bytes = 0, widest = 1, state_bytes = 0, group = 1;
  for (const pass_operand& operand : pass.operands) {
    if (operand.folded) continue;
    const auto size = static_cast<index_t>(size_of(operand));
    bytes += size;
    narrowest_ = std::min(narrowest_, size);
    widest = std::max(widest, size);
  }
  for (const pass_fold& fold : pass.folds) {
    state_bytes += index_t{fold.kernel->lanes} * fold.kernel->state_size;
    const row_group rows = group_of(*fold.kernel, narrowest_);
    group = std::max(group, rows.rows * rows.apart);
  }
  if (runs_side_by_side()) {
    side_by_side_ = true;
    const index_t fit = narrow_group_bytes / std::max<index_t>(1, bytes * pass.run_length) / narrow_results * narrow_results;
    group_rows_ = pass.folds.size() == 1 ? pass.block : std::max(narrow_results, fit);
    for (const pass_fold& fold : pass.folds) {
      memory_ += static_cast<std::size_t>(
          whole_lines(lanes_of_narrow_rows(*fold.kernel, pass.run_length) * pass.run_length * fold.kernel->state_size));
    }
    return;
  }
  const bool far = kept_ * pass.reduced_count > nearby_bytes / std::max<index_t>(1, bytes);
  if (far || pass.folds.size() > 1) group_rows_ = group;
  const index_t width = std::min((far ? far_state_bytes : near_state_bytes) / state_bytes, widest_row_bytes / widest);
  together_ = std::clamp<index_t>(width / pass.tile, 1, tiles_);
  const index_t n = std::min(together_ * pass.tile, pass.run_length);
  for (const pass_fold& fold : pass.folds) {
    memory_ += static_cast<std::size_t>((fold.kernel->lanes - 1) * whole_lines(n * fold.kernel->state_size));
  }
}

bool lane_walk::runs_side_by_side() const {
  return tiles_ == 1 && pass_.run_length <= narrow_row &&
         std::none_of(pass_.folds.begin(), pass_.folds.end(), [](const pass_fold& fold) { return has_places(*fold.kernel); }) &&
         std::all_of(pass_.operands.begin(), pass_.operands.end(), [&](const pass_operand& operand) {
           return operand.folded || operand.reduced_strides[0] == pass_.run_length * static_cast<index_t>(size_of(operand));
         });
}

void lane_walk::run_units(index_t begin, index_t end) {
  const scratch memory(memory_);
  for (index_t unit = begin; unit < end;) {
    const index_t tile = unit % tiles_, block = unit / tiles_ % pass_.reduced_blocks, outer = unit / tiles_ / pass_.reduced_blocks;
    const index_t count = std::min({together_, tiles_ - tile, end - unit}), first = tile * pass_.tile;
    fold_strips(memory.data(), outer, block, first, std::min(count * pass_.tile, pass_.run_length - first));
    unit += count;
  }
}

index_t lane_walk::grain(int threads) const { return std::max(pass_.grain, std::min(together_, (pass_.units + threads - 1) / threads)); }

void lane_walk::fold_strips(std::byte* memory, index_t outer, index_t block, index_t first, index_t n) const {
  const index_t begin = block * pass_.block, end = std::min(pass_.reduced_count, begin + pass_.block);
  inline_vector<line, 2> lines;
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    lines.push_back(line_at(f, outer, block, first, n, memory));
    memory += static_cast<std::size_t>(side_by_side_ ? lines.back().lanes : lines.back().lanes - 1) * lines.back().lane_size;
  }
  if (group_rows_ == 0) {
    for (const line& of : lines) of.fold_tree(0, 1, 0, begin, end);
    return;
  }
  for (index_t row = begin; row < end; row += group_rows_) {
    for (const line& of : lines) of.fold_group(row, std::min(end, row + group_rows_), row == begin);
  }
  for (const line& of : lines) of.merge_lanes(end - begin);
}

lane_walk::line lane_walk::line_at(std::size_t fold, index_t outer, index_t block, index_t first, index_t n, std::byte* memory) const {
  const pass_fold& of = pass_.folds[fold];
  const reduction_kernel& kernel = *of.kernel;
  const index_t position = block * kept_ + outer * pass_.run_length + first;
  line made;
  made.kernel = &kernel;
  made.fold = kernel.fold_rows[static_cast<std::size_t>(level_)];
  made.initialize = kernel.initialize[static_cast<std::size_t>(level_)];
  made.merge = kernel.merge[static_cast<std::size_t>(level_)];
  made.result = states[fold].data() + position * kernel.state_size;
  made.others = memory;
  made.side_by_side = side_by_side_;
  made.lanes = side_by_side_ ? lanes_of_narrow_rows(kernel, n) : kernel.lanes;
  made.lane_size = static_cast<std::size_t>(side_by_side_ ? n * kernel.state_size : whole_lines(n * kernel.state_size));
  made.n = static_cast<std::size_t>(n);
  made.apart = group_rows_ == 0 || side_by_side_ ? made.lanes : group_of(kernel, narrowest_).apart;
  for (const std::int16_t s : of.inputs) {
    const pass_slot& slot = pass_.slots[static_cast<std::size_t>(s)];
    if (slot.is != pass_slot::kind::operand) {
      made.operands.push_back(static_cast<const std::byte*>(slot.address));
      made.row_step.push_back(0);
    } else {
      const pass_operand& operand = pass_.operands[static_cast<std::size_t>(slot.operand)];
      index_t offset = operand.offset + first * static_cast<index_t>(size_of(operand)), rest = outer;
      for (int axis = pass_.run_axis - 1; axis >= 0; --axis) {
        const index_t extent = pass_.kept_extents[static_cast<std::size_t>(axis)];
        offset += rest % extent * operand.kept_strides[static_cast<std::size_t>(axis)];
        rest /= extent;
      }
      made.operands.push_back(addresses_[static_cast<std::size_t>(operand.buffer)] + offset);
      made.row_step.push_back(operand.reduced_strides[0]);
    }
    made.steps.push_back(made.row_step.back() * made.apart);
  }
  return made;
}

void lane_walk::line::fold_rows(std::byte* into, index_t row, index_t rows, std::size_t results) const {
  small_vector<const void*, 8> at;
  for (std::size_t i = 0; i < operands.size(); ++i) at.push_back(operands[i] + row * row_step[i]);
  fold(at.data(), steps.data(), into, results, rows, row, apart);
}

void lane_walk::line::fold_tree(index_t lane, index_t distance, index_t depth, index_t begin, index_t end) const {
  const index_t live = end - begin;
  std::byte* const into = states(depth);
  if (distance == lanes) {
    initialize(into, n);
    return fold_rows(into, begin + lane, (live - lane + apart - 1) / apart, n);
  }
  fold_tree(lane, 2 * distance, depth, begin, end);
  // Lanes that saw no element stay out, as in a fold: merging an identity may change a complex product.
  if (lane + distance >= live) return;
  fold_tree(lane + distance, 2 * distance, depth + 1, begin, end);
  merge(into, states(depth + 1), n);
}

void lane_walk::line::fold_group(index_t begin, index_t end, bool first) const {
  if (side_by_side) {
    const index_t rows = end - begin, whole = rows / lanes, rest = rows % lanes;
    if (first) initialize(others, static_cast<std::size_t>(std::min(rows, lanes)) * n);
    if (whole > 0) fold_rows(others, begin, whole, static_cast<std::size_t>(lanes) * n);
    if (rest > 0) fold_rows(others, begin + whole * lanes, 1, static_cast<std::size_t>(rest) * n);
    return;
  }
  for (index_t i = 0; i < apart && begin + i < end; ++i) {
    const index_t lane = i % lanes;
    if (first && i < lanes) initialize(states(lane), n);
    fold_rows(states(lane), begin + i, (end - begin - i + apart - 1) / apart, n);
  }
}

void lane_walk::line::merge_lanes(index_t live) const {
  for (index_t distance = lanes / 2; distance > 0; distance /= 2) {
    const index_t with = std::min(distance, live - distance);  // lanes that have a partner
    if (side_by_side && with > 0) {
      merge(others, others + static_cast<std::size_t>(distance) * lane_size, static_cast<std::size_t>(with) * n);
    } else {
      for (index_t l = 0; l < with; ++l) merge(states(l), states(l + distance), n);
    }
  }
  if (side_by_side) std::memcpy(result, others, lane_size);
}

}  // namespace lazynd::detail
