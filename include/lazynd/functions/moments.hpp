// SPDX-License-Identifier: BSD-3-Clause
// Means, variances and standard deviations. Lazy. Without a mask each is one reduction, which reads its argument once and fuses with it; a
// masked variance, and one without NaN, is computed around the mean of what takes part, in two passes, or around a mean that is given.
#pragma once
#include <lazynd/dtype/constants.hpp>
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

/// A number of elements less `ddof` as what divides e. Nothing left is 0, or NaN without NaN: as in NumPy no floating-point condition then.
template <bool WithoutNan, AnyOperand C, AnyOperand E>
auto divisor_of(const C& count, const E& e, double ddof) {
  const auto left = [&] {
    if constexpr (WithoutNan) {
      return where(count > ddof, count - ddof, nan);
    } else {
      return maximum(count - ddof, 0.0);
    }
  }();
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

/// A dynamic sum with a mask that may be missing.
LAZYND_API any_expression dynamic_sum(const any_operand& x, const std::optional<any_operand>& mask, reduction_settings over);

struct no_mask {};

/// Along which axes, and which elements take part: all (`no_mask`), where a mask is true (`erased<bool>`), or, for dynamic arrays, where an
/// optional one is.
template <class Mask>
struct participants {
  reduction_settings over;
  Mask mask;

  /// Sum of what x is for those that take part.
  template <AnyOperand X>
  auto total(const X& x, bool keepdims) const {
    reduction_settings along = over;
    along.keepdims = keepdims;
    constexpr bool all_of_them = std::is_same_v<Mask, no_mask>;
    if constexpr (Dynamic<X>) {
      if constexpr (all_of_them) {
        return dynamic_reduction("sum", x, std::move(along));
      } else {
        return dynamic_sum(x, mask, std::move(along));
      }
    } else if constexpr (all_of_them) {
      return make_reduction<sum_of<value_t<X>, void>>(x, std::move(along));
    } else {
      return make_masked_reduction<sum_of<value_t<X>, void>>(x, mask, 0, std::move(along));
    }
  }
  template <AnyOperand X>
  auto total(const X& x) const {
    return total(x, over.keepdims);
  }
};
template <class Options>
auto participants_of(const Options& options, const char* function) {
  if constexpr (!requires { options.where; }) {
    return participants<no_mask>{settings_of(options, function), {}};
  } else if constexpr (requires { options.where.expression(function); }) {
    return participants<erased<bool>>{settings_of(options, function), options.where.expression(function)};
  } else {
    return participants<std::optional<any_operand>>{settings_of(options, function), options.where};
  }
}

/// What is computed of the elements x, with 0 for NaN if those are left out.
template <bool WithoutNan, AnyOperand X, AnyOperand E>
auto counted(const X& x, const E& e) {
  if constexpr (WithoutNan) {
    return where(isnan(x), 0, e);
  } else {
    return as_any_node(e);
  }
}
/// Whether an element counts; of the shape of x.
template <bool WithoutNan, AnyOperand X>
auto counts(const X& x) {
  if constexpr (WithoutNan) {
    return !isnan(x);
  } else {
    return isnan(x) || true;
  }
}

template <bool WithoutNan, AnyOperand X, class Mask>
auto mean_of(const X& x, const participants<Mask>& who, bool keepdims) {
  const auto total = who.total(counted<WithoutNan>(x, as_precise(x)), keepdims);
  return total / divisor_of<WithoutNan>(who.total(counts<WithoutNan>(x), keepdims), total, 0);
}

/// Mean squared distance from `centre`, which has the reduced axes as axes of one.
template <bool WithoutNan, AnyOperandOrScalar C, AnyOperand X, class Mask>
auto variance_around(const C& centre, const X& x, const participants<Mask>& who) {
  const auto squares = who.total(counted<WithoutNan>(x, squared_distance(as_precise(x) - centre)));
  return as_mean_of<true>(squares / divisor_of<WithoutNan>(who.total(counts<WithoutNan>(x)), squares, who.over.ddof), x);
}

/// The type in which the mean of elements of type T, taken as As, is subtracted from them.
template <class As, Element T>
using centre_t = op::computed_t<mean_t<type_or<As, T>>>;

/// The elements in the dtype asked for.
template <class As, Operand A>
auto taken_as(A&& a) {
  static_assert(std::is_void_v<As> || !std::is_integral_v<As>, "lazynd: means and variances are floats or complex numbers");
  if constexpr (std::is_void_v<As>) {
    return as_node(std::forward<A>(a));
  } else {
    return cast_node<As>(as_node(std::forward<A>(a)));
  }
}

/// The variance of those that take part, around the mean in the options or their own.
template <bool WithoutNan, Expression X, class Options>
auto variance_in_two_passes(const X& x, const Options& options, const char* function) {
  const auto who = participants_of(options, function);
  if constexpr (requires { options.where.expression(function); }) {
    using T = centre_t<void, value_t<X>>;
    return variance_around<WithoutNan>(
        options.mean ? options.mean->expression(function) : erase<T>(mean_of<WithoutNan>(x, who, true), function), x, who);
  } else if constexpr (requires { options.mean.expression(function); }) {
    return variance_around<WithoutNan>(options.mean.expression(function), x, who);
  } else {
    return variance_around<WithoutNan>(mean_of<WithoutNan>(x, who, true), x, who);
  }
}
/// Around a mean that is known, in one pass.
template <bool Root, Expression X, Element T>
auto centred_variance(const X& x, const centred_variance_options<T>& options, const char* function) {
  const auto squares = squared_distance(as_precise(x) - options.mean.expression(function));
  using Reducer = reducer::mean_of_squares<value_t<decltype(squares)>, Root>;
  return as_mean_of<true>(make_reduction<Reducer>(squares, settings_of(options, function)), x);
}

LAZYND_API any_expression dynamic_mean(const any_operand& a, const any_axis_options& options, bool without_nan);
LAZYND_API any_expression dynamic_variance(const any_operand& a, const any_variance_options& options, bool deviation, bool without_nan);

}  // namespace detail

