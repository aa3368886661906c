// SPDX-License-Identifier: BSD-3-Clause
#include "execution/stream_walk.hpp"

#include <algorithm>

namespace lazynd::detail {

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
}

void stream_walk::run_strips(worker& w, index_t first, index_t end) const {
  /// An operand, where it stands.
  struct stream {
    access how;
    bool written;
    std::size_t slot, size;
    index_t stride;
    std::byte *at, *tile;
  };
  small_vector<stream, 8> streams;
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
    if (operand.how != access::fill) {
      streams.push_back({operand.how, operand.written, s, size_of(operand), stride, base + first * stride, w.tiles[i]});
    }
  }
  for (; first < end; first += pass_.tile) {
    const index_t n = std::min(pass_.tile, end - first);
    for (const stream& x : streams) {
      if (x.how == access::direct) w.slots[x.slot] = x.at;
      if (x.how == access::gather) gather_row(x.tile, x.at, x.stride, n, x.size);
    }
    run_steps(w, n);
    for (stream& x : streams) {
      if (x.how == access::scatter && x.written) scatter_row(x.tile, x.at, x.stride, n, x.size);
      x.at += n * x.stride;
    }
  }
}

}  // namespace lazynd::detail
