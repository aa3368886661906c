// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting of shapes, by NumPy's rules.
#include <lazynd/layout/broadcast.hpp>

#include <algorithm>
#include <string>

#include <lazynd/support/error.hpp>

namespace lazynd {

shape_t broadcast_shapes(std::span<const dims* const> shapes, const char* function) {
  std::size_t ndim = 0;
  for (const dims* shape : shapes) ndim = std::max(ndim, shape->size());
  shape_t result(ndim, 1);
  for (const dims* shape : shapes) {
    const std::size_t lead = ndim - shape->size();
    for (std::size_t axis = 0; axis < shape->size(); ++axis) {
      const index_t extent = (*shape)[axis];
      index_t& so_far = result[lead + axis];
      if (extent == 1 || extent == so_far) continue;
      if (so_far != 1) {
        std::string text;
        for (std::size_t i = 0; i < shapes.size(); ++i) {
          text += (i == 0 ? "" : i + 1 == shapes.size() ? " and " : ", ") + to_string(*shapes[i]);
        }
        throw shape_error(std::string(function) + ": shapes " + text + " do not broadcast: axis " + std::to_string(lead + axis) + " is " +
                          std::to_string(so_far) + " against " + std::to_string(extent));
      }
      so_far = extent;
    }
  }
  return result;
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

}  // namespace lazynd
