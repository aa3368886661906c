// SPDX-License-Identifier: BSD-3-Clause
// NumPy's elementwise functions by name. All are lazy and broadcast their arguments; integer arguments of functions that give floats
// become the float type that holds them; a dtype the function does not take does not compile. Arguments with a run-time dtype give an
// `any_expression`; then a dtype without a loop is a `dtype_error`. `f<T>(a, b)` computes in the loop that gives T, to which the arguments
// are cast within their kind: NumPy's `dtype`. `nd::copyto` has NumPy's `out`, `where` and `casting`.
#pragma once
#include <lazynd/dtype/casts.hpp>
#include <lazynd/expression/build.hpp>
#include <lazynd/expression/dynamic.hpp>
#include <lazynd/expression/operations/comparison.hpp>
#include <lazynd/expression/operations/floating.hpp>
#include <lazynd/expression/operations/integer.hpp>
#include <lazynd/expression/operations/logic.hpp>
#include <lazynd/expression/operations/mathematics.hpp>
#include <lazynd/layout/slice.hpp>

namespace lazynd {

namespace detail {
/// The dtype of T, or none for void.
template <ResultType T>
consteval std::optional<dtype> result_dtype() {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return dtype_of<T>;
  }
}
}  // namespace detail

#define LAZYND_UNARY_FUNCTION(NAME, OPERATION)                                               \
  template <detail::ResultType T = void, Operand A>                                          \
  [[nodiscard]] auto NAME(A&& a) {                                                           \
    return detail::make_elementwise_as<op::OPERATION, T>(std::forward<A>(a));                \
  }                                                                                          \
  template <detail::ResultType T = void, Dynamic A>                                          \
  [[nodiscard]] any_expression NAME(const A& a) {                                            \
    return detail::dynamic_elementwise(op::OPERATION::name, {a}, detail::result_dtype<T>()); \
  }
#define LAZYND_BINARY_FUNCTION(NAME, OPERATION)                                                   \
  template <detail::ResultType T = void, OperandOrScalar A, OperandOrScalar B>                    \
  requires(Operand<A> || Operand<B>) [[nodiscard]] auto NAME(A&& a, B&& b) {                      \
    return detail::make_elementwise_as<op::OPERATION, T>(std::forward<A>(a), std::forward<B>(b)); \
  }                                                                                               \
  template <detail::ResultType T = void, AnyOperandOrScalar A, AnyOperandOrScalar B>              \
  requires(Dynamic<A> || Dynamic<B>) [[nodiscard]] any_expression NAME(const A& a, const B& b) {  \
    return detail::dynamic_elementwise(op::OPERATION::name, {a, b}, detail::result_dtype<T>());   \
  }

// Arithmetic. Integers wrap on overflow; integer remainder and floor division by 0 give 0, as in NumPy (without its warning).
LAZYND_BINARY_FUNCTION(add, add)                    ///< a + b
LAZYND_BINARY_FUNCTION(subtract, subtract)          ///< a - b; not for bool
LAZYND_BINARY_FUNCTION(multiply, multiply)          ///< a * b
LAZYND_BINARY_FUNCTION(divide, divide)              ///< a / b, true division
LAZYND_BINARY_FUNCTION(true_divide, divide)         ///< a / b
LAZYND_BINARY_FUNCTION(floor_divide, floor_divide)  ///< largest integer not above a / b
LAZYND_BINARY_FUNCTION(remainder, remainder)        ///< a - b * floor(a / b): the sign of b
LAZYND_BINARY_FUNCTION(mod, remainder)              ///< the same
LAZYND_BINARY_FUNCTION(power, power)                ///< a to the power b; integers to a negative power are a `value_error` when evaluated
LAZYND_BINARY_FUNCTION(pow, power)                  ///< the same
LAZYND_BINARY_FUNCTION(fmod, fmod)                  ///< remainder with the sign of a, as C's
LAZYND_BINARY_FUNCTION(float_power, float_power)    ///< a to the power b in double precision
LAZYND_UNARY_FUNCTION(fabs, fabs)                   ///< absolute value as a float; not for complex numbers
LAZYND_UNARY_FUNCTION(conjugate, conjugate)         ///< complex conjugate
LAZYND_UNARY_FUNCTION(conj, conjugate)              ///< the same
LAZYND_UNARY_FUNCTION(real, real)                   ///< real part
LAZYND_UNARY_FUNCTION(imag, imag)                   ///< imaginary part; 0 for real numbers
LAZYND_BINARY_FUNCTION(gcd, gcd)                    ///< greatest common divisor of integers
LAZYND_BINARY_FUNCTION(lcm, lcm)                    ///< least common multiple of integers; wraps
LAZYND_UNARY_FUNCTION(negative, negative)           ///< -a
LAZYND_UNARY_FUNCTION(positive, positive)           ///< +a
LAZYND_UNARY_FUNCTION(abs, absolute)                ///< absolute value; modulus of complex numbers
LAZYND_UNARY_FUNCTION(absolute, absolute)           ///< the same
LAZYND_UNARY_FUNCTION(sign, sign)                   ///< -1, 0, 1; NaN stays; z/|z| for complex numbers
LAZYND_UNARY_FUNCTION(square, square)               ///< a * a
LAZYND_UNARY_FUNCTION(reciprocal, reciprocal)       ///< 1 / a in the type of a

