// SPDX-License-Identifier: BSD-3-Clause
// Medians, percentiles and quantiles. All are eager, O(n) for each quantile (O(n log n) in all for many), parallel, and leave their
// argument as it is. Errors: `index_error` and `value_error` for bad axes, `dtype_error` for complex elements (medians are of any dtype)
// and for bool with a method that interpolates. NaN among the elements gives NaN.
//
// Different from NumPy: positions between elements are computed in double whatever the dtype of the elements, the differences of signed
// integers do not wrap, and between an infinite element and itself there is no NaN.
#pragma once
#include <string_view>

#include <lazynd/array/any_array.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd {

/// What is between two elements: the nine methods of Hyndman and Fan and NumPy's four older ones.
enum class quantile_method : std::uint8_t {
  inverted_cdf,
  averaged_inverted_cdf,
  closest_observation,
  interpolated_inverted_cdf,
  hazen,
  weibull,
  linear,
  median_unbiased,
  normal_unbiased,
  lower,
  higher,
  midpoint,
  nearest,
};

/// The method of that name. `value_error` for others.
[[nodiscard]] LAZYND_API quantile_method parse_quantile_method(std::string_view name);

/// Keyword arguments of quantiles.
struct quantile_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  quantile_method method = quantile_method::linear;
  std::optional<any_operand> weights = {};  ///< of the array's shape or of its axes; only for `inverted_cdf`
};

namespace detail {

/// How a function of order statistics differs from the others.
struct quantile_kind {
  bool ignores_nan = false;
  double whole = 1;  ///< what stands for all elements: 100 in percent
  const char* name = "";
};

LAZYND_API any_array medians(const any_operand& a, const axis_options& options, bool ignores_nan);
LAZYND_API any_array quantiles(const any_operand& a, const any_operand& q, const quantile_options& options, const quantile_kind& kind);

template <class T, class Q>
struct quantile_result {
  using type = element_t<promote_types(dtype_of<mean_t<T>>, dtype_of<mean_t<value_t<Q>>>)>;
};
template <class T, Scalar Q>
struct quantile_result<T, Q> {
  using type = mean_t<T>;
};

template <class Q>
struct quantiles_of {
  template <class T>
  using result = typename quantile_result<T, Q>::type;
};

/// `q` as an argument, and a result as it is for `a` and `q`.
template <class A, class Q>
auto quantiles_like(const A& a, const Q& q, const quantile_options& options, const quantile_kind& kind) {
  if constexpr (Scalar<Q>) {
    return result_like<quantiles_of<Q>::template result>(a, quantiles(operand_of(a), q, options, kind));
  } else if constexpr (Dynamic<Q>) {
    return quantiles(operand_of(a), q, options, kind);
  } else {
    return result_like<quantiles_of<Q>::template result>(a, quantiles(operand_of(a), operand_of(q), options, kind));
  }
}

}  // namespace detail

/// An argument that says which quantiles: a number, an array of any shape, which comes first in the result's shape, or `{25, 50, 75}`.
template <class Q>
concept Quantiles = Scalar<Q> || AnyOperand<Q>;

/// The element in the middle of the sorted ones, or the mean of the two there. Dtypes as `mean`; NaN of no elements.
template <AnyOperand A>
[[nodiscard]] auto median(const A& a, const axis_options& options = {}) {
  return detail::result_like<detail::mean_t>(a, detail::medians(detail::operand_of(a), options, false));
}

/// Quantiles q of 0 to 1, `value_error` for others. Shape: that of q, then what is left of a's. Dtypes as `mean`, at least the one of an
/// array q; with a run-time dtype, a method that picks elements leaves them theirs. `index_error` for no elements. Weights are of the
/// array's shape or of the shape of its axes, not negative, and do not add up to 0: `value_error`.
template <AnyOperand A, Quantiles Q = array<double>>
[[nodiscard]] auto quantile(const A& a, const Q& q, const quantile_options& options = {}) {
  return detail::quantiles_like(a, q, options, {.name = "quantile"});
}

/// `quantile` with q from 0 to 100.
template <AnyOperand A, Quantiles Q = array<double>>
[[nodiscard]] auto percentile(const A& a, const Q& q, const quantile_options& options = {}) {
  return detail::quantiles_like(a, q, options, {.whole = 100, .name = "percentile"});
}

/// `median` of the elements that are not NaN; NaN where there are none.
template <AnyOperand A>
[[nodiscard]] auto nanmedian(const A& a, const axis_options& options = {}) {
  return detail::result_like<detail::mean_t>(a, detail::medians(detail::operand_of(a), options, true));
}

/// `quantile` of the elements that are not NaN; NaN where there are none.
template <AnyOperand A, Quantiles Q = array<double>>
[[nodiscard]] auto nanquantile(const A& a, const Q& q, const quantile_options& options = {}) {
  return detail::quantiles_like(a, q, options, {.ignores_nan = true, .name = "nanquantile"});
}

/// `percentile` of the elements that are not NaN; NaN where there are none.
template <AnyOperand A, Quantiles Q = array<double>>
[[nodiscard]] auto nanpercentile(const A& a, const Q& q, const quantile_options& options = {}) {
  return detail::quantiles_like(a, q, options, {.ignores_nan = true, .whole = 100, .name = "nanpercentile"});
}

}  // namespace lazynd
