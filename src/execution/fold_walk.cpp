// SPDX-License-Identifier: BSD-3-Clause
#include "execution/fold_walk.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

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
  if (whole_blocks_) return run_whole_blocks(w, begin, end);
  for (index_t unit = begin; unit < end; ++unit) run_block_by_tiles(w, unit);
}

bool fold_walk::settles_at_once() {
  if (!settled_by_ || kept_ != 1) return false;
  run_units(0, 1);
  return settled_by_[0].load(std::memory_order_relaxed) == 0;
}

void fold_walk::run_whole_blocks(worker& w, index_t begin, index_t end) const {
  const index_t blocks = pass_.reduced_blocks, inner = pass_.kept_extents.empty() ? 1 : pass_.kept_extents.back();
  index_t position = begin / blocks, block = begin % blocks;
  std::vector<line> lines;
  for (index_t unit = begin; unit < end;) {
    seek_kept(w, position, static_cast<int>(pass_.kept_extents.size()));
    lines.clear();
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) lines.push_back(line_at(w, f, position));
    const index_t row_end = position - position % inner + inner;
    if (blocks == 1 && lines.size() == 1 && !settled_by_) {
      const index_t count = std::min(row_end - position, end - unit);
      lines.front().fold_blocks(static_cast<std::size_t>(pass_.reduced_count), count);
      position += count;
      unit += count;
      continue;
    }
    for (; position < row_end && unit < end; ++position) {
      for (; block < blocks && unit < end; ++block, ++unit) {
        if (settled_by_ && leave_out(position, block)) continue;
        for (const line& of : lines) fold_block(of, block);
        if (settled_by_) note_settled(position, block);
      }
      block = 0;
      for (line& of : lines) of.advance();
    }
  }
}

fold_walk::line fold_walk::line_at(const worker& w, std::size_t fold, index_t position) const {
  const reduction_kernel& kernel = *pass_.folds[fold].kernel;
  line made{kernel.fold[static_cast<std::size_t>(level_)], state(fold, position, 0), kernel.state_size, {}, {}, {}};
  for (const std::int16_t s : pass_.folds[fold].inputs) {
    const pass_slot& slot = pass_.slots[static_cast<std::size_t>(s)];
    if (slot.is == pass_slot::kind::operand) {
      const auto i = static_cast<std::size_t>(slot.operand);
      const pass_operand& operand = pass_.operands[i];
      made.operands.push_back(addresses_[static_cast<std::size_t>(operand.buffer)] + w.kept_offsets[i]);
      made.steps.push_back(operand.kept_strides.empty() ? 0 : operand.kept_strides.back());
      made.sizes.push_back(static_cast<index_t>(size_of(operand)));
    } else {
      made.operands.push_back(w.slots[static_cast<std::size_t>(s)]);
      made.steps.push_back(0);
      made.sizes.push_back(0);
    }
  }
  return made;
}

void fold_walk::line::fold_blocks(std::size_t n, index_t count) {
  for (; count > 0; --count, advance()) fold(operands.data(), state, n, 0, fold_begin | fold_end);
}

void fold_walk::line::advance() noexcept {
  state += state_size;
  for (std::size_t k = 0; k < steps.size(); ++k) operands[k] = static_cast<const std::byte*>(operands[k]) + steps[k];
}

void fold_walk::fold_block(const line& of, index_t block) const {
  const index_t first = block * pass_.block;
  const auto n = static_cast<std::size_t>(std::min(pass_.block, pass_.reduced_count - first));
  small_vector<const void*, 8> operands;
  for (std::size_t k = 0; k < of.operands.size(); ++k)
    operands.push_back(static_cast<const std::byte*>(of.operands[k]) + first * of.sizes[k]);
  std::byte* const to = of.state + block * kept_ * static_cast<index_t>(of.state_size);
  of.fold(operands.data(), to, n, first, fold_begin | fold_end);
}

bool fold_walk::leave_out(index_t position, index_t block) const {
  if (block <= settled_by_[static_cast<std::size_t>(position)].load(std::memory_order_relaxed)) return false;
  for (std::size_t f = 0; f < pass_.folds.size(); ++f)
    pass_.folds[f].kernel->initialize[static_cast<std::size_t>(level_)](state(f, position, block), 1);
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
        pass_.folds[f].kernel->fold[static_cast<std::size_t>(level_)](operands, w.lanes[f], static_cast<std::size_t>(n), first, flags);
      });
    }
  }
  for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
    std::memcpy(state(f, position, block), w.lanes[f], pass_.folds[f].kernel->state_size);
  }
}

}  // namespace lazynd::detail
