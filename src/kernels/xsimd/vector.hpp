// SPDX-License-Identifier: BSD-3-Clause
// What the transcendental functions need of batches: bits, exact sums and products, powers of two.
#pragma once
#include <bit>
#include <limits>

#include "kernels/xsimd/coefficients.hpp"
#include "kernels/xsimd/level.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

#if LAZYND_KERNEL_LEVEL > 0 || defined(__ARM_FEATURE_FMA)
inline constexpr bool has_fma = true;
#else
inline constexpr bool has_fma = false;
#endif

template <class B>
using scalar_of = typename B::value_type;
template <class B>
using bits_of = xsimd::batch<xsimd::as_integer_t<scalar_of<B>>, typename B::arch_type>;
template <class B>
using constants = coefficients<scalar_of<B>>;

/// The layout of a floating-point type.
template <class T>
struct format {
  using bits = xsimd::as_integer_t<T>;
  using limits = std::numeric_limits<T>;
  static constexpr int mantissa_bits = limits::digits - 1;
  static constexpr int bias = limits::max_exponent - 1;
  static constexpr bits mantissa_mask = (bits(1) << mantissa_bits) - 1;
  static constexpr T two_to_mantissa = static_cast<T>(bits(1) << mantissa_bits);
  /// Adding it leaves the nearest integer in the low bits of the sum.
  static constexpr T rounder = two_to_mantissa + two_to_mantissa / 2;
  static constexpr bits bits_of(T value) { return std::bit_cast<bits>(value); }
};
template <class B>
using format_of = format<scalar_of<B>>;

template <class B>
LAZYND_ALWAYS_INLINE bits_of<B> to_bits(B x) {
  return xsimd::bitwise_cast<bits_of<B>>(x);
}
template <class B>
LAZYND_ALWAYS_INLINE B from_bits(bits_of<B> x) {
  return xsimd::bitwise_cast<B>(x);
}

// x * y + z, x * y - z and z - x * y, fused where the instruction set has it. The fma of xsimd 8.1 is not, for AVX-512.
#if LAZYND_KERNEL_LEVEL == 2
using doubles = batch_of<double>;
using floats = batch_of<float>;
LAZYND_ALWAYS_INLINE doubles multiply_add(doubles x, doubles y, doubles z) { return _mm512_fmadd_pd(x, y, z); }
LAZYND_ALWAYS_INLINE floats multiply_add(floats x, floats y, floats z) { return _mm512_fmadd_ps(x, y, z); }
LAZYND_ALWAYS_INLINE doubles multiply_subtract(doubles x, doubles y, doubles z) { return _mm512_fmsub_pd(x, y, z); }
LAZYND_ALWAYS_INLINE floats multiply_subtract(floats x, floats y, floats z) { return _mm512_fmsub_ps(x, y, z); }
LAZYND_ALWAYS_INLINE doubles subtract_product(doubles x, doubles y, doubles z) { return _mm512_fnmadd_pd(x, y, z); }
LAZYND_ALWAYS_INLINE floats subtract_product(floats x, floats y, floats z) { return _mm512_fnmadd_ps(x, y, z); }
#else
template <class B>
LAZYND_ALWAYS_INLINE B multiply_add(B x, B y, B z) {
  return xsimd::fma(x, y, z);
}
template <class B>
LAZYND_ALWAYS_INLINE B multiply_subtract(B x, B y, B z) {
  return xsimd::fms(x, y, z);
}
template <class B>
LAZYND_ALWAYS_INLINE B subtract_product(B x, B y, B z) {
  if constexpr (has_fma) {
    return xsimd::fnma(x, y, z);
  } else {
    return z - x * y;
  }
}
#endif

/// Every Step-th coefficient from First on, as a polynomial in x.
template <const auto& Coefficients, std::size_t First, std::size_t Step, class B>
LAZYND_ALWAYS_INLINE B horner(B x) {
  if constexpr (First + Step >= std::size(Coefficients)) {
    return B(Coefficients[First]);
  } else {
    return multiply_add(horner<Coefficients, First + Step, Step>(x), x, B(Coefficients[First]));
  }
}
/// The polynomial with these coefficients, constant term first, where x^2 is known: two chains of half the length, since the processor
/// cannot look far enough ahead to hide one long chain behind the next batch.
template <const auto& Coefficients, class B>
LAZYND_ALWAYS_INLINE B polynomial(B x, B square) {
  return multiply_add(horner<Coefficients, 1, 2>(square), x, horner<Coefficients, 0, 2>(square));
}
template <const auto& Coefficients, class B>
LAZYND_ALWAYS_INLINE B polynomial(B x) {
  if constexpr (std::size(Coefficients) < 8) {
    return horner<Coefficients, 0, 1>(x);
  } else {
    return polynomial<Coefficients>(x, x * x);
  }
}

