// SPDX-License-Identifier: BSD-3-Clause
#include "execution/stream_walk.hpp"

#include <algorithm>

#include "execution/past_caches.hpp"

namespace lazynd::detail {

namespace {
constexpr std::size_t most_past_tiles = 4;
}

bool stream_walk::goes_past_caches(const pass_operand& operand) const {
  const plan_buffer& buffer = plan_.buffers[static_cast<std::size_t>(operand.buffer)];
  return pass_.streams && operand.written && operand.how == access::direct && !buffer.in_pieces && buffer.in_place_of < 0 &&
         element_count(buffer.where.shape) >= uncached_bytes / static_cast<index_t>(size_of(operand));
}

bool stream_walk::suits(const plan_pass& pass) noexcept {
  return pass.folds.empty() && pass.panel_rows <= 1 && pass.run_axis + 1 == static_cast<int>(pass.kept_extents.size());
}

void stream_walk::run_units(index_t begin, index_t end) {
  worker w = make_worker();
  const index_t strips = (pass_.run_length + pass_.tile - 1) / pass_.tile;
  for (index_t unit = begin; unit < end;) {
    const index_t first = unit % strips, count = std::min(strips - first, end - unit);
    seek_kept(w, unit / strips, pass_.run_axis);
    run_strips(w, first * pass_.tile, std::min(pass_.run_length, (first + count) * pass_.tile));
    unit += count;
  }
  const auto goes = [&](const pass_operand& operand) { return goes_past_caches(operand); };
  if (std::any_of(pass_.operands.begin(), pass_.operands.end(), goes)) end_past_caches();
}

void stream_walk::run_strips(worker& w, index_t first, index_t end) const {
  /// An operand, where it stands.
  struct stream {
    access how;
    bool written;
    std::size_t slot, size;
    index_t stride;
    std::byte *at, *tile;
    bool past_caches;
  };
  small_vector<stream, 8> streams;
  alignas(64) std::byte lines[most_past_tiles * past_tile_bytes];
  index_t step = pass_.tile;
  std::size_t past_tiles = 0;
  for (std::size_t s = 0; s < pass_.slots.size(); ++s) {
    if (pass_.slots[s].is != pass_slot::kind::operand) continue;
    const auto i = static_cast<std::size_t>(pass_.slots[s].operand);
    const pass_operand& operand = pass_.operands[i];
    const index_t stride = operand.how == access::direct ? static_cast<index_t>(size_of(operand)) : operand.kept_strides.back();
    std::byte* const base = addresses_[static_cast<std::size_t>(operand.buffer)] + w.kept_offsets[i];
    if (operand.how == access::fill && w.loaded[i] != base) {
      fill_tile(w.tiles[i], base, pass_.tile, size_of(operand));
      w.loaded[i] = base;
    }
    if (operand.how != access::direct) w.slots[s] = w.tiles[i];
    if (operand.how == access::fill) continue;
    streams.push_back({operand.how, operand.written, s, size_of(operand), stride, base + first * stride, w.tiles[i], false});
    stream& x = streams.back();
    if (!goes_past_caches(operand) || past_tiles == most_past_tiles) continue;
    x.past_caches = true;
    x.tile = lines + past_tile_bytes * static_cast<index_t>(past_tiles++);
    step = std::min(step, past_tile_bytes / stride);
  }
  for (; first < end; first += step) {
    const index_t n = std::min(step, end - first);
    for (const stream& x : streams) {
      if (x.how == access::direct) w.slots[x.slot] = x.past_caches ? x.tile : x.at;
      if (x.how == access::gather) gather_row(x.tile, x.at, x.stride, n, x.size);
    }
    run_steps(w, n);
    for (stream& x : streams) {
      if (x.how == access::scatter && x.written) scatter_row(x.tile, x.at, x.stride, n, x.size);
      if (x.past_caches) store_past_caches(x.at, x.tile, static_cast<std::size_t>(n) * x.size);
      x.at += n * x.stride;
    }
  }
}

}  // namespace lazynd::detail