// Comparison. Complex numbers are ordered by real, then imaginary part.
LAZYND_BINARY_FUNCTION(equal, equal)
LAZYND_BINARY_FUNCTION(not_equal, not_equal)
LAZYND_BINARY_FUNCTION(less, less)
LAZYND_BINARY_FUNCTION(less_equal, less_equal)
LAZYND_BINARY_FUNCTION(greater, greater)
LAZYND_BINARY_FUNCTION(greater_equal, greater_equal)
LAZYND_BINARY_FUNCTION(minimum, minimum)  ///< the smaller; NaN if one is
LAZYND_BINARY_FUNCTION(maximum, maximum)  ///< the larger; NaN if one is
LAZYND_BINARY_FUNCTION(fmin, fmin)        ///< the smaller; a number beats NaN
LAZYND_BINARY_FUNCTION(fmax, fmax)        ///< the larger; a number beats NaN

// What floating-point numbers are made of.
LAZYND_UNARY_FUNCTION(isnan, isnan)                    ///< true for NaN
LAZYND_UNARY_FUNCTION(isinf, isinf)                    ///< true for infinities
LAZYND_UNARY_FUNCTION(isfinite, isfinite)              ///< true for all but infinities and NaN
LAZYND_UNARY_FUNCTION(isposinf, isposinf)              ///< true for +infinity; real numbers only
LAZYND_UNARY_FUNCTION(isneginf, isneginf)              ///< true for -infinity; real numbers only
LAZYND_UNARY_FUNCTION(signbit, signbit)                ///< whether the sign bit is set
LAZYND_BINARY_FUNCTION(copysign, copysign)             ///< |a| with the sign of b
LAZYND_BINARY_FUNCTION(heaviside, heaviside)           ///< 0 below 0, 1 above, b at 0
LAZYND_BINARY_FUNCTION(nextafter, nextafter)           ///< the next number from a towards b
LAZYND_UNARY_FUNCTION(spacing, spacing)                ///< distance to the next number away from 0
LAZYND_BINARY_FUNCTION(ldexp, ldexp)                   ///< a * 2**b for integers b
LAZYND_UNARY_FUNCTION(frexp_mantissa, frexp_mantissa)  ///< first result of numpy.frexp: in [0.5, 1)
LAZYND_UNARY_FUNCTION(frexp_exponent, frexp_exponent)  ///< second result of numpy.frexp, int32
LAZYND_UNARY_FUNCTION(modf_fraction, modf_fraction)    ///< first result of numpy.modf
LAZYND_UNARY_FUNCTION(modf_whole, modf_whole)          ///< second result of numpy.modf

// Truth values and bits.
LAZYND_BINARY_FUNCTION(logical_and, logical_and)
LAZYND_BINARY_FUNCTION(logical_or, logical_or)
LAZYND_BINARY_FUNCTION(logical_xor, logical_xor)
LAZYND_UNARY_FUNCTION(logical_not, logical_not)
LAZYND_BINARY_FUNCTION(bitwise_and, bitwise_and)
LAZYND_BINARY_FUNCTION(bitwise_or, bitwise_or)
LAZYND_BINARY_FUNCTION(bitwise_xor, bitwise_xor)
LAZYND_UNARY_FUNCTION(invert, invert)
LAZYND_UNARY_FUNCTION(bitwise_not, invert)
LAZYND_UNARY_FUNCTION(bitwise_invert, invert)
LAZYND_UNARY_FUNCTION(bitwise_count, bitwise_count)       ///< number of one bits of |a|
LAZYND_BINARY_FUNCTION(bitwise_left_shift, left_shift)    ///< a << b
LAZYND_BINARY_FUNCTION(bitwise_right_shift, right_shift)  ///< a >> b
LAZYND_BINARY_FUNCTION(left_shift, left_shift)            ///< 0 when the count is not below the width
LAZYND_BINARY_FUNCTION(right_shift, right_shift)          ///< the sign when the count is not below the width