/// -0.0 where x is negative (or -0, or a nan with the sign bit), else +0.0.
template <class B>
LAZYND_ALWAYS_INLINE B sign_of(B x) {
  return x & B(scalar_of<B>(-0.0));
}
/// x with the other sign; xsimd's is 0 - x.
template <class B>
LAZYND_ALWAYS_INLINE B negated(B x) {
  return x ^ B(scalar_of<B>(-0.0));
}
template <class B>
LAZYND_ALWAYS_INLINE auto is_negative(B x) {
  return (sign_of(x) | B(scalar_of<B>(1))) < B(scalar_of<B>(0));
}
template <class B>
LAZYND_ALWAYS_INLINE B infinity() {
  return B(format_of<B>::limits::infinity());
}
template <class B>
LAZYND_ALWAYS_INLINE B nan() {
  return B(format_of<B>::limits::quiet_NaN());
}
template <class B>
LAZYND_ALWAYS_INLINE auto is_nan(B x) {
  return xsimd::isnan(x);
}

/// The smaller of x and `limit`; nan stays nan, because the instructions give their second operand then.
template <class B>
LAZYND_ALWAYS_INLINE B at_most(B x, scalar_of<B> limit) {
  return xsimd::min(B(limit), x);
}
/// x inside [low, high]; nan stays nan.
template <class B>
LAZYND_ALWAYS_INLINE B clamp(B x, scalar_of<B> low, scalar_of<B> high) {
  return at_most(xsimd::max(B(low), x), high);
}

/// A value and what was rounded off it.
template <class B>
struct sum_of {
  B high, low;
};

/// a + b exactly; |a| >= |b| or a = 0.
template <class B>
LAZYND_ALWAYS_INLINE sum_of<B> exact_sum_ordered(B a, B b) {
  const B sum = a + b;
  return {sum, b - (sum - a)};
}
/// a + b exactly.
template <class B>
LAZYND_ALWAYS_INLINE sum_of<B> exact_sum(B a, B b) {
  const B sum = a + b, b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// The leading half of a number's bits.
template <class B>
LAZYND_ALWAYS_INLINE B leading_half(B x) {
  using bits = typename format_of<B>::bits;
  constexpr int dropped = (format_of<B>::limits::digits + 1) / 2;
  return x & from_bits<B>(bits_of<B>(static_cast<bits>(-(bits(1) << dropped))));
}

/// a * b exactly; without a fused operation by halves of the factors (T. J. Dekker, 1971), to twice the precision.
template <class B>
LAZYND_ALWAYS_INLINE sum_of<B> exact_product(B a, B b) {
  const B product = a * b;
  if constexpr (has_fma) {
    return {product, multiply_subtract(a, b, product)};
  } else {
    const B a_high = leading_half(a), a_low = a - a_high, b_high = leading_half(b), b_low = b - b_high;
    return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
  }
}

/// c - a * b exactly, for a product within a few ulp of c.
template <class B>
LAZYND_ALWAYS_INLINE B exact_remainder(B c, B a, B b) {
  if constexpr (has_fma) {
    return subtract_product(a, b, c);
  } else {
    const auto product = exact_product(a, b);
    return (c - product.high) - product.low;
  }
}

/// The integer nearest to a value: as a number, and in the low bits of `shifted`.
template <class B>
struct nearest_integer {
  B shifted, value;
  LAZYND_ALWAYS_INLINE explicit nearest_integer(B sum) : shifted(sum), value(sum - B(format_of<B>::rounder)) {}
  /// x * scale to the nearest integer.
  static LAZYND_ALWAYS_INLINE nearest_integer of_product(B x, B scale) {
    return nearest_integer(multiply_add(x, scale, B(format_of<B>::rounder)));
  }
  static LAZYND_ALWAYS_INLINE nearest_integer of(B x) { return nearest_integer(x + B(format_of<B>::rounder)); }

  /// The integer moved to the exponent's place.
  LAZYND_ALWAYS_INLINE bits_of<B> as_exponent() const { return to_bits(shifted) << format_of<B>::mantissa_bits; }
};

/// x * 2^k where neither x nor the product is zero, subnormal, infinite or nan.
template <class B>
LAZYND_ALWAYS_INLINE B scale_normal(B x, const nearest_integer<B>& k) {
  return from_bits<B>(to_bits(x) + k.as_exponent());
}

/// x * 2^k for any x of ordinary size and any k that leaves two factors in range; the product may overflow or be subnormal.
template <class B>
LAZYND_ALWAYS_INLINE B scale_any(B x, B k) {
  const B one(scalar_of<B>(1));
  const auto half = nearest_integer<B>::of_product(k, B(scalar_of<B>(0.5)));
  const auto rest = nearest_integer<B>::of(k - half.value);
  return x * scale_normal(one, half) * scale_normal(one, rest);
}

/// scalar(operands...) in place of `result` in every lane where `good` is false.
template <class B, class Good, class Function>
LAZYND_NOINLINE B redo_lanes(B result, Good good, B x, Function scalar) {
  using T = scalar_of<B>;
  T results[B::size], arguments[B::size], marks[B::size];
  result.store_unaligned(results);
  x.store_unaligned(arguments);
  xsimd::select(good, B(T(1)), B(T(0))).store_unaligned(marks);
  for (std::size_t i = 0; i < B::size; ++i) {
    if (marks[i] == T(0)) results[i] = scalar(arguments[i]);
  }
  return B::load_unaligned(results);
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
