// SPDX-License-Identifier: BSD-3-Clause
#include "execution/direct_rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/layout/overlap.hpp>

#include "execution/strided_tile.hpp"

namespace lazynd::detail {

namespace {

constexpr std::size_t most_axes = 8;
// The planner takes several short rows at once, but takes as long as fifty of them to begin.
constexpr index_t shortest_row = 16;
constexpr index_t most_short_rows = 48;
constexpr std::size_t memory_bytes = 32 * 1024;  ///< of tiles for operands that are not contiguous

index_t size_of(dtype type) noexcept { return static_cast<index_t>(itemsize(type)); }

/// The loops of the row by row way. Operand 0 is the destination.
struct row_plan {
  bool new_block = false;
  dims shape;
  index_t count = 1;
  // The axes from outside in, and the bytes between neighbours along them.
  std::size_t axes = 0;
  index_t extents[most_axes];
  index_t strides[direct_leaves + 1][most_axes];
  index_t period = 0;  ///< elements of a run after which operands of stride 0 along it repeat; 0: they have one element
  index_t repeated_strides[direct_leaves + 1];
};

bool find_broadcast_shape(const direct_call& call, row_plan& plan) noexcept {
  std::size_t ndim = 0;
  for (int i = 0; i < call.leaf_count; ++i) ndim = std::max(ndim, call.leaves[i]->where.shape.size());
  if (ndim > most_axes) return false;
  plan.shape.resize(ndim, 1);
  for (int i = 0; i < call.leaf_count; ++i) {
    const dims& shape = call.leaves[i]->where.shape;
    const std::size_t lead = ndim - shape.size();
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      index_t& so_far = plan.shape[lead + axis];
      if (shape[axis] == 1 || shape[axis] == so_far) continue;
      if (so_far != 1) return false;
      so_far = shape[axis];
    }
  }
  plan.count = element_count(plan.shape);
  return true;
}

/// Strides of operand `i` along the axes of the shape, 0 where it repeats.
void set_strides(row_plan& plan, int i, const layout& where) noexcept {
  const std::size_t lead = plan.shape.size() - where.shape.size();
  std::fill_n(plan.strides[i], lead, index_t{0});
  for (std::size_t axis = 0; axis < where.shape.size(); ++axis) {
    plan.strides[i][lead + axis] = where.shape[axis] == 1 ? 0 : where.strides[axis];
  }
}

void swap_axes(row_plan& plan, int operands, std::size_t a, std::size_t b) noexcept {
  std::swap(plan.extents[a], plan.extents[b]);
  for (int i = 0; i < operands; ++i) std::swap(plan.strides[i][a], plan.strides[i][b]);
}

/// Axes by falling strides of the destination, without those of extent 1, and merged where every operand walks two as one.
void make_rows(row_plan& plan, int operands) noexcept {
  std::size_t kept = 0;
  for (std::size_t axis = 0; axis < plan.shape.size(); ++axis) {
    if (plan.shape[axis] == 1) continue;
    plan.extents[kept] = plan.shape[axis];
    for (int i = 0; i < operands; ++i) plan.strides[i][kept] = plan.strides[i][axis];
    ++kept;
  }
  for (std::size_t end = 1; end < kept; ++end) {
    for (std::size_t at = end; at > 0 && std::abs(plan.strides[0][at]) > std::abs(plan.strides[0][at - 1]); --at) {
      swap_axes(plan, operands, at, at - 1);
    }
  }
  plan.axes = 0;
  for (std::size_t axis = 0; axis < kept; ++axis) {
    bool merges = plan.axes > 0;
    for (int i = 0; merges && i < operands; ++i) merges = plan.strides[i][plan.axes - 1] == plan.strides[i][axis] * plan.extents[axis];
    const std::size_t to = merges ? plan.axes - 1 : plan.axes++;
    plan.extents[to] = merges ? plan.extents[to] * plan.extents[axis] : plan.extents[axis];
    for (int i = 0; i < operands; ++i) plan.strides[i][to] = plan.strides[i][axis];
  }
  if (plan.axes == 0) {
    plan.extents[plan.axes++] = 1;
    for (int i = 0; i < operands; ++i) plan.strides[i][0] = 0;
  }
}

index_t operand_size(const direct_call& call, int i) noexcept { return size_of(i == 0 ? call.result : call.leaves[i - 1]->type); }

/// Joins short rows to one run where every operand goes on from row to row or repeats.
void join_repeated_rows(const direct_call& call, row_plan& plan) noexcept {
  if (plan.axes < 2) return;
  const std::size_t inner = plan.axes - 1, outer = inner - 1;
  const index_t row = plan.extents[inner];
  if (2 * row > direct_tile) return;
  for (int i = 0; i <= call.leaf_count; ++i) {
    const index_t size = operand_size(call, i), *const strides = plan.strides[i];
    const bool goes_on = strides[inner] == size && strides[outer] == row * size;
    if (!goes_on && (strides[outer] != 0 || i == 0)) return;
  }
  for (int i = 0; i <= call.leaf_count; ++i) {
    plan.repeated_strides[i] = plan.strides[i][inner];
    plan.strides[i][outer] = plan.strides[i][outer] == 0 ? 0 : operand_size(call, i);
  }
  plan.extents[outer] *= row;
  plan.period = row;
  --plan.axes;
}

/// Whether operand `i` needs a tile: its rows are not contiguous. Rows of one element are.
bool needs_tile(const direct_call& call, const row_plan& plan, int i) noexcept {
  const std::size_t inner = plan.axes - 1;
  return plan.extents[inner] != 1 && plan.strides[i][inner] != operand_size(call, i);
}

bool set_rows(const direct_call& call, const block* out, row_plan& plan) noexcept {
  if (call.leaf_count > direct_leaves || plan.shape.size() > most_axes || plan.count > direct_limit) return false;
  const int operands = call.leaf_count + 1;
  set_strides(plan, 0, out ? out->where : layout{plan.shape, contiguous_strides(plan.shape, itemsize(call.result))});
  for (int i = 1; i < operands; ++i) set_strides(plan, i, call.leaves[i - 1]->where);
  make_rows(plan, operands);
  join_repeated_rows(call, plan);
  const index_t row = plan.extents[plan.axes - 1];
  if (plan.axes > 1 && row < shortest_row && plan.count > most_short_rows * row) return false;
  index_t bytes = 0;
  for (int i = 0; i < operands; ++i) bytes += needs_tile(call, plan, i) ? operand_size(call, i) * direct_tile : 0;
  return bytes <= static_cast<index_t>(memory_bytes);
}

/// Whether the destination can be written while the leaves are read, whatever their layouts.
bool may_write(const direct_call& call, const block& out) noexcept {
  const memory_view target{out.data, &out.where, itemsize(out.type)};
  if (has_internal_overlap(out.where, target.itemsize)) return false;
  for (int i = 0; i < call.leaf_count; ++i) {
    const block& leaf = *call.leaves[i];
    if (find_overlap(target, {leaf.data, &leaf.where, itemsize(leaf.type)}) == overlap::partial) return false;
  }
  return true;
}

/// False when the planner has to do it.
bool plan_rows(const direct_call& call, const block* destination, bool may_replace, row_plan& plan) noexcept {
  if (call.leaf_count == 0 || call.leaf_count > direct_leaves || (destination && !destination->writable)) return false;
  if (!find_broadcast_shape(call, plan)) return false;
  plan.new_block = !destination || (may_replace && destination->where.shape != plan.shape);
  const block* const out = plan.new_block ? nullptr : destination;
  if (out && (out->type != call.result || out->where.shape != plan.shape)) return false;
  return set_rows(call, out, plan) && (!out || may_write(call, *out));
}

/// One row after the other.
class short_rows {
 public:
  short_rows(const direct_call& call, const row_plan& plan, std::byte* out) noexcept
      : call_(call), plan_(plan), operands_(call.leaf_count + 1), run_(plan.extents[plan.axes - 1]) {
    std::byte* next = memory_;
    for (int i = 0; i < operands_; ++i) {
      at_[i] = i == 0 ? out : call.leaves[i - 1]->data;
      const bool tiled = needs_tile(call, plan, i);
      tiles_[i] = tiled ? next : nullptr;
      if (tiled) next += operand_size(call, i) * direct_tile;
      any_tile_ = any_tile_ || tiled;
    }
  }

