// SPDX-License-Identifier: BSD-3-Clause
// Basic indexing: which elements an index names.
#include <lazynd/layout/slice.hpp>

#include <string>

#include <lazynd/support/error.hpp>

namespace lazynd {

namespace detail {
void throw_index_out_of_range(index_t index, int axis, index_t extent) {
  throw index_error("index: " + std::to_string(index) + " is out of range for axis " + std::to_string(axis) + " with extent " +
                    std::to_string(extent));
}
}  // namespace detail

namespace {

/// A bound as Python clips it: from the end when negative, then into [lowest, highest].
index_t clipped(index_t bound, index_t extent, index_t lowest, index_t highest) {
  if (bound < 0) bound += extent;
  return bound < lowest ? lowest : bound > highest ? highest : bound;
}

void apply_slice(const index_item& item, index_t extent, index_t stride, sliced& out) {
  if (item.step == 0) throw value_error("index: the step of a slice is 0");
  const bool forward = item.step > 0;
  const index_t lowest = forward ? 0 : -1, highest = forward ? extent : extent - 1;
  const index_t start = item.has_start ? clipped(item.start, extent, lowest, highest) : forward ? lowest : highest;
  const index_t stop = item.has_stop ? clipped(item.stop, extent, lowest, highest) : forward ? highest : lowest;
  index_t count = 0;
  // Unsigned, since the most negative step has no positive counterpart.
  const auto step = forward ? static_cast<std::uint64_t>(item.step) : std::uint64_t{0} - static_cast<std::uint64_t>(item.step);
  if (forward ? start < stop : start > stop) {
    const auto distance = static_cast<std::uint64_t>(forward ? stop - start : start - stop);
    count = static_cast<index_t>((distance - 1) / step + 1);
  }
  out.where.shape.push_back(count);
  out.where.strides.push_back(count > 1 ? stride * item.step : stride);
  if (count > 0) out.offset += start * stride;
}

}  // namespace

sliced apply_index(const layout& of, std::span<const index_item> items) {
  int consumed = 0, ellipses = 0;
  for (const index_item& item : items) {
    ellipses += item.is == index_item::kind::rest;
    consumed += item.is != index_item::kind::rest && item.is != index_item::kind::added;
  }
  if (ellipses > 1) throw index_error("index: only one ellipsis can stand in an index");
  if (consumed > of.ndim()) {
    throw index_error("index: " + std::to_string(consumed) + " indices for an array with " + std::to_string(of.ndim()) + " dimensions");
  }
  sliced result;
  std::size_t axis = 0;
  auto whole = [&](int count) {
    for (; count > 0; --count, ++axis) {
      result.where.shape.push_back(of.shape[axis]);
      result.where.strides.push_back(of.strides[axis]);
    }
  };
  for (const index_item& item : items) {
    switch (item.is) {
      case index_item::kind::integer: {
        const index_t extent = of.shape[axis];
        const index_t at = item.start < 0 ? item.start + extent : item.start;
        if (at < 0 || at >= extent) detail::throw_index_out_of_range(item.start, static_cast<int>(axis), extent);
        result.offset += at * of.strides[axis++];
        break;
      }
      case index_item::kind::slice:
        apply_slice(item, of.shape[axis], of.strides[axis], result);
        ++axis;
        break;
      case index_item::kind::whole: whole(1); break;
      case index_item::kind::rest: whole(of.ndim() - consumed); break;
      case index_item::kind::added:
        result.where.shape.push_back(1);
        result.where.strides.push_back(0);
        break;
    }
  }
  whole(of.ndim() - static_cast<int>(axis));
  if (result.where.shape.size() > static_cast<std::size_t>(max_ndim)) {
    throw index_error("index: the result has " + std::to_string(result.where.shape.size()) + " dimensions; the most is 64");
  }
  // An empty part stays where it was cut out of: its first position may lie outside the memory.
  if (element_count(result.where.shape) == 0) result.offset = 0;
  return result;
}

}  // namespace lazynd
