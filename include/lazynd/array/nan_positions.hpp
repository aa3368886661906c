// SPDX-License-Identifier: BSD-3-Clause
// Positions of extremes among elements that are not NaN. Eager: slices of NaN only are an error, so the elements are looked at.
#pragma once
#include <lazynd/array/eval.hpp>
#include <lazynd/array/predicates.hpp>
#include <lazynd/functions/nan_reductions.hpp>

namespace lazynd {

namespace detail {
[[noreturn]] LAZYND_API void throw_all_nan(const char* function);

template <template <class> class Reducer, AnyOperand A>
auto position_in(const A& a, const axis_options& options, const char* function) {
  if constexpr (Dynamic<A>) {
    return dynamic_reduction(Reducer<bool>::name, a, settings_of(options, function));
  } else {
    return make_reduction<Reducer<value_t<A>>>(a, settings_of(options, function));
  }
}

template <template <class> class Reducer, AnyOperand A>
auto position_without_nan(const A& a, const axis_options& options, double worst, const char* function) {
  return if_nan_possible(
      a,
      [&](const auto& x) {
        const auto elements = eval(x);
        (void)reduce_shape(elements.shape(), settings_of(options, function), true, function);
        if (truth_of(any(all(isnan(elements), {.axis = options.axis})))) throw_all_nan(function);
        return position_in<Reducer>(where(isnan(elements), worst, elements), options, function);
      },
      [&](const auto& x) { return position_in<Reducer>(x, options, function); });
}
}  // namespace detail

/// Position of the first smallest element that is not NaN, as int64. An array's elements are looked at at once; what comes back is lazy.
/// `value_error` for no elements and where all are NaN. As in NumPy, among NaN and +inf only the position may be that of a NaN.
template <AnyOperand A>
[[nodiscard]] auto nanargmin(const A& a, const axis_options& options = {}) {
  return detail::position_without_nan<reducer::argmin>(a, options, inf, "nanargmin");
}

/// Position of the first largest element that is not NaN: as `nanargmin`, with -inf in the place of +inf.
template <AnyOperand A>
[[nodiscard]] auto nanargmax(const A& a, const axis_options& options = {}) {
  return detail::position_without_nan<reducer::argmax>(a, options, -inf, "nanargmax");
}

}  // namespace lazynd
