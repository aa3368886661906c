// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/reduction_settings.hpp>

#include <string>

#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd {

reduced_shape reduce_shape(const dims& argument, const reduction_settings& over, bool needs_elements, const char* function) {
  const int ndim = static_cast<int>(argument.size());
  reduced_shape result;
  if (over.all) {
    result.axes = ndim == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << ndim) - 1;
  } else {
    for (const index_t axis : normalize_axes(over.axes, ndim, function)) result.axes |= std::uint64_t{1} << axis;
  }
  for (int axis = 0; axis < ndim; ++axis) {
    const index_t extent = argument[static_cast<std::size_t>(axis)];
    const bool goes = ((result.axes >> axis) & 1) != 0;
    if (goes) result.count *= extent;
    if (!goes) result.shape.push_back(extent);
    if (goes && over.keepdims) result.shape.push_back(1);
  }
  if (result.count == 0 && needs_elements && !over.initial && element_count(result.shape) != 0) {
    throw value_error(std::string(function) + ": no elements along the reduced axes of shape " + to_string(argument) +
                      ", and the function has no identity");
  }
  return result;
}

void check_mask_shape(const dims& mask, const dims& elements, const char* function) {
  bool fits = mask.size() <= elements.size();
  for (std::size_t axis = 0; fits && axis < mask.size(); ++axis) {
    fits = mask[axis] == 1 || mask[axis] == elements[elements.size() - mask.size() + axis];
  }
  if (!fits) {
    throw shape_error(std::string(function) + ": 'where' of shape " + to_string(mask) + " does not broadcast to the shape " +
                      to_string(elements));
  }
}

}  // namespace lazynd
