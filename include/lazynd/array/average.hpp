// SPDX-License-Identifier: BSD-3-Clause
// Weighted averages. Eager: weights that add up to 0 are an error.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/functions/moments.hpp>

namespace lazynd {

/// Keyword arguments of `average`.
struct any_average_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  std::optional<any_operand> weights = {};  ///< of the array's shape, or of the axes given; all 1 by default
};

/// An average and what it was divided by.
struct weighted_average {
  any_array average;
  any_array sum_of_weights;
};

/// sum(a * weights) / sum(weights), and that divisor with the average's shape: NumPy's `average(..., returned=True)`. `value_error` where
/// the weights add up to 0, `shape_error` for weights that are neither of the array's shape nor of its axes.
[[nodiscard]] LAZYND_API weighted_average average_and_weights(const any_operand& a, const any_average_options& options = {});

/// sum(a * weights) / sum(weights); without weights the mean. The common dtype of elements and weights, where integer elements count as
/// float64.
template <Dynamic A>
[[nodiscard]] any_array average(const A& a, const any_average_options& options = {}) {
  return average_and_weights(a, options).average;
}
template <Operand A>
[[nodiscard]] auto average(const A& a, const axis_options& options = {}) {
  return eval(detail::make_reduction<reducer::mean<detail::mean_t<value_t<A>>>>(a, detail::settings_of(options, "average")));
}
template <Operand A, Operand W>
[[nodiscard]] auto average(const A& a, const W& weights, const axis_options& options = {}) {
  using result = element_t<promote_types(dtype_of<detail::mean_t<value_t<A>>>, dtype_of<value_t<W>>)>;
  const any_operand given[] = {any_operand(eval(a)), any_operand(eval(weights))};
  return cast<result>(average_and_weights(given[0], {.axis = options.axis, .keepdims = options.keepdims, .weights = given[1]}).average);
}

}  // namespace lazynd
