// SPDX-License-Identifier: BSD-3-Clause
// Logarithms and inverse hyperbolic functions of batches.
//
// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)], and log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))) with s = f / (2 + f): the form of
// the FreeBSD mathematical library, which keeps the leading terms exact.
#pragma once
#include "kernels/xsimd/vector.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

/// x = 2^k (1 + f) for a positive normal x.
template <class B>
struct log_argument {
  B k, f;
  LAZYND_ALWAYS_INLINE explicit log_argument(B x) {
    using T = scalar_of<B>;
    using F = format<T>;
    using bits = bits_of<B>;
    using unsigned_bits = xsimd::batch<xsimd::as_unsigned_integer_t<T>, typename B::arch_type>;
    constexpr auto low = F::bits_of(T(0x1.6a09e667f3bcdp-1));  // sqrt(1/2)
    const bits shifted = to_bits(x) + bits(F::bits_of(T(1)) - low);
    const bits biased = xsimd::bitwise_cast<bits>(xsimd::bitwise_cast<unsigned_bits>(shifted) >> F::mantissa_bits);
    k = from_bits<B>(biased | bits(F::bits_of(F::two_to_mantissa))) - B(F::two_to_mantissa + T(F::bias));
    f = from_bits<B>((shifted & bits(F::mantissa_mask)) + bits(low)) - B(T(1));
  }
};

/// The terms of log(1 + f): f - half_square + product.
template <class B>
struct log_terms {
  B f, half_square, product;
  LAZYND_ALWAYS_INLINE explicit log_terms(B fraction) : f(fraction) {
    using T = scalar_of<B>;
    const B s = f / (B(T(2)) + f), z = s * s;
    half_square = B(T(0.5)) * f * f;
    product = s * multiply_add(polynomial<constants<B>::log_tail>(z), z, half_square);
  }
};

/// k ln 2 + log(1 + f) + low, for |low| far below an ulp of the rest unless k and f are 0.
template <class B>
LAZYND_ALWAYS_INLINE B natural_log(const log_argument<B>& a, B low) {
  const log_terms<B> t(a.f);
  const B rest = t.product + multiply_add(a.k, B(constants<B>::ln2[1]), low);
  return multiply_add(a.k, B(constants<B>::ln2[0]), t.f - (t.half_square - rest));
}

/// (k ln 2 + log(1 + f)) / log(base), with both factors in two parts.
template <class B>
LAZYND_ALWAYS_INLINE B based_log(const log_argument<B>& a, const scalar_of<B> (&log_of_2)[2], const scalar_of<B> (&log_of_e)[2]) {
  const log_terms<B> t(a.f);
  const B high = t.f - t.half_square, low = ((t.f - high) - t.half_square) + t.product;
  const auto product = exact_product(high, B(log_of_e[0]));
  const auto sum = exact_sum_ordered(a.k * B(log_of_2[0]), product.high);
  const B rest = multiply_add(low, B(log_of_e[0]), multiply_add(high, B(log_of_e[1]), product.low));
  return sum.high + (sum.low + multiply_add(a.k, B(log_of_2[1]), rest));
}

/// The part of a logarithm that does not depend on its base.
template <class Base>
struct logarithm {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    using limits = typename format_of<B>::limits;
    if (!xsimd::all((x >= B(limits::min())) & (x <= B(limits::max())))) [[unlikely]] {
      return rare(x);
    }
    return Base::finish(log_argument<B>(x));
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x) {
    using T = scalar_of<B>;
    const B zero(T(0));
    const auto subnormal = x < B(format<T>::limits::min());
    log_argument<B> a(xsimd::select(subnormal, x * B(2 * format<T>::two_to_mantissa), x));
    a.k = xsimd::select(subnormal, a.k - B(T(format<T>::mantissa_bits + 1)), a.k);
    B result = xsimd::select(x <= B(format<T>::limits::max()), Base::finish(a), x);
    result = xsimd::select(x == zero, negated(infinity<B>()), result);
    return xsimd::select(x < zero, nan<B>(), result);
  }
};

