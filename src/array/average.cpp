// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/average.hpp>

#include <lazynd/array/nan_positions.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/support/error.hpp>

#include "array/weights.hpp"

namespace lazynd {

namespace {

/// An array of the same shape and dtype with these elements, broadcast.
any_array filled_like(const any_array& shape_of, const any_operand& elements) {
  any_array made(shape_of);
  any_view whole(made);
  whole = cast(elements, made.dtype());
  return made;
}

}  // namespace

namespace detail {
void throw_all_nan(const char* function) { throw value_error(std::string(function) + ": all elements of a slice are NaN"); }
}  // namespace detail

weighted_average average_and_weights(const any_operand& given, const any_average_options& options) {
  const any_array a(cast(given, given.dtype()));
  (void)reduce_shape(a.shape(), detail::settings_of(options, "average"), false, "average");
  if (!options.weights) {
    any_array average(detail::dynamic_reduction("mean", a, detail::settings_of(options, "average")));
    if (average.size() == 0) throw value_error("average: of shape " + to_string(a.shape()) + " leaves nothing to divide by");
    const auto count = static_cast<double>(a.size() / average.size());
    any_array divisor = filled_like(average, count);
    return {std::move(average), std::move(divisor)};
  }
  const any_array weights =
      detail::spread_weights(any_array(cast(*options.weights, options.weights->dtype())), a.shape(), options.axis, "average");
  // Averages of integers are float64 at least, whatever the weights.
  const dtype elements = kind(a.dtype()) < dtype_kind::floating ? dtype::float64 : a.dtype();
  const dtype type = promote_types(elements, weights.dtype());
  const any_expression scales = cast(weights, type);
  const any_array divisor(sum(scales, {.axis = options.axis, .keepdims = options.keepdims}));
  if (as<bool>(any_array(any(divisor == 0))).item()) throw value_error("average: the weights add up to 0");
  any_array average(sum(cast(a, type) * scales, {.axis = options.axis, .keepdims = options.keepdims}) / divisor);
  any_array divisors = filled_like(average, divisor);
  return {std::move(average), std::move(divisors)};
}

}  // namespace lazynd
