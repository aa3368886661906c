// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting of shapes, by NumPy's rules.
#include <lazynd/layout/broadcast.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>

#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

/// Two extents of an axis that do not go together.
struct mismatch {
  std::size_t axis = 0;
  index_t one = 1;
  index_t other = 1;
  [[nodiscard]] bool found() const noexcept { return one != other; }
};

mismatch broadcast_into(std::span<const dims* const> shapes, dims& result) {
  std::size_t ndim = 0;
  for (const dims* shape : shapes) ndim = std::max(ndim, shape->size());
  result = dims(ndim, 1);
  for (const dims* shape : shapes) {
    const std::size_t lead = ndim - shape->size();
    for (std::size_t axis = 0; axis < shape->size(); ++axis) {
      const index_t extent = (*shape)[axis];
      index_t& so_far = result[lead + axis];
      if (extent == 1 || extent == so_far) continue;
      if (so_far != 1) return {lead + axis, so_far, extent};
      so_far = extent;
    }
  }
  return {};
}

}  // namespace

bool find_broadcast_shape(std::span<const dims* const> shapes, dims& result) { return !broadcast_into(shapes, result).found(); }

shape_t broadcast_shapes(std::span<const dims* const> shapes, const char* function) {
  shape_t result;
  const mismatch between = broadcast_into(shapes, result);
  if (!between.found()) return result;
  std::string text;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == shapes.size() ? " and " : ", ") + to_string(*shapes[i]);
  }
  throw shape_error(std::string(function) + ": shapes " + text + " do not broadcast: axis " + std::to_string(between.axis) + " is " +
                    std::to_string(between.one) + " against " + std::to_string(between.other));
}

shape_t broadcast_shapes(const dims& a, const dims& b, const char* function) {
  const dims* const both[] = {&a, &b};
  return broadcast_shapes(std::span<const dims* const>(both), function);
}

layout broadcast_to(const layout& of, const dims& shape, const char* function) {
  const std::size_t ndim = shape.size();
  bool fits = of.shape.size() <= ndim;
  const std::size_t lead = fits ? ndim - of.shape.size() : 0;
  layout result{shape, dims(ndim, 0)};
  for (std::size_t axis = 0; fits && axis < of.shape.size(); ++axis) {
    const bool repeats = of.shape[axis] == 1 && shape[lead + axis] != 1;
    fits = repeats || of.shape[axis] == shape[lead + axis];
    if (!repeats) result.strides[lead + axis] = of.strides[axis];
  }
  check_shape(shape, 1, function);
  if (!fits) {
    throw shape_error(std::string(function) + ": shape " + to_string(of.shape) + " does not broadcast to " + to_string(shape));
  }
  return result;
}

namespace {

/// Bytes between neighbours along an axis of the shape that the operand is broadcast to; 0 when it repeats.
index_t distance_along(const layout& operand, std::size_t axis, std::size_t ndim) noexcept {
  const std::size_t lead = ndim - operand.shape.size();
  return axis < lead || operand.shape[axis - lead] == 1 ? 0 : std::abs(operand.strides[axis - lead]);
}

/// 1: axis `a` belongs inside axis `b`, which stands behind it in C order; -1: outside; 0: no operand can tell.
int compare_axes(std::span<const layout* const> operands, std::size_t a, std::size_t b, std::size_t ndim) noexcept {
  int relation = 0;
  for (const layout* operand : operands) {
    const index_t of_a = distance_along(*operand, a, ndim), of_b = distance_along(*operand, b, ndim);
    if (of_a == 0 || of_b == 0) continue;
    if (of_b <= of_a) return -1;
    relation = 1;
  }
  return relation;
}

}  // namespace

dims strides_like_operands(const dims& shape, std::size_t itemsize, std::span<const layout* const> operands) {
  const std::size_t ndim = shape.size();
  dims inner_first;
  // Insertion sort, as in NumPy's iterator: the comparison is not transitive where it cannot tell.
  for (std::size_t axis = ndim; axis-- > 0;) {
    std::size_t place = inner_first.size();
    for (std::size_t inside = inner_first.size(); inside-- > 0;) {
      const int relation = compare_axes(operands, axis, static_cast<std::size_t>(inner_first[inside]), ndim);
      if (relation < 0) break;
      if (relation > 0) place = inside;
    }
    inner_first.insert(place, static_cast<index_t>(axis));
  }
  layout result{shape, dims(ndim, 0)};
  auto stride = static_cast<index_t>(itemsize);
  for (const index_t axis : inner_first) {
    result.strides[static_cast<std::size_t>(axis)] = stride;
    stride *= shape[static_cast<std::size_t>(axis)];
  }
  if (is_c_contiguous(result, itemsize)) return contiguous_strides(shape, itemsize);
  if (is_f_contiguous(result, itemsize)) return contiguous_strides(shape, itemsize, order::f);
  return result.strides;
}

}  // namespace lazynd