/// Arithmetic mean, in float64 for integers and bool; half precision adds up in float. No elements: NaN. With `.where`, of the elements
/// where it is true. `mean<T>(a)` takes the elements as T.
template <class As = void, Operand A>
[[nodiscard]] auto mean(A&& a, const axis_options& options = {}) {
  using Reducer = reducer::mean<detail::mean_t<detail::type_or<As, value_t<A>>>>;
  return detail::make_reduction<Reducer>(detail::taken_as<As>(std::forward<A>(a)), detail::settings_of(options, "mean"));
}
template <class As = void, Operand A>
[[nodiscard]] auto mean(A&& a, const masked_axis_options& options) {
  const auto x = detail::taken_as<As>(std::forward<A>(a));
  return detail::as_mean_of<false>(detail::mean_of<false>(x, detail::participants_of(options, "mean"), options.keepdims), x);
}
template <Dynamic A>
[[nodiscard]] any_expression mean(const A& a, const any_axis_options& options = {}) {
  return detail::dynamic_mean(a, options, false);
}
template <class As = void, AnyOperand A>
auto mean(const A&, std::integral auto) {
  return detail::refuse_position<A>();
}

// Variance and its root share their forms: of all elements in one pass; around a mean that is given, in one; with a mask, in two.
#define LAZYND_VARIANCE(NAME, REDUCER, ROOT, FINISH)                                                                       \
  template <class As = void, Operand A>                                                                                    \
  [[nodiscard]] auto NAME(A&& a, const variance_options& options = {}) {                                                   \
    using Reducer = reducer::REDUCER<detail::mean_t<detail::type_or<As, value_t<A>>>>;                                     \
    return detail::make_reduction<Reducer>(detail::taken_as<As>(std::forward<A>(a)), detail::settings_of(options, #NAME)); \
  }                                                                                                                        \
  template <class As = void, Operand A>                                                                                    \
  [[nodiscard]] auto NAME(A&& a, const centred_variance_options<detail::centre_t<As, value_t<A>>>& options) {              \
    return detail::centred_variance<ROOT>(detail::taken_as<As>(std::forward<A>(a)), options, #NAME);                       \
  }                                                                                                                        \
  template <class As = void, Operand A>                                                                                    \
  [[nodiscard]] auto NAME(A&& a, const masked_variance_options<detail::centre_t<As, value_t<A>>>& options) {               \
    return FINISH(detail::variance_in_two_passes<false>(detail::taken_as<As>(std::forward<A>(a)), options, #NAME));        \
  }                                                                                                                        \
  template <Dynamic A>                                                                                                     \
  [[nodiscard]] any_expression NAME(const A& a, const any_variance_options& options = {}) {                                \
    return detail::dynamic_variance(a, options, ROOT, false);                                                              \
  }                                                                                                                        \
  template <class As = void, AnyOperand A>                                                                                 \
  auto NAME(const A&, std::integral auto) {                                                                                \
    return detail::refuse_position<A>();                                                                                   \
  }

/// Variance: mean of the squared moduli of the distances from the mean, with `ddof` less than the number of elements as divisor. Real; in
/// float64 for integers and bool. NaN for no elements, and where the divisor and the distances are 0. One pass, in double. `.mean`, with
/// the reduced axes as axes of one, saves computing it: then in the dtype of the result. `var<T>(a)` takes the elements as T.
LAZYND_VARIANCE(var, var, false, )
/// Standard deviation: the root of `var`.
LAZYND_VARIANCE(std, std_deviation, true, sqrt)

#undef LAZYND_VARIANCE

}  // namespace lazynd
