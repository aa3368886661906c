// SPDX-License-Identifier: BSD-3-Clause
// power, hypot and cbrt of batches.
#pragma once
#include "kernels/xsimd/exponential.hpp"
#include "kernels/xsimd/logarithm.hpp"
#include "kernels/xsimd/table_logarithm.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

#if LAZYND_KERNEL_LEVEL > 0
template <class B>
using power_argument = table_argument<B>;
#else
template <class B>
using power_argument = log_argument<B>;

/// log(x), as a sum whose low part may be some ulp of the high one, to about 2^-65 (float: 2^-36) of its value, for a positive normal x:
/// log(1+f) = 2s + 2/3 s^3 + ... with s = f / (2 + f), the first two terms in twice the working precision.
template <class B>
LAZYND_ALWAYS_INLINE sum_of<B> extended_log(const log_argument<B>& a) {
  using T = scalar_of<B>;
  const B one(T(1)), two(T(2));
  const auto denominator = exact_sum_ordered(two, a.f);
  const B inverse = one / denominator.high;
  const B s = a.f * inverse, twice = s + s;
  const B s_low = subtract_product(s, denominator.low, exact_remainder(a.f, s, denominator.high)) * inverse;

  auto z = exact_product(s, s);
  z.low = multiply_add(twice, s_low, z.low);
  auto cube = exact_product(s, z.high);
  cube.low += multiply_add(s, z.low, s_low * z.high);
  auto factor = exact_sum_ordered(B(constants<B>::two_thirds[0]), polynomial<constants<B>::power_log_tail>(z.high) * z.high);
  factor.low += B(constants<B>::two_thirds[1]);
  auto term = exact_product(cube.high, factor.high);
  term.low += multiply_add(cube.high, factor.low, cube.low * factor.high);

  const auto lead = exact_sum_ordered(a.k * B(constants<B>::ln2[0]), twice);
  const auto sum = exact_sum_ordered(lead.high, term.high);
  const B small = multiply_add(a.k, B(constants<B>::ln2[1]), s_low + s_low) + term.low;
  return {sum.high, (lead.low + sum.low) + small};
}
#endif

/// y times a logarithm.
template <class B>
LAZYND_ALWAYS_INLINE sum_of<B> power_exponent(sum_of<B> log, B y) {
  auto product = exact_product(y, log.high);
  product.low = multiply_add(y, log.low, product.low);
  return product;
}

struct power {
  /// No power of a number but 1 with a larger exponent is finite and above 0.
  template <class T>
  static constexpr T enough = sizeof(T) == 8 ? T(0x1p70) : T(0x1p40f);

  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x, B y) {
    using T = scalar_of<B>;
    using limits = typename format<T>::limits;
    const auto exponent = power_exponent(extended_log(power_argument<B>(x)), y);
    const auto ordinary = (x >= B(limits::min())) & (x <= B(limits::max())) & (xsimd::abs(exponent.high) <= B(exp_range<T>::ordinary));
    if (!xsimd::all(ordinary)) [[unlikely]] {
      return rare(x, y);
    }
    const exp_argument<B> a(exponent);
    return scale_normal(exp_reduced(a.r), a.k);
  }

  template <class B>
  static LAZYND_NOINLINE B rare(B x, B y) {
    using T = scalar_of<B>;
    using F = format<T>;
    const B zero(T(0)), one(T(1)), inf = infinity<B>(), ax = xsimd::abs(x), ay = xsimd::abs(y);
    const auto subnormal = ax < B(F::limits::min());
    const auto x_is_zero = ax == zero, x_is_infinite = ax == inf;
    const B scaled = xsimd::select(subnormal, ax * B(2 * F::two_to_mantissa), ax);
    power_argument<B> a(xsimd::select(x_is_zero | !(ax < inf), one, scaled));
    a.k = xsimd::select(subnormal & !x_is_zero, a.k - B(T(F::mantissa_bits + 1)), a.k);
    const auto exponent = power_exponent(extended_log(a), clamp(y, -enough<T>, enough<T>));
    B result = exp_anywhere(exponent);
    result = xsimd::select(x_is_zero, xsimd::select(y < zero, inf, zero), result);
    result = xsimd::select(x_is_infinite, xsimd::select(y < zero, zero, inf), result);

    const B round(F::two_to_mantissa), half_y = B(T(0.5)) * ay;
    const auto integer = (ay >= round) | (((ay + round) - round) == ay);
    const auto even = (half_y >= round) | (((half_y + round) - round) == half_y);
    result = xsimd::select(integer & !even, result | sign_of(x), result);
    result = xsimd::select((x < zero) & !x_is_infinite & !integer, nan<B>(), result);
    result = xsimd::select(is_nan(x) | is_nan(y), nan<B>(), result);
    return xsimd::select((x == one) | (y == zero), one, result);
  }
};