  void run(simd_level level) {
    index_t position[most_axes] = {};
    for (index_t rows = plan_.count / run_; rows > 0; --rows) {
      run_row(level);
      for (std::size_t axis = plan_.axes - 1; axis-- > 0;) {
        if (++position[axis] < plan_.extents[axis]) {
          advance(axis, 1);
          break;
        }
        advance(axis, 1 - plan_.extents[axis]);
        position[axis] = 0;
      }
    }
  }

 private:
  void advance(std::size_t axis, index_t steps) noexcept {
    for (int i = 0; i < operands_; ++i) at_[i] += steps * plan_.strides[i][axis];
  }

  void run_row(simd_level level) {
    const index_t step = plan_.period > 0 ? whole_periods() : any_tile_ || call_.needs_tiles ? direct_tile : run_;
    for (index_t first = 0; first < run_; first += step) {
      const index_t n = std::min(step, run_ - first);
      const void* addresses[direct_leaves];
      for (int i = 1; i < operands_; ++i) addresses[i - 1] = load(i, first, n);
      const index_t stride = plan_.strides[0][plan_.axes - 1];
      std::byte* const target = at_[0] + first * stride;
      call_.compute(call_.expression, addresses, tiles_[0] ? tiles_[0] : target, n, level);
      if (tiles_[0]) scatter_row(tiles_[0], target, stride, n, itemsize(call_.result));
    }
  }

