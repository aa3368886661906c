// SPDX-License-Identifier: BSD-3-Clause
// Both extremes at once. Eager.
#pragma once
#include <utility>
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd {

/// `auto [lowest, highest] = minmax(a, {.axis = 0})`: `min` and `max`, for which the elements are read once. `value_error` for no elements.
/// Not in NumPy.
template <Operand A>
[[nodiscard]] auto minmax(const A& a, const axis_options& options = {}) {
  const reduction_options both{.axis = options.axis, .keepdims = options.keepdims};
  auto [lowest, highest] =
      eval(detail::reduce<reducer::min<value_t<A>>>(a, both, "minmax"), detail::reduce<reducer::max<value_t<A>>>(a, both, "minmax"));
  return std::pair(std::move(lowest), std::move(highest));
}
template <Dynamic A>
[[nodiscard]] std::pair<any_array, any_array> minmax(const A& a, const axis_options& options = {}) {
  const any_reduction_options both{.axis = options.axis, .keepdims = options.keepdims};
  const any_array elements(a);
  const any_expression extremes[] = {detail::dynamic_reduction("min", elements, both, "minmax"),
                                     detail::dynamic_reduction("max", elements, both, "minmax")};
  std::vector<any_array> found = eval(extremes);
  return {std::move(found[0]), std::move(found[1])};
}

}  // namespace lazynd