// Rounding; integers become floats (from NumPy 2.1 on, floor, ceil and trunc leave them as they are).
LAZYND_UNARY_FUNCTION(floor, floor)
LAZYND_UNARY_FUNCTION(ceil, ceil)
LAZYND_UNARY_FUNCTION(trunc, trunc)
LAZYND_UNARY_FUNCTION(rint, rint)

// Roots, exponentials, logarithms, trigonometry. Exact to the ulp stated in docs/accuracy.md; sqrt is exact.
LAZYND_UNARY_FUNCTION(sqrt, sqrt)
LAZYND_UNARY_FUNCTION(exp, exp)
LAZYND_UNARY_FUNCTION(exp2, exp2)
LAZYND_UNARY_FUNCTION(expm1, expm1)
LAZYND_UNARY_FUNCTION(log, log)
LAZYND_UNARY_FUNCTION(log2, log2)
LAZYND_UNARY_FUNCTION(log10, log10)
LAZYND_UNARY_FUNCTION(log1p, log1p)
LAZYND_UNARY_FUNCTION(sin, sin)
LAZYND_UNARY_FUNCTION(cos, cos)
LAZYND_UNARY_FUNCTION(tan, tan)
LAZYND_UNARY_FUNCTION(arcsin, arcsin)
LAZYND_UNARY_FUNCTION(arccos, arccos)
LAZYND_UNARY_FUNCTION(arctan, arctan)
LAZYND_UNARY_FUNCTION(sinh, sinh)
LAZYND_UNARY_FUNCTION(cosh, cosh)
LAZYND_UNARY_FUNCTION(tanh, tanh)
LAZYND_UNARY_FUNCTION(arcsinh, arcsinh)
LAZYND_UNARY_FUNCTION(arccosh, arccosh)
LAZYND_UNARY_FUNCTION(arctanh, arctanh)
LAZYND_UNARY_FUNCTION(asin, arcsin)
LAZYND_UNARY_FUNCTION(acos, arccos)
LAZYND_UNARY_FUNCTION(atan, arctan)
LAZYND_UNARY_FUNCTION(asinh, arcsinh)
LAZYND_UNARY_FUNCTION(acosh, arccosh)
LAZYND_UNARY_FUNCTION(atanh, arctanh)
LAZYND_UNARY_FUNCTION(cbrt, cbrt)
LAZYND_UNARY_FUNCTION(deg2rad, deg2rad)
LAZYND_UNARY_FUNCTION(rad2deg, rad2deg)
LAZYND_UNARY_FUNCTION(radians, deg2rad)
LAZYND_UNARY_FUNCTION(degrees, rad2deg)
LAZYND_BINARY_FUNCTION(logaddexp, logaddexp)    ///< log(exp(a) + exp(b))
LAZYND_BINARY_FUNCTION(logaddexp2, logaddexp2)  ///< log2(2**a + 2**b)
LAZYND_BINARY_FUNCTION(atan2, arctan2)          ///< angle of the point (b, a)
LAZYND_BINARY_FUNCTION(arctan2, arctan2)        ///< the same
LAZYND_BINARY_FUNCTION(hypot, hypot)            ///< sqrt(a*a + b*b) without overflow

#undef LAZYND_UNARY_FUNCTION
#undef LAZYND_BINARY_FUNCTION

namespace detail {
template <class X>
inline constexpr bool is_none_v = std::is_same_v<std::remove_cvref_t<X>, none_t>;
}  // namespace detail

/// `a` where the condition holds, else `b`; all three broadcast. Lazy: both branches are computed. Two C++ numbers give what NumPy makes of
/// Python's: bool, int64, float64 or complex128.
template <OperandOrScalar C, OperandOrScalar A, OperandOrScalar B>
requires(Operand<C> || Operand<A> || Operand<B>) [[nodiscard]] auto where(C&& condition, A&& a, B&& b) {
  return detail::make_elementwise<op::where>(std::forward<C>(condition), std::forward<A>(a), std::forward<B>(b));
}

