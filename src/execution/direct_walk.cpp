// SPDX-License-Identifier: BSD-3-Clause
// The short way for small elementwise expressions.
#include <lazynd/execution/direct_walk.hpp>

#include <algorithm>
#include <cstring>
#include <functional>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/layout/overlap.hpp>
#include <lazynd/planner/cost.hpp>

#include "execution/past_caches.hpp"
#include "execution/strided_tile.hpp"

namespace lazynd::detail {

namespace {

constexpr std::size_t most_axes = 8;
// The planner takes several short rows at once, but takes as long as fifty of them to begin.
constexpr index_t shortest_row = 16;
constexpr index_t most_short_rows = 48;
constexpr std::size_t memory_bytes = 32 * 1024;  ///< of tiles for operands that are not contiguous

index_t size_of(dtype type) noexcept { return static_cast<index_t>(itemsize(type)); }

/// Whether the block has that shape and lies in C order without gaps.
LAZYND_ALWAYS_INLINE bool is_contiguous(const block& b, const index_t* shape, std::size_t ndim) noexcept {
  if (b.where.shape.size() != ndim) return false;
  const index_t* const extents = b.where.shape.data();
  const index_t* const strides = b.where.strides.data();
  index_t expected = size_of(b.type);
  for (std::size_t axis = ndim; axis-- > 0;) {
    if (extents[axis] != shape[axis] || (strides[axis] != expected && extents[axis] != 1)) return false;
    expected *= extents[axis];
  }
  return true;
}

/// Bytes of an element of the result and of those it is computed from.
double bytes_of(const direct_call& call) noexcept {
  auto bytes = static_cast<double>(itemsize(call.result));
  for (int i = 0; i < call.leaf_count; ++i) {
    const bool known = std::find(call.leaves, call.leaves + i, call.leaves[i]) != call.leaves + i;
    if (!known) bytes += static_cast<double>(itemsize(call.leaves[i]->type));
  }
  return bytes;
}

/// Whether threads, or the shorter tiles of a plan, would be of use.
bool is_small(const direct_call& call, index_t count) noexcept {
  if (count <= direct_limit) return true;
  if (call.nanoseconds < 0) return false;
  if (get_num_threads() == 1) return true;
  return (call.nanoseconds + planner::memory_nanoseconds(bytes_of(call))) * static_cast<double>(count) < planner::parallel_threshold;
}

enum class direct_way : std::uint8_t { none, into_destination, into_new_block };

/// The way of leaves of one shape that all lie in C order without gaps. `addresses`, when wanted, become their first elements.
LAZYND_ALWAYS_INLINE direct_way find_contiguous_way(const direct_call& call, const block* out, bool may_replace, const void** addresses,
                                                    index_t& count) noexcept {
  if (call.leaf_count == 0 || call.leaf_count > direct_leaves) return direct_way::none;
  const dims& shape = call.leaves[0]->where.shape;
  const std::size_t ndim = shape.size();
  const index_t* const extents = shape.data();
  count = 1;
  for (std::size_t axis = 0; axis < ndim; ++axis) count *= extents[axis];
  if (!is_small(call, count)) return direct_way::none;
  direct_way way = direct_way::into_destination;
  if (!out || !is_contiguous(*out, extents, ndim)) {
    if (out && (!may_replace || out->where.shape == shape)) return direct_way::none;
    way = direct_way::into_new_block;
  } else if (!out->writable || out->type != call.result) {
    return direct_way::none;
  }
  const std::less_equal<const std::byte*> before;
  for (int i = 0; i < call.leaf_count; ++i) {
    const block& leaf = *call.leaves[i];
    if (!is_contiguous(leaf, extents, ndim)) return direct_way::none;
    if (addresses) addresses[i] = leaf.data;
    if (way == direct_way::into_new_block) continue;
    // Writing element by element disturbs nothing that the leaf still has to give: the same elements, or no byte in common.
    const bool harmless = leaf.data == out->data ? itemsize(leaf.type) == itemsize(out->type)
                                                 : before(leaf.data + count * size_of(leaf.type), out->data) ||
                                                       before(out->data + count * size_of(out->type), leaf.data);
    if (!harmless) return direct_way::none;
  }
  return way;
}

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
class row_walk {
 public:
  row_walk(const direct_call& call, const row_plan& plan, std::byte* out) noexcept
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

/// Whether every axis is named, or none. Wrong ones are not: the plan says so.
bool reduces_all(const reduction_settings& over, index_t ndim) noexcept {
  if (over.all) return true;
  if (static_cast<index_t>(over.axes.size()) != ndim || ndim > 63) return false;
  std::uint64_t seen = 0;
  for (const index_t axis : over.axes) {
    if (axis < -ndim || axis >= ndim) return false;
    seen |= std::uint64_t{1} << (axis < 0 ? axis + ndim : axis);
  }
  return seen == (std::uint64_t{1} << ndim) - 1;
}

LAZYND_NOINLINE bool run_rows(const direct_call& call, block_handle& destination, bool may_replace) {
  row_plan plan;
  if (!plan_rows(call, destination.get(), may_replace, plan)) return false;
  if (plan.new_block) destination = allocate_block(call.result, plan.shape);
  if (plan.count > 0) row_walk(call, plan, destination->data).run(active_simd_level());
  return true;
}

/// The elements of an expression that waits for memory: results that nobody's operand is are written past the caches, if these hold less.
LAZYND_NOINLINE void stream_results(const direct_call& call, const void** addresses, const block& out, index_t count, simd_level level) {
  const index_t size = size_of(call.result);
  const bool in_place = std::any_of(addresses, addresses + call.leaf_count, [&](const void* leaf) { return leaf == out.data; });
  if (in_place || count < uncached_bytes / size) return call.compute(call.expression, addresses, out.data, count, level);
  alignas(64) std::byte tile[past_tile_bytes];
  const index_t step = past_tile_bytes / size;
  for (index_t first = 0; first < count; first += step) {
    const index_t n = std::min(step, count - first);
    call.compute(call.expression, addresses, tile, n, level);
    store_past_caches(out.data + first * size, tile, static_cast<std::size_t>(n * size));
    for (int i = 0; i < call.leaf_count; ++i) {
      addresses[i] = static_cast<const std::byte*>(addresses[i]) + step * size_of(call.leaves[i]->type);
    }
  }
  end_past_caches();
}

}  // namespace

bool run_direct(const direct_call& call, block_handle& destination, bool may_replace) {
  const void* addresses[direct_leaves];
  index_t count = 1;
  const direct_way way = find_contiguous_way(call, destination.get(), may_replace, addresses, count);
  if (way == direct_way::none) return run_rows(call, destination, may_replace);
  if (way == direct_way::into_new_block) destination = allocate_block(call.result, call.leaves[0]->where.shape);
  const simd_level level = active_simd_level();
  if (!call.needs_tiles) {
    if (call.fused && count > direct_limit && planner::streams(static_cast<double>(count), bytes_of(call), call.nanoseconds)) {
      stream_results(call, addresses, *destination, count, streaming_level(level));
      return true;
    }
    call.compute(call.expression, addresses, destination->data, count, level);
    return true;
  }
  for (index_t first = 0; first < count; first += direct_tile) {
    for (int i = 0; i < call.leaf_count; ++i) addresses[i] = call.leaves[i]->data + first * size_of(call.leaves[i]->type);
    std::byte* const out = destination->data + first * size_of(call.result);
    call.compute(call.expression, addresses, out, std::min(direct_tile, count - first), level);
  }
  return true;
}

bool can_run_direct(const direct_call& call, const block_handle& destination, bool may_replace) noexcept {
  index_t count = 1;
  if (find_contiguous_way(call, destination.get(), may_replace, nullptr, count) != direct_way::none) return true;
  row_plan plan;
  return plan_rows(call, destination.get(), may_replace, plan);
}

bool copy_directly(const block& from, block_handle& destination, bool may_replace) {
  const block* const leaf = &from;
  direct_call call;
  call.leaves = &leaf;
  call.leaf_count = 1;
  call.result = from.type;
  call.nanoseconds = 0;
  call.expression = leaf;
  call.compute = [](const void* copied, const void* const* leaves, void* out, index_t n, simd_level) {
    const std::size_t size = itemsize(static_cast<const block*>(copied)->type);
    if (out != leaves[0]) std::memcpy(out, leaves[0], static_cast<std::size_t>(n) * size);
  };
  return run_direct(call, destination, may_replace);
}

index_t count_of_whole(const reduction_settings& over, const block* const* leaves, int count, index_t limit) noexcept {
  if (count == 0) return -1;
  const dims& shape = leaves[0]->where.shape;
  if (!reduces_all(over, static_cast<index_t>(shape.size()))) return -1;
  for (int i = 0; i < count; ++i) {
    if (!is_contiguous(*leaves[i], shape.data(), shape.size())) return -1;
  }
  const index_t elements = element_count(shape);
  return elements <= limit ? elements : -1;
}

}  // namespace lazynd::detail
