// SPDX-License-Identifier: BSD-3-Clause
// Means, variances and standard deviations. Lazy. Without a mask each is one reduction, which reads its argument once and fuses with it; a
// masked variance is computed around the masked mean, in two passes.
#pragma once
#include <lazynd/expression/variance.hpp>
#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd {

namespace detail {

/// Dtype of the parts of a number.
LAZYND_API dtype real_dtype(dtype type) noexcept;

/// The elements in the dtype means are computed in: float for half precision, double for integers and bool.
template <AnyOperand X>
auto as_precise(const X& x) {
  if constexpr (Dynamic<X>) {
    const dtype type = any_operand(x).dtype();
    return dynamic_cast_to(x, kind(type) < dtype_kind::floating ? dtype::float64 : itemsize(type) == 2 ? dtype::float32 : type);
  } else {
    return cast_node<op::computed_t<mean_t<value_t<X>>>>(as_node(x));
  }
}

/// What was computed of the elements of x, in the dtype NumPy gives; for `Real` the one of the parts.
template <bool Real, AnyOperand E, AnyOperand X>
auto as_mean_of(const E& e, const X& x) {
  if constexpr (Dynamic<X>) {
    const dtype type = kind(x.dtype()) < dtype_kind::floating ? dtype::float64 : x.dtype();
    return dynamic_cast_to(e, Real ? real_dtype(type) : type);
  } else {
    using T = mean_t<value_t<X>>;
    return cast_node<std::conditional_t<Real, typename reducer::real_of<T>::type, T>>(as_node(e));
  }
}

/// A number of elements less `ddof`, not below 0, as what divides e.
template <AnyOperand C, AnyOperand E>
auto divisor_of(const C& count, const E& e, double ddof) {
  const auto left = maximum(count - ddof, 0.0);
  if constexpr (Dynamic<E>) {
    return dynamic_cast_to(left, real_dtype(e.dtype()));
  } else {
    return cast_node<typename reducer::real_of<value_t<E>>::type>(as_node(left));
  }
}

/// |x|^2 as a real number.
template <AnyOperand X>
auto squared_distance(const X& x) {
  if constexpr (Dynamic<X>) {
    return kind(x.dtype()) == dtype_kind::complex ? square(real(x)) + square(imag(x)) : square(x);
  } else if constexpr (is_complex_v<value_t<X>>) {
    return square(real(x)) + square(imag(x));
  } else {
    return square(x);
  }
}

/// A mask with the shape of the elements it is for.
template <AnyOperand M, AnyOperand X>
auto spread_mask(const M& mask, const X& x) {
  return mask && (isnan(x) || true);
}

/// Mean of the elements where the mask, which has their shape, is true.
template <AnyOperand M, AnyOperand X>
auto mean_where(const M& mask, const X& x, const axis_argument& axis, bool keepdims) {
  const auto total = sum(where(mask, as_precise(x), 0), {.axis = axis, .keepdims = keepdims});
  const auto count = sum(mask, {.axis = axis, .keepdims = keepdims});
  return as_mean_of<false>(total / divisor_of(count, total, 0), x);
}

/// Mean squared distance from `centre`, which has the reduced axes as axes of one, of the elements where the mask is true.
template <AnyOperandOrScalar C, AnyOperand M, AnyOperand X>
auto variance_around(const C& centre, const M& mask, const X& x, const axis_argument& axis, bool keepdims, double ddof) {
  const auto squares = sum(where(mask, squared_distance(as_precise(x) - centre), 0), {.axis = axis, .keepdims = keepdims});
  const auto count = sum(mask, {.axis = axis, .keepdims = keepdims});
  return as_mean_of<true>(squares / divisor_of(count, squares, ddof), x);
}

/// Mean squared distance from the mean of the elements where the mask, which has their shape, is true.
template <AnyOperand M, AnyOperand X>
auto variance_where(const M& mask, const X& x, const axis_argument& axis, bool keepdims, double ddof) {
  const auto total = sum(where(mask, as_precise(x), 0), {.axis = axis, .keepdims = true});
  const auto centre = total / divisor_of(sum(mask, {.axis = axis, .keepdims = true}), total, 0);
  return variance_around(centre, mask, x, axis, keepdims, ddof);
}

template <Operand A>
auto typed_mask(const A& a, const mask_argument& mask) {
  return spread_mask(terminal<bool>(mask.storage()), a);
}

template <template <class> class Reducer, Operand A>
auto make_variance(A&& a, const variance_options& options) {
  reduction_settings over = settings_of(options);
  over.ddof = options.ddof;
  return make_reduction<Reducer<mean_t<value_t<A>>>>(std::forward<A>(a), std::move(over));
}
LAZYND_API any_expression dynamic_mean(const any_operand& a, const any_axis_options& options);
LAZYND_API any_expression dynamic_variance(const any_operand& a, const any_variance_options& options, bool deviation);

}  // namespace detail

/// Arithmetic mean, in float64 for integers and bool; half precision adds up in float. No elements: NaN. With `.where`, of the elements
/// where it is true.
template <Operand A>
[[nodiscard]] auto mean(A&& a, const axis_options& options = {}) {
  return detail::make_reduction<reducer::mean<detail::mean_t<value_t<A>>>>(std::forward<A>(a), detail::settings_of(options));
}
template <Operand A>
[[nodiscard]] auto mean(A&& a, const masked_axis_options& options) {
  return detail::mean_where(detail::typed_mask(a, options.where), a, options.axis, options.keepdims);
}
/// The elements as T, and so the mean: NumPy's `dtype`.
template <Element T, Operand A>
requires(!std::is_integral_v<T>) [[nodiscard]] auto mean(A&& a, const axis_options& options = {}) {
  return detail::make_reduction<reducer::mean<T>>(std::forward<A>(a), detail::settings_of(options));
}
template <Dynamic A>
[[nodiscard]] any_expression mean(const A& a, const any_axis_options& options = {}) {
  return detail::dynamic_mean(a, options);
}

/// Variance: mean of the squared moduli of the distances from the mean, with `ddof` less than the number of elements as divisor. Real; in
/// float64 for integers and bool. NaN for no elements, and where the divisor and the distances are 0. One pass, in double.
template <Operand A>
[[nodiscard]] auto var(A&& a, const variance_options& options = {}) {
  return detail::make_variance<reducer::var>(std::forward<A>(a), options);
}
template <Operand A>
[[nodiscard]] auto var(A&& a, const masked_variance_options& options) {
  return detail::variance_where(detail::typed_mask(a, options.where), a, options.axis, options.keepdims, options.ddof);
}
template <Dynamic A>
[[nodiscard]] any_expression var(const A& a, const any_variance_options& options = {}) {
  return detail::dynamic_variance(a, options, false);
}

/// Standard deviation: the root of `var`.
template <Operand A>
[[nodiscard]] auto std(A&& a, const variance_options& options = {}) {
  return detail::make_variance<reducer::std_deviation>(std::forward<A>(a), options);
}
template <Operand A>
[[nodiscard]] auto std(A&& a, const masked_variance_options& options) {
  return sqrt(var(std::forward<A>(a), options));
}
template <Dynamic A>
[[nodiscard]] any_expression std(const A& a, const any_variance_options& options = {}) {
  return detail::dynamic_variance(a, options, true);
}

}  // namespace lazynd
