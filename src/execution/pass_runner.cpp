// SPDX-License-Identifier: BSD-3-Clause
#include "execution/pass_runner.hpp"

#include <algorithm>
#include <cstring>

#include "execution/parallel.hpp"
#include "execution/strided_tile.hpp"

namespace lazynd::detail {

namespace {

constexpr std::size_t cache_line = 64;

/// Memory without elements of its own type: tiles and states.
class scratch {
 public:
  explicit scratch(std::size_t bytes) {
    if (bytes == 0) return;
    memory_ = allocate_block(dtype::uint8, dims{static_cast<index_t>(bytes)});
    data_ = memory_->data;
  }
  [[nodiscard]] std::byte* data() const noexcept { return data_; }

 private:
  block_handle memory_;
  std::byte* data_ = nullptr;
};

std::size_t whole_lines(std::size_t bytes) { return (bytes + cache_line - 1) / cache_line * cache_line; }

class pass_runner {
 public:
  pass_runner(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level)
      : plan_(plan), pass_(pass), addresses_(addresses), level_(static_cast<std::size_t>(level)), kept_(element_count(pass.kept_extents)) {
    for (const pass_operand& operand : pass_.operands) needs_tile_.push_back(operand.how != access::direct && !operand.folded);
    whole_lanes_ = pass_.how == walk::rows && pass_.steps.empty() && pass_.reduced_extents.size() == 1;
    whole_blocks_ = pass_.how == walk::folds && pass_.steps.empty();
    for (const pass_operand& operand : pass_.operands) {
      const bool in_place = operand.how == access::direct || operand.folded;
      whole_lanes_ = whole_lanes_ && in_place;
      whole_blocks_ = whole_blocks_ && in_place;
    }
    for (const pass_fold& fold : pass_.folds) {
      states_.emplace_back(static_cast<std::size_t>(kept_ * pass_.reduced_blocks) * fold.kernel->state_size);
    }
  }

  void run(int threads) {
    if (pass_.reduced_count == 0) {
      for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
        pass_.folds[f].kernel->initialize(states_[f].data(), static_cast<std::size_t>(kept_));
      }
    } else if (pass_.units > 0) {
      auto range = [](void* self, index_t begin, index_t end) { static_cast<pass_runner*>(self)->run_units(begin, end); };
      parallel_ranges(pass_.units, pass_.grain, pass_.parallel ? threads : 1, range, this);
    }
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) finish(f);
  }

 private:
  /// What one thread needs to walk: tile memory, pointers, where it stands.
  struct worker {
    explicit worker(std::size_t bytes) : memory(bytes) {}
    scratch memory;
    small_vector<const void*, 24> slots;        ///< address of the current tile of each slot
    small_vector<std::byte*, 16> tiles;         ///< tile memory of operands that need it
    small_vector<const std::byte*, 16> loaded;  ///< what the tile of an operand holds: source address,
    small_vector<index_t, 16> loaded_first;     ///< first element of the run,
    small_vector<index_t, 16> loaded_count;     ///< and number of elements
    small_vector<index_t, 16> kept_offsets;
    small_vector<index_t, 16> offsets;  ///< kept and reduced offsets together
    small_vector<std::byte*, 8> lanes;  ///< states of each fold
    dims reduced_position;
    index_t panel_row = 0;     ///< of the current row in its panel
    index_t panel_height = 1;  ///< rows of the current panel
  };

  std::size_t size_of(const pass_operand& operand) const { return itemsize(plan_.buffers[static_cast<std::size_t>(operand.buffer)].type); }

  std::size_t tile_rows(const pass_operand& operand) const { return operand.panel ? static_cast<std::size_t>(pass_.panel_rows) : 1; }

  std::size_t lane_bytes(const pass_fold& fold) const {
    const std::size_t one = std::size_t{fold.kernel->lanes} * fold.kernel->state_size;
    return whole_lines(pass_.how == walk::rows ? one * static_cast<std::size_t>(pass_.tile) : one);
  }

