// SPDX-License-Identifier: BSD-3-Clause
// The short way for small elementwise expressions: in one go where everything is contiguous, else row by row.
#include <lazynd/execution/direct_walk.hpp>

#include <algorithm>
#include <cstring>
#include <functional>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/planner/cost.hpp>

#include "execution/direct_rows.hpp"
#include "execution/past_caches.hpp"

namespace lazynd::detail {

namespace {

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
  return can_run_rows(call, destination.get(), may_replace);
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
