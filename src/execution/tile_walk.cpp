// SPDX-License-Identifier: BSD-3-Clause
#include "execution/tile_walk.hpp"

#include <algorithm>
#include <cstdint>

namespace lazynd::detail {

namespace {

constexpr std::size_t cache_line = 64;

std::size_t whole_lines(std::size_t bytes) { return (bytes + cache_line - 1) / cache_line * cache_line; }

run_axes axes_of(const dims& extents, const dims& strides, int from) {
  return {extents.data() + from, strides.data() + from, static_cast<int>(extents.size()) - from};
}

}  // namespace

tile_walk::tile_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level)
    : plan_(plan), pass_(pass), addresses_(addresses), level_(level), kept_(element_count(pass.kept_extents)) {
  for (const pass_operand& operand : pass_.operands) needs_tile_.push_back(operand.how != access::direct && !operand.folded);
  copies_.resize(pass_.operands.size(), 1);
  for (const pass_fold& fold : pass_.folds) {
    if (std::byte* const results = results_in_place(fold)) {
      states.emplace_back(results);
    } else {
      states.emplace_back(static_cast<std::size_t>(kept_ * pass_.reduced_blocks) * fold.kernel->state_size);
    }
  }
}

std::byte* tile_walk::results_in_place(const pass_fold& fold) const {
  if (!fold.kernel->state_is_result || pass_.reduced_blocks != 1 || pass_.reduced_count == 0) return nullptr;
  const pass_operand& operand = pass_.operands[static_cast<std::size_t>(fold.operand)];
  const plan_buffer& buffer = plan_.buffers[static_cast<std::size_t>(operand.buffer)];
  auto expected = static_cast<index_t>(itemsize(fold.kernel->result));
  for (std::size_t axis = pass_.kept_extents.size(); axis-- > 0;) {
    if (pass_.kept_extents[axis] != 1 && operand.kept_strides[axis] != expected) return nullptr;
    expected *= pass_.kept_extents[axis];
  }
  std::byte* const first = addresses_[static_cast<std::size_t>(operand.buffer)] + operand.offset;
  const bool aligned = reinterpret_cast<std::uintptr_t>(first) % alignment(fold.kernel->result) == 0;
  return aligned && buffer.in_place_of < 0 ? first : nullptr;
}

bool tile_walk::reads_in_place() const {
  return pass_.steps.empty() && std::none_of(needs_tile_.begin(), needs_tile_.end(), [](bool needs) { return needs; });
}

std::size_t tile_walk::size_of(const pass_operand& operand) const {
  return itemsize(plan_.buffers[static_cast<std::size_t>(operand.buffer)].type);
}

std::size_t tile_walk::tile_rows(const pass_operand& operand) const {
  return operand.panel ? static_cast<std::size_t>(pass_.panel_rows) : 1;
}

std::size_t tile_walk::lane_bytes(const pass_fold& fold) const {
  const std::size_t one = std::size_t{fold.kernel->lanes} * fold.kernel->state_size;
  return whole_lines(pass_.how == walk::rows ? one * static_cast<std::size_t>(pass_.tile) : one);
}

std::size_t tile_walk::worker_bytes() const {
  const auto n = static_cast<std::size_t>(pass_.tile);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
    if (needs_tile_[i]) bytes += whole_lines(n * size_of(pass_.operands[i]) * tile_rows(pass_.operands[i]) * copies_[i]);
  }
  for (const pass_slot& slot : pass_.slots) {
    if (slot.is == pass_slot::kind::temporary || slot.is == pass_slot::kind::filled) bytes += whole_lines(n * itemsize(slot.type));
  }
  for (const pass_fold& fold : pass_.folds) bytes += lane_bytes(fold);
  return bytes;
}

tile_walk::worker tile_walk::make_worker() const {
  worker w(worker_bytes());
  const auto n = static_cast<std::size_t>(pass_.tile);
  std::byte* next = w.memory.data();
  auto take = [&](std::size_t bytes) { return std::exchange(next, next + whole_lines(bytes)); };
  for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
    w.tiles.push_back(needs_tile_[i] ? take(n * size_of(pass_.operands[i]) * tile_rows(pass_.operands[i]) * copies_[i]) : nullptr);
  }
  for (const pass_slot& slot : pass_.slots) {
    const void* address = slot.address;
    if (slot.is == pass_slot::kind::temporary || slot.is == pass_slot::kind::filled) {
      std::byte* const tile = take(n * itemsize(slot.type));
      if (slot.is == pass_slot::kind::filled) fill_tile(tile, slot.address, pass_.tile, itemsize(slot.type));
      address = tile;
    }
    w.slots.push_back(address);
  }
  for (const pass_fold& fold : pass_.folds) w.lanes.push_back(take(lane_bytes(fold)));
  const std::size_t operands = pass_.operands.size(), tiles = operands * *std::max_element(copies_.begin(), copies_.end());
  w.loaded.resize(tiles, nullptr);
  w.loaded_first.resize(tiles, 0);
  w.loaded_count.resize(tiles, 0);
  w.kept_offsets.resize(operands, 0);
  w.offsets.resize(operands, 0);
  w.reduced_position.resize(pass_.reduced_extents.size(), 0);
  return w;
}