  /// n contiguous elements of operand `i`.
  const void* load(int i, index_t first, index_t n) noexcept {
    const index_t stride = plan_.strides[i][plan_.axes - 1];
    const std::byte* const source = at_[i] + first * stride;
    if (!tiles_[i]) return source;
    const std::size_t size = itemsize(call_.leaves[i - 1]->type);
    if (plan_.period > 0 && stride == 0) {
      repeat(i, size);
    } else {
      gather_row(tiles_[i], source, stride, n, size);
    }
    return tiles_[i];
  }

  [[nodiscard]] index_t whole_periods() const noexcept { return direct_tile / plan_.period * plan_.period; }

  /// A tile of operand `i` as often as it repeats in one, which stays as it is while the same is wanted.
  void repeat(int i, std::size_t size) noexcept {
    if (repeated_[i] == at_[i]) return;
    repeated_[i] = at_[i];
    gather_row(tiles_[i], at_[i], plan_.repeated_strides[i], plan_.period, size);
    const std::size_t all = static_cast<std::size_t>(std::min(run_, whole_periods())) * size;
    for (std::size_t done = static_cast<std::size_t>(plan_.period) * size; done < all; done *= 2) {
      std::memcpy(tiles_[i] + done, tiles_[i], std::min(done, all - done));
    }
  }

  const direct_call& call_;
  const row_plan& plan_;
  int operands_;
  index_t run_;
  bool any_tile_ = false;
  std::byte* at_[direct_leaves + 1];
  std::byte* tiles_[direct_leaves + 1];
  const std::byte* repeated_[direct_leaves + 1] = {};  ///< what a tile repeats
  alignas(64) std::byte memory_[memory_bytes];
};

}  // namespace

bool run_rows(const direct_call& call, block_handle& destination, bool may_replace) {
  row_plan plan;
  if (!plan_rows(call, destination.get(), may_replace, plan)) return false;
  if (plan.new_block) destination = allocate_block(call.result, plan.shape);
  if (plan.count > 0) short_rows(call, plan, destination->data).run(active_simd_level());
  return true;
}

bool can_run_rows(const direct_call& call, const block* destination, bool may_replace) noexcept {
  row_plan plan;
  return plan_rows(call, destination, may_replace, plan);
}

}  // namespace lazynd::detail