template <AnyOperandOrScalar C, AnyOperandOrScalar A, AnyOperandOrScalar B>
requires(Dynamic<C> || Dynamic<A> || Dynamic<B>) [[nodiscard]] any_expression where(const C& condition, const A& a, const B& b) {
  return detail::dynamic_elementwise("where", {condition, a, b});
}

/// Elements limited to [low, high]; NaN stays. Lazy. A bound may be `none`; with neither, the elements are what they are (NumPy 2.1; before
/// that an error).
template <Operand A, class L, class H>
requires((OperandOrScalar<L> || detail::is_none_v<L>)&&(OperandOrScalar<H> || detail::is_none_v<H>))
    [[nodiscard]] auto clip(A&& a, L&& low, H&& high) {
  if constexpr (detail::is_none_v<L> && detail::is_none_v<H>) {
    return positive(std::forward<A>(a));
  } else if constexpr (detail::is_none_v<L>) {
    return minimum(std::forward<A>(a), std::forward<H>(high));
  } else if constexpr (detail::is_none_v<H>) {
    return maximum(std::forward<A>(a), std::forward<L>(low));
  } else {
    return detail::make_elementwise<op::clip>(std::forward<A>(a), std::forward<L>(low), std::forward<H>(high));
  }
}

template <Dynamic A, class L, class H>
requires((AnyOperandOrScalar<L> || detail::is_none_v<L>)&&(AnyOperandOrScalar<H> || detail::is_none_v<H>)) [[nodiscard]] any_expression
    clip(const A& a, const L& low, const H& high) {
  if constexpr (detail::is_none_v<L> && detail::is_none_v<H>) {
    return positive(a);
  } else if constexpr (detail::is_none_v<L>) {
    return minimum(a, high);
  } else if constexpr (detail::is_none_v<H>) {
    return maximum(a, low);
  } else {
    return detail::dynamic_elementwise("clip", {a, low, high});
  }
}

/// Elements converted to T: integers wrap, floats are truncated, complex numbers lose their imaginary part (`astype(T)`). Lazy. With a
/// rule, `cast<float, casting::same_kind>(a)`, casts that it does not allow do not compile.
template <Element T, casting Rule = casting::unsafe, Operand A>
[[nodiscard]] auto cast(A&& a) {
  static_assert(can_cast(dtype_of<value_t<A>>, dtype_of<T>, Rule), "lazynd: cast: the casting rule does not allow this conversion");
  return detail::cast_node<T>(detail::as_node(std::forward<A>(a)));
}

/// `f` over the elements of the operands, as they are, broadcast together; fuses with what surrounds it. Lazy. `f` is copied; it must be
/// callable as const with the element types and return an element type; it may run in several threads at once.
template <class F, Operand... A>
[[nodiscard]] auto map(F f, A&&... operands) {
  static_assert(sizeof...(A) > 0, "lazynd: map(f, a, ...) needs at least one array, view or expression");
  static_assert(std::is_invocable_v<const F&, value_t<A>...>,
                "lazynd: map(f, a, ...): f cannot be called with the element types of the arguments (and must be callable as const)");
  if constexpr (std::is_invocable_v<const F&, value_t<A>...>) {
    static_assert(Element<std::invoke_result_t<const F&, value_t<A>...>>, "lazynd: map(f, a, ...): f must return an element type");
    using node = elementwise<op::mapped<F>, detail::node_t<A>...>;
    return node(op::mapped<F>(std::move(f)), detail::as_node(std::forward<A>(operands))...);
  }
}

/// `f` as a function of arrays, views and expressions: `vectorize(f)(a, b)` is `map(f, a, b)`, lazy where NumPy's is eager.
template <class F>
[[nodiscard]] auto vectorize(F f) {
  return [f = std::move(f)](auto&&... operands) { return map(f, std::forward<decltype(operands)>(operands)...); };
}

/// The array as an unowned leaf: saves the reference count of each use in an inner loop. The array must outlive the expression.
template <ArrayLike A>
[[nodiscard]] auto borrow(const A& a) {
  return borrowed_terminal<std::remove_const_t<value_t<A>>>(a.storage().get());
}

}  // namespace lazynd
