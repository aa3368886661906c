// SPDX-License-Identifier: BSD-3-Clause
#include "execution/fold_walk.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace lazynd::detail {

fold_walk::fold_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level)
    : tile_walk(plan, pass, addresses, level), whole_blocks_(reads_in_place()) {
  const auto settles = [](const pass_fold& fold) { return fold.kernel->settled != nullptr; };
  if (!whole_blocks_ || pass.reduced_blocks < 2 || !std::all_of(pass.folds.begin(), pass.folds.end(), settles)) return;
  settled_by_ = std::make_unique<std::atomic<index_t>[]>(static_cast<std::size_t>(kept_));
  for (index_t i = 0; i < kept_; ++i) settled_by_[static_cast<std::size_t>(i)] = std::numeric_limits<index_t>::max();
}

void fold_walk::run_units(index_t begin, index_t end) {
  worker w = make_worker();
  if (whole_blocks_ && pass_.reduced_blocks == 1) return run_single_blocks(w, begin, end);
  if (whole_blocks_) return run_whole_blocks(w, begin, end);
  for (index_t unit = begin; unit < end; ++unit) run_block_by_tiles(w, unit);
}

void fold_walk::run_single_blocks(worker& w, index_t begin, index_t end) const {
  struct line {
    reduction_kernel::fold_function fold;
    std::byte* state;
    std::size_t state_size;
    small_vector<const void*, 6> operands;
    small_vector<index_t, 6> steps;
  };
  const bool has_axes = !pass_.kept_extents.empty();
  const index_t inner = has_axes ? pass_.kept_extents.back() : 1;
  const auto n = static_cast<std::size_t>(pass_.reduced_count);
  std::vector<line> lines;
  while (begin < end) {
    const index_t count = std::min(end - begin, inner - begin % inner);
    seek_kept(w, begin, static_cast<int>(pass_.kept_extents.size()));
    lines.clear();
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
      const reduction_kernel& kernel = *pass_.folds[f].kernel;
      line of{kernel.fold[level_], state(f, begin, 0), kernel.state_size, {}, {}};
      for (const std::int16_t s : pass_.folds[f].inputs) {
        const pass_slot& slot = pass_.slots[static_cast<std::size_t>(s)];
        if (slot.is == pass_slot::kind::operand) {
          const auto i = static_cast<std::size_t>(slot.operand);
          const pass_operand& operand = pass_.operands[i];
          of.operands.push_back(addresses_[static_cast<std::size_t>(operand.buffer)] + w.kept_offsets[i]);
          of.steps.push_back(has_axes ? operand.kept_strides.back() : 0);
        } else {
          of.operands.push_back(w.slots[static_cast<std::size_t>(s)]);
          of.steps.push_back(0);
        }
      }
      lines.push_back(std::move(of));
    }
    for (index_t i = 0; i < count; ++i) {
      for (line& of : lines) {
        of.fold(of.operands.data(), of.state, n, 0, fold_begin | fold_end);
        of.state += of.state_size;
        for (std::size_t k = 0; k < of.steps.size(); ++k) of.operands[k] = static_cast<const std::byte*>(of.operands[k]) + of.steps[k];
      }
    }
    begin += count;
  }
}

void fold_walk::run_whole_blocks(worker& w, index_t begin, index_t end) {
  index_t block = begin % pass_.reduced_blocks;
  index_t position = begin / pass_.reduced_blocks;
  seek_kept(w, position, static_cast<int>(pass_.kept_extents.size()));
  dims kept_position = position_of(position);
  for (index_t unit = begin; unit < end; ++unit) {
    if (!settled_by_) {
      fold_block(w, position, block);
    } else if (!leave_out(position, block)) {
      fold_block(w, position, block);
      note_settled(position, block);
    }
    if (++block < pass_.reduced_blocks) continue;
    block = 0;
    ++position;
    next_kept(w, kept_position);
  }
}

void fold_walk::fold_block(worker& w, index_t position, index_t block) const {
  const index_t first = block * pass_.block;
  const index_t n = std::min(pass_.block, pass_.reduced_count - first);
  for (std::size_t s = 0; s < pass_.slots.size(); ++s) {
    const pass_slot& slot = pass_.slots[s];
    if (slot.is != pass_slot::kind::operand) continue;
    const auto i = static_cast<std::size_t>(slot.operand);
    const pass_operand& operand = pass_.operands[i];
    w.slots[s] = addresses_[static_cast<std::size_t>(operand.buffer)] + w.kept_offsets[i] + first * static_cast<index_t>(size_of(operand));
  }
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    call_with(w, pass_.folds[f].inputs, [&](const void* const* operands) {
      pass_.folds[f].kernel->fold[level_](operands, state(f, position, block), static_cast<std::size_t>(n), first, fold_begin | fold_end);
    });
  }
}

bool fold_walk::leave_out(index_t position, index_t block) const {
  if (block <= settled_by_[static_cast<std::size_t>(position)].load(std::memory_order_relaxed)) return false;
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) pass_.folds[f].kernel->initialize(state(f, position, block), 1);
  return true;
}

void fold_walk::note_settled(index_t position, index_t block) const {
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    if (!pass_.folds[f].kernel->settled(state(f, position, block))) return;
  }
  std::atomic<index_t>& by = settled_by_[static_cast<std::size_t>(position)];
  index_t known = by.load(std::memory_order_relaxed);
  while (block < known && !by.compare_exchange_weak(known, block, std::memory_order_relaxed)) {
  }
}

void fold_walk::run_block_by_tiles(worker& w, index_t unit) const {
  const index_t block = unit % pass_.reduced_blocks;
  const index_t position = unit / pass_.reduced_blocks;
  seek_kept(w, position, static_cast<int>(pass_.kept_extents.size()));
  w.offsets = w.kept_offsets;
  const index_t begin = block * pass_.block;
  const index_t end = std::min(pass_.reduced_count, begin + pass_.block);
  for (index_t first = begin; first < end; first += pass_.tile) {
    const index_t n = std::min(pass_.tile, end - first);
    const unsigned flags = (first == begin ? fold_begin : 0U) | (first + n == end ? fold_end : 0U);
    run_tile(w, first, n);
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
      call_with(w, pass_.folds[f].inputs, [&](const void* const* operands) {
        pass_.folds[f].kernel->fold[level_](operands, w.lanes[f], static_cast<std::size_t>(n), first, flags);
      });
    }
  }
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    std::memcpy(state(f, position, block), w.lanes[f], pass_.folds[f].kernel->state_size);
  }
}

dims fold_walk::position_of(index_t linear) const {
  dims position(pass_.kept_extents.size(), 0);
  for (std::size_t a = position.size(); a-- > 0 && linear != 0; linear /= pass_.kept_extents[a])
    position[a] = linear % pass_.kept_extents[a];
  return position;
}

void fold_walk::next_kept(worker& w, dims& position) const {
  for (std::size_t a = position.size(); a-- > 0;) {
    const bool carry = ++position[a] == pass_.kept_extents[a];
    const index_t steps = carry ? 1 - pass_.kept_extents[a] : 1;
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.kept_offsets[i] += steps * pass_.operands[i].kept_strides[a];
    if (!carry) return;
    position[a] = 0;
  }
}

}  // namespace lazynd::detail
