// SPDX-License-Identifier: BSD-3-Clause
// Reductions that leave NaN out. All are lazy compositions that fuse with what they reduce; integers and bool have no NaN, so for them they
// are the plain reductions.
#pragma once
#include <lazynd/functions/moments.hpp>

namespace lazynd {

namespace detail {

/// Calls `with` for elements that may be NaN, else `without`.
template <AnyOperand A, class With, class Without>
auto if_nan_possible(const A& a, With&& with, Without&& without) {
  if constexpr (Dynamic<A>) {
    return kind(any_operand(a).dtype()) >= dtype_kind::floating ? any_expression(with(a)) : any_expression(without(a));
  } else if constexpr (is_floating_v<value_t<A>> || is_complex_v<value_t<A>>) {
    return with(a);
  } else {
    return without(a);
  }
}

/// The elements with a number in the place of NaN.
template <AnyOperand A>
auto without_nan(const A& a, double replacement) {
  return if_nan_possible(
      a, [&](const auto& x) { return where(isnan(x), replacement, x); },
      [](const auto& x) {
        if constexpr (Dynamic<A>) {
          return any_expression(x.node());
        } else {
          return as_node(x);
        }
      });
}

}  // namespace detail

/// Sum of the elements that are not NaN; 0 for none.
template <AnyOperand A>
[[nodiscard]] auto nansum(const A& a, const axis_options& options = {}) {
  return sum(detail::without_nan(a, 0), {.axis = options.axis, .keepdims = options.keepdims});
}

/// Product of the elements that are not NaN; 1 for none.
template <AnyOperand A>
[[nodiscard]] auto nanprod(const A& a, const axis_options& options = {}) {
  return prod(detail::without_nan(a, 1), {.axis = options.axis, .keepdims = options.keepdims});
}

/// Smallest element that is not NaN; NaN when all are. No elements: `value_error`.
template <Operand A>
[[nodiscard]] auto nanmin(A&& a, const axis_options& options = {}) {
  return detail::make_reduction<reducer::nanmin<value_t<A>>>(std::forward<A>(a), detail::settings_of(options));
}
template <Dynamic A>
[[nodiscard]] any_expression nanmin(const A& a, const axis_options& options = {}) {
  return detail::dynamic_reduction("nanmin", a, detail::settings_of(options));
}

/// Largest element that is not NaN; NaN when all are. No elements: `value_error`.
template <Operand A>
[[nodiscard]] auto nanmax(A&& a, const axis_options& options = {}) {
  return detail::make_reduction<reducer::nanmax<value_t<A>>>(std::forward<A>(a), detail::settings_of(options));
}
template <Dynamic A>
[[nodiscard]] any_expression nanmax(const A& a, const axis_options& options = {}) {
  return detail::dynamic_reduction("nanmax", a, detail::settings_of(options));
}

/// Mean of the elements that are not NaN; NaN for none.
template <AnyOperand A>
[[nodiscard]] auto nanmean(const A& a, const axis_options& options = {}) {
  return detail::if_nan_possible(
      a, [&](const auto& x) { return detail::mean_where(!isnan(x), x, options.axis, options.keepdims); },
      [&](const auto& x) { return mean(x, {.axis = options.axis, .keepdims = options.keepdims}); });
}

/// Variance of the elements that are not NaN; NaN where they are no more than `ddof`. Two passes.
template <AnyOperand A>
[[nodiscard]] auto nanvar(const A& a, const variance_options& options = {}) {
  return detail::if_nan_possible(
      a,
      [&](const auto& x) {
        const auto variance = detail::variance_where(!isnan(x), x, options.axis, options.keepdims, options.ddof);
        const auto count = sum(!isnan(x), {.axis = options.axis, .keepdims = options.keepdims});
        return where(count > options.ddof, variance, nan);
      },
      [&](const auto& x) { return var(x, {.axis = options.axis, .keepdims = options.keepdims, .ddof = options.ddof}); });
}

/// Standard deviation of the elements that are not NaN: the root of `nanvar`.
template <AnyOperand A>
[[nodiscard]] auto nanstd(const A& a, const variance_options& options = {}) {
  return sqrt(nanvar(a, options));
}

}  // namespace lazynd