/// Rounded from twice the precision: the nearest number in all but about one of 2^50 cases (float: 2^20); subnormal results are rounded
/// twice.
struct hypot {
  /// Squares that have neither overflowed nor lost bits.
  template <class T>
  struct range {
    static constexpr T low = sizeof(T) == 8 ? T(0x1p-900) : T(0x1p-70f), high = sizeof(T) == 8 ? T(0x1p1000) : T(0x1p120f);
  };

  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x, B y) {
    using T = scalar_of<B>;
    const auto square = sum_of_squares(xsimd::abs(x), xsimd::abs(y));
    if (!xsimd::all((square.high >= B(range<T>::low)) & (square.high <= B(range<T>::high)))) [[unlikely]] {
      return rare(x, y);
    }
    return root(square);
  }
  /// The same bits whichever comes first.
  template <class B>
  static LAZYND_ALWAYS_INLINE sum_of<B> sum_of_squares(B ax, B ay) {
    const auto swap = ax < ay;
    const B larger = xsimd::select(swap, ay, ax), smaller = xsimd::select(swap, ax, ay);
    const auto first = exact_product(larger, larger), second = exact_product(smaller, smaller);
    const auto sum = exact_sum_ordered(first.high, second.high);
    return {sum.high, sum.low + (first.low + second.low)};
  }
  /// The root, with a Newton step for what was rounded off.
  template <class B>
  static LAZYND_ALWAYS_INLINE B root(sum_of<B> square) {
    const B start = xsimd::sqrt(square.high);
    return start + (exact_remainder(square.high, start, start) + square.low) / (start + start);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x, B y) {
    using T = scalar_of<B>;
    constexpr T scale = sizeof(T) == 8 ? T(0x1p600) : T(0x1p80f);
    const B zero(T(0)), one(T(1)), ax = xsimd::abs(x), ay = xsimd::abs(y), inf = infinity<B>(), square = sum_of_squares(ax, ay).high;
    const auto huge = square > B(range<T>::high), tiny = square < B(range<T>::low);
    const B factor = xsimd::select(huge, B(1 / scale), xsimd::select(tiny, B(scale), one));
    const B back = xsimd::select(huge, B(scale), xsimd::select(tiny, B(1 / scale), one));
    const B result = xsimd::select((ax == zero) & (ay == zero), zero, root(sum_of_squares(ax * factor, ay * factor)) * back);
    return xsimd::select((ax == inf) | (ay == inf), inf, result);
  }
};

struct cbrt {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    using limits = typename format_of<B>::limits;
    const B magnitude = xsimd::abs(x);
    if (!xsimd::all((magnitude >= B(limits::min())) & (magnitude <= B(limits::max())))) [[unlikely]] {
      return rare(x);
    }
    return normal(magnitude) | sign_of(x);
  }

  /// 2^k m to the power -1/3 by a polynomial and one step of Halley's iteration, then a Newton step for the root itself.
  template <class B>
  static LAZYND_ALWAYS_INLINE B normal(B magnitude) {
    using T = scalar_of<B>;
    using C = constants<B>;
    const B one(T(1)), zero(T(0)), third(C::third);
    const log_argument<B> a(magnitude);
    const auto k = nearest_integer<B>::of_product(a.k, third);
    const B rest = subtract_product(k.value, B(T(3)), a.k), m = a.f + one;
    const auto below = rest<zero, above = rest> zero;
    const B y = m * xsimd::select(below, B(T(0.5)), xsimd::select(above, B(T(2)), one));
    const B start_factor =
        xsimd::select(below, B(C::inverse_cbrt_of_2[0]), xsimd::select(above, B(C::inverse_cbrt_of_2[2]), B(C::inverse_cbrt_of_2[1])));
    const B start = polynomial<C::inverse_cbrt>(m) * start_factor;
    const B error = subtract_product(y * start, start * start, one);
    const B inverse = multiply_add(start * error, multiply_add(error, B(2 * C::third * C::third), third), start);
    const B square = inverse * inverse, root = y * square;
    const B excess = multiply_subtract(root * root, root, y);
    return scale_normal(subtract_product(excess, square * third, root), k);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x) {
    using T = scalar_of<B>;
    constexpr T scale = sizeof(T) == 8 ? T(0x1p54) : T(0x1p24f), root_of_scale = sizeof(T) == 8 ? T(0x1p18) : T(0x1p8f);
    const B magnitude = xsimd::abs(x);
    const auto subnormal = magnitude < B(format<T>::limits::min());
    const B root = normal(xsimd::select(subnormal, magnitude * B(scale), magnitude));
    const B result = xsimd::select(subnormal, root * B(1 / root_of_scale), root) | sign_of(x);
    return xsimd::select((x == B(T(0))) | !(magnitude < infinity<B>()), x, result);
  }
};

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
