// SPDX-License-Identifier: BSD-3-Clause
// Functions of several reductions over the same elements, which the planner computes together. All are lazy.
#pragma once
#include <lazynd/functions/moments.hpp>

namespace lazynd {

namespace detail {
/// An extreme as a part of another function.
template <template <class> class Extreme, AnyOperand A>
auto extreme_for(const A& a, const axis_options& options, const char* function, std::optional<double> initial = {}) {
  if constexpr (Dynamic<A>) {
    any_reduction_options over{.axis = options.axis, .keepdims = options.keepdims};
    if (initial) over.initial.emplace(*initial);
    return dynamic_reduction(Extreme<bool>::name, a, over, function);
  } else {
    reduction_options over{.axis = options.axis, .keepdims = options.keepdims};
    if (initial) over.initial.emplace(*initial);
    return reduce<Extreme<value_t<A>>>(a, over, function);
  }
}
}  // namespace detail

/// Largest less smallest element. No elements: `value_error` when evaluated. Not for bool.
template <AnyOperand A>
[[nodiscard]] auto ptp(const A& a, const axis_options& options = {}) {
  return detail::extreme_for<reducer::max>(a, options, "ptp") - detail::extreme_for<reducer::min>(a, options, "ptp");
}

/// log(sum(exp(a))) without overflow: the largest element is taken out first. -inf for no elements and for elements of -inf only. Not in
/// NumPy; SciPy's `logsumexp`.
template <AnyOperand A>
[[nodiscard]] auto logsumexp(const A& a, const axis_options& options = {}) {
  const auto x = detail::as_precise(a);
  const auto bounded = [&](bool keepdims) {
    const auto largest = detail::extreme_for<reducer::max>(x, {.axis = options.axis, .keepdims = keepdims}, "logsumexp", -inf);
    return where(isfinite(largest), largest, 0);
  };
  const auto total = detail::participants_of(options, "logsumexp").total(exp(x - bounded(true)));
  return detail::as_mean_of<false>(log(total) + bounded(options.keepdims), a);
}

}  // namespace lazynd
