// SPDX-License-Identifier: BSD-3-Clause
#include "array/weights.hpp"

#include <algorithm>

#include <lazynd/layout/broadcast.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::detail {

any_array spread_weights(const any_array& weights, const dims& array_shape, const axis_argument& axis, const char* function) {
  if (weights.shape() == array_shape) return weights;
  const std::string name(function);
  if (axis.all()) throw shape_error(name + ": weights of another shape than the array need 'axis'");
  const dims axes = normalize_axes(axis.axes(), static_cast<int>(array_shape.size()), function);
  dims wanted, shape(array_shape.size(), 1);
  for (const index_t each : axes) wanted.push_back(array_shape[static_cast<std::size_t>(each)]);
  if (weights.shape() != wanted) {
    throw shape_error(name + ": weights of shape " + to_string(weights.shape()) + " for axes of shape " + to_string(wanted));
  }
  dims order;
  for (std::size_t i = 0; i < axes.size(); ++i) order.push_back(static_cast<index_t>(i));
  std::sort(order.begin(), order.end(),
            [&](index_t i, index_t j) { return axes[static_cast<std::size_t>(i)] < axes[static_cast<std::size_t>(j)]; });
  for (std::size_t i = 0; i < axes.size(); ++i) shape[static_cast<std::size_t>(axes[i])] = wanted[i];
  const any_array sorted{any_view(view_block(weights.storage(), weights.storage()->data, transposed(weights.storage()->where, order)))};
  return any_array(reshape_block(sorted.storage(), shape));
}

}  // namespace lazynd::detail
