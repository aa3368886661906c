// SPDX-License-Identifier: BSD-3-Clause
// Weights of elements.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/expression/reduction_options.hpp>

namespace lazynd::detail {

/// Weights of an array's shape, or of the shape of the axes given in their order, with an axis for each of the array's. `shape_error`
/// otherwise.
any_array spread_weights(const any_array& weights, const dims& array_shape, const axis_argument& axis, const char* function);

}  // namespace lazynd::detail