  std::size_t worker_bytes() const {
    const auto n = static_cast<std::size_t>(pass_.tile);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
      if (needs_tile_[i]) bytes += whole_lines(n * size_of(pass_.operands[i]) * tile_rows(pass_.operands[i]));
    }
    for (const pass_slot& slot : pass_.slots) {
      if (slot.is == pass_slot::kind::temporary || slot.is == pass_slot::kind::filled) bytes += whole_lines(n * itemsize(slot.type));
    }
    for (const pass_fold& fold : pass_.folds) bytes += lane_bytes(fold);
    return bytes;
  }

  void prepare(worker& w) const {
    const auto n = static_cast<std::size_t>(pass_.tile);
    std::byte* next = w.memory.data();
    auto take = [&](std::size_t bytes) { return std::exchange(next, next + whole_lines(bytes)); };
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
      w.tiles.push_back(needs_tile_[i] ? take(n * size_of(pass_.operands[i]) * tile_rows(pass_.operands[i])) : nullptr);
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
    const std::size_t operands = pass_.operands.size();
    w.loaded.resize(operands, nullptr);
    w.loaded_first.resize(operands, 0);
    w.loaded_count.resize(operands, 0);
    w.kept_offsets.resize(operands, 0);
    w.offsets.resize(operands, 0);
    w.reduced_position.resize(pass_.reduced_extents.size(), 0);
  }

  void run_units(index_t begin, index_t end) {
    worker w(worker_bytes());
    prepare(w);
    if (whole_blocks_) return run_whole_blocks(w, begin, end);
    for (index_t unit = begin; unit < end; ++unit) {
      if (pass_.how == walk::rows) {
        run_rows(w, unit);
      } else {
        run_fold_block(w, unit);
      }
    }
  }

  /// Offsets of position `linear` of the kept axes [0, axes).
  void seek_kept(worker& w, index_t linear, int axes) const {
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.kept_offsets[i] = pass_.operands[i].offset;
    for (int axis = axes - 1; axis >= 0 && linear != 0; --axis) {
      const auto a = static_cast<std::size_t>(axis);
      const index_t at = linear % pass_.kept_extents[a];
      linear /= pass_.kept_extents[a];
      if (at == 0) continue;
      for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.kept_offsets[i] += at * pass_.operands[i].kept_strides[a];
    }
  }

  /// Makes the tiles [first, first + n) of the run ready, runs the kernels, writes what is scattered.
  void run_tile(worker& w, index_t first, index_t n) {
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
          if (w.loaded[i] != base || w.loaded_first[i] != first || w.loaded_count[i] < n) {
            gather_tile(w.tiles[i], base, axes_of(extents, rows ? operand.kept_strides : operand.reduced_strides, from), first, n, size);
            remember(w, i, base, first, n);
          }
          w.slots[s] = w.tiles[i];
          break;
      }
    }
    const void* inputs[32];
    for (const pass_step& step : pass_.steps) {
      void* const out = const_cast<void*>(w.slots[static_cast<std::size_t>(step.result)]);
      call_with(w, step.inputs, inputs,
                [&](const void* const* operands) { step.kernel->run[level_](operands, out, static_cast<std::size_t>(n)); });
    }
    for (std::size_t i = 0; i < pass_.operands.size(); ++i) {
      const pass_operand& operand = pass_.operands[i];
      if (operand.how != access::scatter || !operand.written) continue;
      std::byte* const base = addresses_[static_cast<std::size_t>(operand.buffer)] + w.offsets[i];
      scatter_tile(w.tiles[i], base, axes_of(extents, rows ? operand.kept_strides : operand.reduced_strides, from), first, n,
                   size_of(operand));
    }
  }

  /// The tile of one row out of a panel of rows that is gathered at its first use.
  std::byte* load_panel(worker& w, std::size_t i, const std::byte* base, index_t first, index_t n) const {
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

  static void remember(worker& w, std::size_t operand, const std::byte* base, index_t first, index_t n) {
    w.loaded[operand] = base;
    w.loaded_first[operand] = first;
    w.loaded_count[operand] = n;
  }

  static run_axes axes_of(const dims& extents, const dims& strides, int from) {
    return {extents.data() + from, strides.data() + from, static_cast<int>(extents.size()) - from};
  }

  template <class Call>
  static void call_with(const worker& w, const small_vector<std::int16_t, 6>& inputs, const void** local, Call&& call) {
    if (inputs.size() <= 32) {
      for (std::size_t i = 0; i < inputs.size(); ++i) local[i] = w.slots[static_cast<std::size_t>(inputs[i])];
      call(local);
    } else {
      small_vector<const void*, 64> many;
      for (const std::int16_t slot : inputs) many.push_back(w.slots[static_cast<std::size_t>(slot)]);
      call(many.data());
    }
  }

  void run_rows(worker& w, index_t unit) {
    const index_t tiles = (pass_.run_length + pass_.tile - 1) / pass_.tile;
    const index_t block = unit % pass_.reduced_blocks;
    const index_t strip = unit / pass_.reduced_blocks;
    index_t outer = strip / tiles;
    index_t tile = strip % tiles;
    if (pass_.panel_rows > 1) enter_panel(w, strip, tiles, outer, tile);
    const index_t first = tile * pass_.tile;
    const index_t n = std::min(pass_.tile, pass_.run_length - first);
    seek_kept(w, outer, pass_.run_axis);
    if (pass_.folds.empty()) {
      w.offsets = w.kept_offsets;
      run_tile(w, first, n);
      return;
    }
    const index_t begin = block * reduction_block;
    const index_t end = std::min(pass_.reduced_count, begin + reduction_block);
    seek_reduced(w, begin);
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
      const reduction_kernel& kernel = *pass_.folds[f].kernel;
      const index_t live = std::min<index_t>(kernel.row_lanes(), end - begin);
      for (index_t l = 0; l < live; ++l) kernel.initialize(lane_row(w, f, l), static_cast<std::size_t>(n));
    }
    if (whole_lanes_) {
      run_tile(w, first, n);
      for (std::size_t f = 0; f < pass_.folds.size(); ++f) fold_whole_lanes(w, f, begin, end, n);
    } else {
      fold_row_by_row(w, begin, end, first, n);
    }
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
      const reduction_kernel& kernel = *pass_.folds[f].kernel;
      const index_t live = std::min<index_t>(kernel.row_lanes(), end - begin);
      // Lanes that saw no element stay out, as in a fold: merging an identity may change a complex product.
      for (index_t width = kernel.row_lanes() / 2; width > 0; width /= 2) {
        for (index_t l = 0; l < width && l + width < live; ++l) {
          kernel.merge(lane_row(w, f, l), lane_row(w, f, l + width), static_cast<std::size_t>(n));
        }
      }
      const index_t position = block * kept_ + outer * pass_.run_length + first;
      std::memcpy(states_[f].data() + position * kernel.state_size, lane_row(w, f, 0), static_cast<std::size_t>(n) * kernel.state_size);
    }
  }

  /// Units go panel by panel; in a panel, tile by tile; in a tile, row by row.
  void enter_panel(worker& w, index_t strip, index_t tiles, index_t& outer, index_t& tile) const {
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

  /// Tiles of each row in turn, each folded into the lane it belongs to.
  void fold_row_by_row(worker& w, index_t begin, index_t end, index_t first, index_t n) {
    std::size_t most = 0;
    for (const pass_fold& fold : pass_.folds) most = std::max(most, fold.inputs.size());
    const small_vector<index_t, 32> no_strides(most, 0);
    const void* inputs[32];
    for (index_t r = begin; r < end; ++r) {
      run_tile(w, first, n);
      for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
        const reduction_kernel& kernel = *pass_.folds[f].kernel;
        call_with(w, pass_.folds[f].inputs, inputs, [&](const void* const* operands) {
          kernel.fold_rows[level_](operands, no_strides.data(), lane_row(w, f, (r - begin) % kernel.row_lanes()),
                                   static_cast<std::size_t>(n), 1, r, 1);
        });
      }
      if (r + 1 < end) next_reduced(w);
    }
  }

  /// All rows of a lane in one call: the states stay in the first-level cache, and rows are read where they are.
  void fold_whole_lanes(worker& w, std::size_t f, index_t begin, index_t end, index_t n) {
    const pass_fold& fold = pass_.folds[f];
    const reduction_kernel& kernel = *fold.kernel;
    const index_t lanes = kernel.row_lanes();
    small_vector<const void*, 32> operands;
    small_vector<index_t, 32> one_row, lane_step;
    for (const std::int16_t s : fold.inputs) {
      const pass_slot& slot = pass_.slots[static_cast<std::size_t>(s)];
      const bool array = slot.is == pass_slot::kind::operand;
      operands.push_back(w.slots[static_cast<std::size_t>(s)]);
      one_row.push_back(array ? pass_.operands[static_cast<std::size_t>(slot.operand)].reduced_strides[0] : 0);
      lane_step.push_back(one_row.back() * lanes);
    }
    for (index_t l = 0; l < lanes && begin + l < end; ++l) {
      kernel.fold_rows[level_](operands.data(), lane_step.data(), lane_row(w, f, l), static_cast<std::size_t>(n),
                               (end - begin - l + lanes - 1) / lanes, begin + l, lanes);
      for (std::size_t i = 0; i < operands.size(); ++i) operands[i] = static_cast<const std::byte*>(operands[i]) + one_row[i];
    }
  }

  std::byte* lane_row(const worker& w, std::size_t fold, index_t lane) const {
    return w.lanes[fold] + lane * pass_.tile * pass_.folds[fold].kernel->state_size;
  }

  void seek_reduced(worker& w, index_t linear) const {
    w.offsets = w.kept_offsets;
    for (std::size_t a = pass_.reduced_extents.size(); a-- > 0;) {
      const index_t at = linear % pass_.reduced_extents[a];
      linear /= pass_.reduced_extents[a];
      w.reduced_position[a] = at;
      for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.offsets[i] += at * pass_.operands[i].reduced_strides[a];
    }
  }

  void next_reduced(worker& w) const {
    for (std::size_t a = pass_.reduced_extents.size(); a-- > 0;) {
      const bool carry = ++w.reduced_position[a] == pass_.reduced_extents[a];
      const index_t steps = carry ? 1 - pass_.reduced_extents[a] : 1;
      for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.offsets[i] += steps * pass_.operands[i].reduced_strides[a];
      if (!carry) return;
      w.reduced_position[a] = 0;
    }
  }

  /// Blocks whose operands are read where they are: one call for each, and the result goes where it is combined.
  void run_whole_blocks(worker& w, index_t begin, index_t end) {
    index_t block = begin % pass_.reduced_blocks;
    index_t position = begin / pass_.reduced_blocks;
    seek_kept(w, position, static_cast<int>(pass_.kept_extents.size()));
    dims kept_position = position_of(position);
    const void* inputs[32];
    for (index_t unit = begin; unit < end; ++unit) {
      const index_t first = block * reduction_block;
      const index_t n = std::min(reduction_block, pass_.reduced_count - first);
      for (std::size_t s = 0; s < pass_.slots.size(); ++s) {
        const pass_slot& slot = pass_.slots[s];
        if (slot.is != pass_slot::kind::operand) continue;
        const auto i = static_cast<std::size_t>(slot.operand);
        const pass_operand& operand = pass_.operands[i];
        w.slots[s] =
            addresses_[static_cast<std::size_t>(operand.buffer)] + w.kept_offsets[i] + first * static_cast<index_t>(size_of(operand));
      }
      for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
        const reduction_kernel& kernel = *pass_.folds[f].kernel;
        std::byte* const state = states_[f].data() + (block * kept_ + position) * kernel.state_size;
        call_with(w, pass_.folds[f].inputs, inputs, [&](const void* const* operands) {
          kernel.fold[level_](operands, state, static_cast<std::size_t>(n), first, fold_begin | fold_end);
        });
      }
      if (++block < pass_.reduced_blocks) continue;
      block = 0;
      ++position;
      next_kept(w, kept_position);
    }
  }

  dims position_of(index_t linear) const {
    dims position(pass_.kept_extents.size(), 0);
    for (std::size_t a = position.size(); a-- > 0 && linear != 0; linear /= pass_.kept_extents[a])
      position[a] = linear % pass_.kept_extents[a];
    return position;
  }

  void next_kept(worker& w, dims& position) const {
    for (std::size_t a = position.size(); a-- > 0;) {
      const bool carry = ++position[a] == pass_.kept_extents[a];
      const index_t steps = carry ? 1 - pass_.kept_extents[a] : 1;
      for (std::size_t i = 0; i < pass_.operands.size(); ++i) w.kept_offsets[i] += steps * pass_.operands[i].kept_strides[a];
      if (!carry) return;
      position[a] = 0;
    }
  }

  void run_fold_block(worker& w, index_t unit) {
    const index_t block = unit % pass_.reduced_blocks;
    const index_t position = unit / pass_.reduced_blocks;
    seek_kept(w, position, static_cast<int>(pass_.kept_extents.size()));
    w.offsets = w.kept_offsets;
    const index_t begin = block * reduction_block;
    const index_t end = std::min(pass_.reduced_count, begin + reduction_block);
    const void* inputs[32];
    for (index_t first = begin; first < end; first += pass_.tile) {
      const index_t n = std::min(pass_.tile, end - first);
      const unsigned flags = (first == begin ? fold_begin : 0U) | (first + n == end ? fold_end : 0U);
      run_tile(w, first, n);
      for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
        call_with(w, pass_.folds[f].inputs, inputs, [&](const void* const* operands) {
          pass_.folds[f].kernel->fold[level_](operands, w.lanes[f], static_cast<std::size_t>(n), first, flags);
        });
      }
    }
    for (std::size_t f = 0; f < pass_.folds.size(); ++f) {
      const std::size_t size = pass_.folds[f].kernel->state_size;
      std::memcpy(states_[f].data() + static_cast<std::size_t>(block * kept_ + position) * size, w.lanes[f], size);
    }
  }

  /// Combines the blocks by the fixed tree and writes the results.
  void finish(std::size_t f) {
    const pass_fold& fold = pass_.folds[f];
    const reduction_kernel& kernel = *fold.kernel;
    const auto count = static_cast<std::size_t>(kept_);
    const std::size_t row = count * kernel.state_size;
    std::byte* const states = states_[f].data();
    const auto blocks = static_cast<std::size_t>(pass_.reduced_blocks);
    for (std::size_t step = 1; step < blocks; step *= 2) {
      for (std::size_t b = 0; b + step < blocks; b += 2 * step) kernel.merge(states + b * row, states + (b + step) * row, count);
    }
    const pass_operand& result = pass_.operands[static_cast<std::size_t>(fold.operand)];
    std::byte* const target = addresses_[static_cast<std::size_t>(result.buffer)] + result.offset;
    const std::size_t size = itemsize(kernel.result);
    const run_axes axes = axes_of(pass_.kept_extents, result.kept_strides, 0);
    const reduction_settings& over = fold.over;
    constexpr std::size_t chunk = 1024;
    const scratch tile(chunk * size);
    for (std::size_t at = 0; at < count; at += chunk) {
      const std::size_t n = std::min(chunk, count - at);
      if (over.has_initial) kernel.prepend(states + at * kernel.state_size, n, over.initial);
      kernel.finish(states + at * kernel.state_size, tile.data(), n, pass_.reduced_count + (over.has_initial ? 1 : 0), over.ddof);
      scatter_tile(tile.data(), target, axes, static_cast<index_t>(at), static_cast<index_t>(n), size);
    }
  }

  const execution_plan& plan_;
  const plan_pass& pass_;
  std::span<std::byte* const> addresses_;
  std::size_t level_;
  index_t kept_;
  bool whole_blocks_ = false;  ///< folds read their operands without steps between
  bool whole_lanes_ = false;   ///< reductions across rows read their operands without steps between
  small_vector<bool, 16> needs_tile_;
  std::vector<scratch> states_;
};

}  // namespace

void run_pass(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level, int threads) {
  pass_runner(plan, pass, addresses, level).run(threads);
}

}  // namespace lazynd::detail
