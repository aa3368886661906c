// SPDX-License-Identifier: BSD-3-Clause
// Functions of several reductions over the same elements, which the planner computes together. All are lazy.
#pragma once
#include <lazynd/dtype/constants.hpp>
#include <lazynd/functions/moments.hpp>

namespace lazynd {

/// Largest less smallest element. No elements: `value_error` when evaluated. Not for bool.
template <AnyOperand A>
[[nodiscard]] auto ptp(const A& a, const axis_options& options = {}) {
  return max(a, {.axis = options.axis, .keepdims = options.keepdims}) - min(a, {.axis = options.axis, .keepdims = options.keepdims});
}

/// log(sum(exp(a))) without overflow: the largest element is taken out first. -inf for no elements and for elements of -inf only. Not in
/// NumPy; SciPy's `logsumexp`.
template <AnyOperand A>
[[nodiscard]] auto logsumexp(const A& a, const axis_options& options = {}) {
  const auto x = detail::as_precise(a);
  const auto bounded = [&](bool keepdims) {
    const auto largest = max(x, {.axis = options.axis, .keepdims = keepdims, .initial = -inf});
    return where(isfinite(largest), largest, 0);
  };
  const auto total = sum(exp(x - bounded(true)), {.axis = options.axis, .keepdims = options.keepdims});
  return detail::as_mean_of<false>(log(total) + bounded(options.keepdims), a);
}

}  // namespace lazynd
