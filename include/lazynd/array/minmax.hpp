// SPDX-License-Identifier: BSD-3-Clause
// Both extremes at once. Eager.
#pragma once
#include <utility>

#include <lazynd/array/any_array.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd {

/// `auto [lowest, highest] = minmax(a, {.axis = 0})`: `min` and `max`, for which the elements are read once. `value_error` for no elements.
/// Not in NumPy.
template <Operand A>
[[nodiscard]] auto minmax(const A& a, const axis_options& options = {}) {
  const reduction_options both{.axis = options.axis, .keepdims = options.keepdims};
  auto [lowest, highest] = eval(min(a, both), max(a, both));
  return std::pair(std::move(lowest), std::move(highest));
}
template <Dynamic A>
[[nodiscard]] std::pair<any_array, any_array> minmax(const A& a, const axis_options& options = {}) {
  const any_reduction_options both{.axis = options.axis, .keepdims = options.keepdims};
  const any_array elements(a);
  return {any_array(min(elements, both)), any_array(max(elements, both))};
}

}  // namespace lazynd
