// SPDX-License-Identifier: BSD-3-Clause
// Means and variances that leave NaN out. All are lazy compositions that fuse with what they reduce; integers and bool have no NaN, so for
// them they are the plain functions. Options are those of `mean` and `var`.
#pragma once
#include <lazynd/functions/moments.hpp>

namespace lazynd {

namespace detail {

template <class As, Operand A>
inline constexpr bool may_be_nan = !std::is_integral_v<type_or<As, value_t<A>>>;

template <class As, Operand A, class Options>
auto nan_mean(const A& a, const Options& options) {
  if constexpr (may_be_nan<As, A>) {
    const auto x = taken_as<As>(a);
    return as_mean_of<false>(mean_of<true>(x, participants_of(options, "nanmean"), options.keepdims), x);
  } else {
    return mean<As>(a, options);
  }
}
template <class As, Operand A, class Options>
auto nan_variance(const A& a, const Options& options, const char* function) {
  if constexpr (may_be_nan<As, A>) {
    return variance_in_two_passes<true>(taken_as<As>(a), options, function);
  } else {
    return var<As>(a, options);
  }
}

}  // namespace detail

/// Mean of the elements that are not NaN; NaN for none.
template <class As = void, Operand A>
[[nodiscard]] auto nanmean(const A& a, const axis_options& options = {}) {
  return detail::nan_mean<As>(a, options);
}
template <class As = void, Operand A>
[[nodiscard]] auto nanmean(const A& a, const masked_axis_options& options) {
  return detail::nan_mean<As>(a, options);
}
template <Dynamic A>
[[nodiscard]] any_expression nanmean(const A& a, const any_axis_options& options = {}) {
  return detail::dynamic_mean(a, options, true);
}

#define LAZYND_NAN_VARIANCE(NAME, ROOT, FINISH)                                                                    \
  template <class As = void, Operand A>                                                                            \
  [[nodiscard]] auto NAME(const A& a, const variance_options& options = {}) {                                      \
    return FINISH(detail::nan_variance<As>(a, options, #NAME));                                                    \
  }                                                                                                                \
  template <class As = void, Operand A>                                                                            \
  [[nodiscard]] auto NAME(const A& a, const centred_variance_options<detail::centre_t<As, value_t<A>>>& options) { \
    return FINISH(detail::nan_variance<As>(a, options, #NAME));                                                    \
  }                                                                                                                \
  template <class As = void, Operand A>                                                                            \
  [[nodiscard]] auto NAME(const A& a, const masked_variance_options<detail::centre_t<As, value_t<A>>>& options) {  \
    return FINISH(detail::nan_variance<As>(a, options, #NAME));                                                    \
  }                                                                                                                \
  template <Dynamic A>                                                                                             \
  [[nodiscard]] any_expression NAME(const A& a, const any_variance_options& options = {}) {                        \
    return detail::dynamic_variance(a, options, ROOT, true);                                                       \
  }

/// Variance of the elements that are not NaN; NaN where they are no more than `ddof`. Two passes, or one around a mean that is given.
LAZYND_NAN_VARIANCE(nanvar, false, )
/// Standard deviation of the elements that are not NaN: the root of `nanvar`.
LAZYND_NAN_VARIANCE(nanstd, true, sqrt)

#undef LAZYND_NAN_VARIANCE

}  // namespace lazynd