struct log : logarithm<log> {
  template <class B>
  static LAZYND_ALWAYS_INLINE B finish(const log_argument<B>& a) {
    return natural_log(a, B(scalar_of<B>(0)));
  }
};
struct log2 : logarithm<log2> {
  template <class B>
  static LAZYND_ALWAYS_INLINE B finish(const log_argument<B>& a) {
    return based_log(a, constants<B>::log2_of_2, constants<B>::log2_of_e);
  }
};
struct log10 : logarithm<log10> {
  template <class B>
  static LAZYND_ALWAYS_INLINE B finish(const log_argument<B>& a) {
    return based_log(a, constants<B>::log10_of_2, constants<B>::log10_of_e);
  }
};

/// log(high + low) + doublings * ln 2 for a sum that is exact.
template <class B>
LAZYND_ALWAYS_INLINE B log_of_sum_ordinary(sum_of<B> x, B doublings) {
  log_argument<B> a(x.high);
  a.k += doublings;
  return natural_log(a, x.low / x.high);
}
template <class B>
LAZYND_NOINLINE B log_of_sum_rare(sum_of<B> x, B doublings) {
  const B zero(scalar_of<B>(0));
  B result = xsimd::select(x.high <= B(format_of<B>::limits::max()), log_of_sum_ordinary(x, doublings), x.high);
  result = xsimd::select(x.high == zero, negated(infinity<B>()), result);
  return xsimd::select(x.high < zero, nan<B>(), result);
}
template <class B>
LAZYND_ALWAYS_INLINE B log_of_sum(sum_of<B> x, B doublings) {
  using limits = typename format_of<B>::limits;
  if (!xsimd::all((x.high >= B(limits::min())) & (x.high <= B(limits::max())))) [[unlikely]] {
    return log_of_sum_rare(x, doublings);
  }
  return log_of_sum_ordinary(x, doublings);
}

struct log1p {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    return of(x) | sign_of(x);
  }
  /// Without the sign of zero. An infinite x has no rounding error to add.
  template <class B>
  static LAZYND_ALWAYS_INLINE B of(B x) {
    return log_of_sum(exact_sum(B(scalar_of<B>(1)), x), B(scalar_of<B>(0)));
  }
};

/// Above it, 1 + x^2 rounds to x^2.
template <class T>
inline constexpr T square_swallows_one = static_cast<T>(std::int64_t(1) << (format<T>::limits::digits / 2 + 2));

struct arcsinh {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    using T = scalar_of<B>;
    const B zero(T(0)), one(T(1)), magnitude = xsimd::abs(x);
    const auto large = magnitude > B(square_swallows_one<T>);
    const B bounded = xsimd::select(large, one, magnitude), square = bounded * bounded;
    const auto sum = exact_sum(one, bounded + square / (one + xsimd::sqrt(one + square)));
    const B result = log_of_sum(sum_of<B>{xsimd::select(large, magnitude, sum.high), xsimd::select(large, zero, sum.low)},
                                xsimd::select(large, one, zero));
    return result | sign_of(x);
  }
};

struct arccosh {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    using T = scalar_of<B>;
    const B zero(T(0)), one(T(1));
    const auto large = x > B(square_swallows_one<T>);
    const B above = xsimd::select(large, one, x) - one;
    const auto sum = exact_sum(one, above + xsimd::sqrt(above * (above + B(T(2)))));
    const B result =
        log_of_sum(sum_of<B>{xsimd::select(large, x, sum.high), xsimd::select(large, zero, sum.low)}, xsimd::select(large, one, zero));
    return xsimd::select(x < one, nan<B>(), result);
  }
};

struct arctanh {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    using T = scalar_of<B>;
    const B magnitude = xsimd::abs(x);
    return (log1p::of((magnitude + magnitude) / (B(T(1)) - magnitude)) * B(T(0.5))) | sign_of(x);
  }
};

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