void tile_walk::seek_kept(worker& w, index_t linear, int axes) const {
  for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.kept_offsets[i] = pass_.operands[i].offset;
  for (int axis = axes - 1; axis >= 0 && linear != 0; --axis) {
    const auto a = static_cast<std::size_t>(axis);
    const index_t at = linear % pass_.kept_extents[a];
    linear /= pass_.kept_extents[a];
    if (at == 0) continue;
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.kept_offsets[i] += at * pass_.operands[i].kept_strides[a];
  }
}

void tile_walk::run_tile(worker& w, index_t first, index_t n) const {
  const bool rows = pass_.how == walk::rows;
  const dims& extents = rows ? pass_.kept_extents : pass_.reduced_extents;
  const int from = rows ? pass_.run_axis : 0;
  for (std::size_t s = 0; s < pass_.slots.size(); ++s) {
    const pass_slot& slot = pass_.slots[s];
    if (slot.is != pass_slot::kind::operand) continue;
    const auto i = static_cast<std::size_t>(slot.operand);
    const pass_operand& operand = pass_.operands[i];
    std::byte* const base = addresses_[static_cast<std::size_t>(operand.buffer)] + w.offsets[i];
    const std::size_t size = size_of(operand);
    switch (operand.how) {
      case access::direct: w.slots[s] = base + first * static_cast<index_t>(size); break;
      case access::scatter: w.slots[s] = w.tiles[i]; break;
      case access::fill:
        if (w.loaded[i] != base || w.loaded_count[i] < n) {
          fill_tile(w.tiles[i], base, n, size);
          remember(w, i, base, 0, n);
        }
        w.slots[s] = w.tiles[i];
        break;
      case access::gather:
        if (operand.panel) {
          w.slots[s] = load_panel(w, i, base, first, n);
          break;
        }
        w.slots[s] = load_tile(w, i, base, operand.period > 0 ? first % operand.period : first, n,
                               axes_of(extents, rows ? operand.kept_strides : operand.reduced_strides, from));
        break;
    }
  }
  run_steps(w, n);
  for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
    const pass_operand& operand = pass_.operands[i];
    if (operand.how != access::scatter || !operand.written) continue;
    std::byte* const base = addresses_[static_cast<std::size_t>(operand.buffer)] + w.offsets[i];
    scatter_tile(w.tiles[i], base, axes_of(extents, rows ? operand.kept_strides : operand.reduced_strides, from), first, n,
                 size_of(operand));
  }
}

void tile_walk::run_steps(const worker& w, index_t n) const {
  for (const pass_step& step : pass_.steps) {
    void* const out = const_cast<void*>(w.slots[static_cast<std::size_t>(step.result)]);
    const tile_kernel run = step.kernel->run[static_cast<std::size_t>(level_of_step(pass_, *step.kernel, level_))];
    call_with(w, step.inputs, [&](const void* const* operands) { run(operands, out, static_cast<std::size_t>(n)); });
  }
}

std::byte* tile_walk::load_tile(worker& w, std::size_t i, const std::byte* base, index_t first, index_t n, const run_axes& axes) const {
  const std::size_t copy = copies_[i] > 1 ? w.copy : 0, tile = i + copy * pass_.operands.size(), size = size_of(pass_.operands[i]);
  std::byte* const to = w.tiles[i] + copy * static_cast<std::size_t>(pass_.tile) * size;
  if (w.loaded[tile] != base || w.loaded_first[tile] != first || w.loaded_count[tile] < n) {
    gather_tile(to, base, axes, first, n, size);
    remember(w, tile, base, first, n);
  }
  return to;
}

std::byte* tile_walk::load_panel(worker& w, std::size_t i, const std::byte* base, index_t first, index_t n) const {
  const pass_operand& operand = pass_.operands[i];
  const std::size_t size = size_of(operand);
  const std::byte* const top = base - w.panel_row * static_cast<index_t>(size);
  if (w.loaded[i] != top || w.loaded_first[i] != first || w.loaded_count[i] < n) {
    const index_t stride = operand.kept_strides.back();
    gather_panel(w.tiles[i], pass_.tile, top + first * stride, stride, w.panel_height, n, size);
    remember(w, i, top, first, n);
  }
  return w.tiles[i] + w.panel_row * pass_.tile * static_cast<index_t>(size);
}

void tile_walk::remember(worker& w, std::size_t tile, const std::byte* base, index_t first, index_t n) {
  w.loaded[tile] = base;
  w.loaded_first[tile] = first;
  w.loaded_count[tile] = n;
}

}  // namespace lazynd::detail
