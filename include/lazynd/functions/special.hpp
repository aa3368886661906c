// SPDX-License-Identifier: BSD-3-Clause
// Functions composed of others: they build the expressions NumPy computes step by step, which here fuse. All are lazy and take typed
// operands as well as those with a run-time dtype.
#pragma once
#include <utility>

#include <lazynd/dtype/constants.hpp>
#include <lazynd/expression/operations/stateful.hpp>
#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/operators.hpp>

namespace lazynd {

/// True where the imaginary part is 0; everywhere for real numbers.
template <AnyOperand A>
[[nodiscard]] auto isreal(const A& a) {
  return imag(a) == 0;
}
/// True where the imaginary part is not 0.
template <AnyOperand A>
[[nodiscard]] auto iscomplex(const A& a) {
  return imag(a) != 0;
}

// Functions of two results, as pairs of lazy ones: `auto [q, r] = divmod(a, b)`. `eval(q, r)` and `assign(x, q, y, r)` compute both in one
// pass over the arguments.

/// The largest integer not above a / b, and what is left: `floor_divide` and `remainder`.
template <AnyOperandOrScalar A, AnyOperandOrScalar B>
requires(AnyOperand<A> || AnyOperand<B>) [[nodiscard]] auto divmod(const A& a, const B& b) {
  return std::pair(floor_divide(a, b), remainder(a, b));
}
/// Mantissa in [0.5, 1), with the sign of the number, and exponent of 2.
template <AnyOperand A>
[[nodiscard]] auto frexp(const A& a) {
  return std::pair(frexp_mantissa(a), frexp_exponent(a));
}
/// Fraction and whole part, both with the sign of the number.
template <AnyOperand A>
[[nodiscard]] auto modf(const A& a) {
  return std::pair(modf_fraction(a), modf_whole(a));
}

/// Angle of each number in the complex plane, in radians or degrees. Real numbers give 0 or pi.
template <AnyOperand A>
[[nodiscard]] auto angle(const A& z, bool deg = false) {
  const double scale = deg ? 180 / pi : 1.0;
  if constexpr (Dynamic<A>) {
    const any_expression x(any_operand(z).node());
    return (kind(x.dtype()) == dtype_kind::complex ? arctan2(imag(x), real(x)) : arctan2(0, x)) * scale;
  } else if constexpr (is_complex_v<value_t<A>>) {
    return arctan2(imag(z), real(z)) * scale;
  } else {
    return arctan2(0, z) * scale;
  }
}

/// sin(pi x) / (pi x); 1 at 0.
template <AnyOperand A>
[[nodiscard]] auto sinc(const A& x) {
  auto y = x * pi;
  // Small enough for sin(y) to be y, and not 0 in half precision.
  const dtype type = [&] {
    if constexpr (Dynamic<A>) {
      return y.dtype();
    } else {
      return dtype_of<value_t<decltype(y)>>;
    }
  }();
  const double tiny = itemsize(type) == 2 ? 6e-8 : 1e-20;
  auto shifted = where(y == 0, tiny, y);
  return sin(shifted) / shifted;
}

namespace detail {
/// Integers as floats, and what is a float or complex as it is.
template <AnyOperand A>
auto as_inexact(const A& a) {
  if constexpr (Dynamic<A>) {
    const dtype type = any_operand(a).dtype();
    return dynamic_cast_to(a, kind(type) < dtype_kind::floating ? dtype::float64 : type);
  } else {
    return cast_node<std::conditional_t<std::is_integral_v<value_t<A>>, double, value_t<A>>>(as_node(a));
  }
}
}  // namespace detail

/// Keyword arguments of `isclose` and `allclose`, with NumPy's names and defaults.
struct closeness_options {
  double rtol = 1e-5;      ///< relative to the second argument
  double atol = 1e-8;      ///< absolute
  bool equal_nan = false;  ///< NaN is close to NaN
};

/// True where |a - b| <= atol + rtol |b|, or where both are the same infinity. Not symmetric, as in NumPy.
template <AnyOperandOrScalar A, AnyOperandOrScalar B>
requires(AnyOperand<A> || AnyOperand<B>) [[nodiscard]] auto isclose(const A& a, const B& b, const closeness_options& options = {}) {
  // Differences from infinities are not taken: NumPy silences their floating-point conditions.
  if constexpr (!AnyOperand<B>) {
    using number = std::conditional_t<is_complex_v<B>, std::complex<double>, double>;
    const auto y = static_cast<number>(b);
    const double size = std::abs(y);
    const bool finite = size <= std::numeric_limits<double>::max();
    const double allowed = finite ? options.atol + options.rtol * size : -1.0;
    return (abs(detail::as_inexact(a) - (finite ? y : number(0))) <= allowed) || a == y || (isnan(a) && (options.equal_nan && y != y));
  } else {
    const auto y = detail::as_inexact(b);
    const auto finite = where(isfinite(y), y, 0);
    const auto both_nan = [&] {
      if constexpr (AnyOperand<A>) {
        return isnan(a) && isnan(y) && options.equal_nan;
      } else {
        return isnan(y) && (options.equal_nan && a != a);
      }
    };
    return ((abs(a - finite) <= options.atol + options.rtol * abs(finite)) && isfinite(y)) || a == y || both_nan();
  }
}

/// Nearest whole number towards zero, as `trunc`.
template <AnyOperand A>
[[nodiscard]] auto fix(const A& a) {
  return trunc(a);
}

/// Modified Bessel function of the first kind, order 0. Integers and bool become float64.
template <Operand A>
[[nodiscard]] auto i0(const A& x) {
  return detail::make_elementwise<op::i0>(x);
}
template <Dynamic A>
[[nodiscard]] any_expression i0(const A& x) {
  return detail::dynamic_elementwise("i0", {x});
}

/// Rounded to `decimals` digits after the point, or before it when negative; ties to even. Integers keep their dtype. As NumPy, it scales,
/// rounds and scales back, so the last digit may be off where the scaled number is not exact. bool becomes float16; decimals of it are a
/// `dtype_error`.
template <Operand A>
[[nodiscard]] auto round(A&& a, int decimals = 0) {
  if constexpr (std::is_same_v<value_t<A>, bool>) {
    detail::check_boolean_decimals(decimals);
    return rint(std::forward<A>(a));
  } else {
    return detail::stateful_node(op::round_to(decimals), std::forward<A>(a));
  }
}
template <Dynamic A>
[[nodiscard]] any_expression round(const A& a, int decimals = 0) {
  return detail::dynamic_round(any_operand(a), decimals);
}
/// The same as `round`.
template <AnyOperand A>
[[nodiscard]] auto around(A&& a, int decimals = 0) {
  return round(std::forward<A>(a), decimals);
}

/// Keyword arguments of `nan_to_num`: what stands for NaN and the infinities; by default 0 and the largest finite numbers.
struct nan_to_num_options {
  double nan = 0;
  std::optional<double> posinf = {};
  std::optional<double> neginf = {};
};

/// NaN and infinities replaced, in both parts of complex numbers; integers and bool stay.
template <Operand A>
[[nodiscard]] auto nan_to_num(A&& a, const nan_to_num_options& options = {}) {
  return detail::stateful_node(op::replace_nonfinite(options.nan, options.posinf, options.neginf), std::forward<A>(a));
}

}  // namespace lazynd
