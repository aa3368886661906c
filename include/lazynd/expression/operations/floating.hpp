// SPDX-License-Identifier: BSD-3-Clause
// What floating-point numbers are made of: classes, signs, neighbours, mantissas and exponents.
#pragma once
#include <algorithm>
#include <bit>
#include <cmath>

#include <lazynd/expression/operations/comparison.hpp>

namespace lazynd::op {

template <class T>
LAZYND_ALWAYS_INLINE bool is_infinite(T a) {
  if constexpr (is_complex_v<T>) {
    const bool real = is_infinite(a.real()), imag = is_infinite(a.imag());
    return real | imag;
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::fabs(a) == std::numeric_limits<T>::infinity();
  } else {
    return false;
  }
}

struct isinf : fused_operation, any_number {
  static constexpr const char* name = "isinf";
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a) {
    return is_infinite(a);
  }
};
struct isfinite : fused_operation, any_number {
  static constexpr const char* name = "isfinite";
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a) {
    const bool infinite = is_infinite(a), nan = is_nan(a);
    return !(infinite | nan);
  }
};
struct isposinf : fused_operation, real_number {
  static constexpr const char* name = "isposinf";
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a) {
    const bool infinite = is_infinite(a), positive = a > T(0);
    return infinite & positive;
  }
};
struct isneginf : fused_operation, real_number {
  static constexpr const char* name = "isneginf";
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a) {
    const bool infinite = is_infinite(a), negative = a < T(0);
    return infinite & negative;
  }
};
/// Whether the sign bit is set, also that of NaN and -0.
struct signbit : fused_operation, floating_only {
  static constexpr const char* name = "signbit";
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a) {
    using bits = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;
    return std::bit_cast<bits>(a) < 0;
  }
};
/// The first with the sign of the second.
struct copysign : fused_operation, floating_only {
  static constexpr const char* name = "copysign";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    return std::copysign(a, b);
  }
};
/// 0 below zero, 1 above, the second argument at zero; NaN stays.
struct heaviside : fused_operation, floating_only {
  static constexpr const char* name = "heaviside";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T at_zero) {
    const T away = a < 0 ? T(0) : T(1);
    const T known = a == 0 ? at_zero : away;
    return a != a ? a : known;
  }
};

/// The next half precision number from a towards b.
template <class T>
requires is_half_v<T>
constexpr T next_half(T a, T b) {
  const float from = a, to = b;
  if (from != from) return a;
  if (to != to) return b;
  if (from == to) return a;
  const std::uint16_t bits = a.bits();
  if (from == 0) return T::from_bits(static_cast<std::uint16_t>((b.bits() & 0x8000u) | 1u));
  return T::from_bits(static_cast<std::uint16_t>((from < to) == (from > 0) ? bits + 1 : bits - 1));
}

/// Unsigned integer with the bits of a float.
template <std::floating_point T>
using bits_of_t = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

/// The next representable number from the first towards the second. Neighbours of a number are those of its bits.
struct nextafter : fused_operation, floating_only {
  static constexpr const char* name = "nextafter";
  static constexpr float weight = 4;
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (is_half_v<T>) {
      return next_half(a, b);
    } else {
      using bits = bits_of_t<T>;
      const bool upwards = a<b, positive = a> 0, a_is_nan = is_nan(a), b_is_nan = is_nan(b);
      const T neighbour = std::bit_cast<T>(static_cast<bits>(std::bit_cast<bits>(a) + (upwards == positive ? bits(1) : ~bits(0))));
      const T moved = a == 0 ? std::copysign(std::numeric_limits<T>::denorm_min(), b) : neighbour;
      const T next = a == b ? b : moved;
      return (a_is_nan | b_is_nan) ? a + b : next;
    }
  }
};

/// Distance to the next number away from zero, with the sign of the argument; for half precision towards infinity, as in NumPy.
struct spacing : fused_operation, floating_only {
  static constexpr const char* name = "spacing";
  static constexpr float weight = 2;
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (is_half_v<T>) {
      if (is_infinite(static_cast<float>(a))) return std::numeric_limits<T>::quiet_NaN();
      return T(static_cast<float>(next_half(a, std::numeric_limits<T>::infinity())) - static_cast<float>(a));
    } else {
      using bits = bits_of_t<T>;
      const T away = std::bit_cast<T>(static_cast<bits>(std::bit_cast<bits>(a) + 1));
      return a == 0 ? std::numeric_limits<T>::denorm_min() : away - a;
    }
  }
};

/// Mantissa in [0.5, 1) and exponent by their bits, which vectorises; 0, infinities and NaN are their own mantissa, with exponent 0.
template <std::floating_point T>
struct split_number {
  using bits_type = bits_of_t<T>;
  T mantissa;
  std::int32_t exponent;
  LAZYND_ALWAYS_INLINE explicit split_number(T a) {
    constexpr int fraction = std::numeric_limits<T>::digits - 1, bias = std::numeric_limits<T>::max_exponent - 2;
    constexpr bits_type mask = (bits_type{1} << (8 * sizeof(T) - 1 - fraction)) - 1;
    const bool subnormal = std::fabs(a) < std::numeric_limits<T>::min();
    const T scaled = subnormal ? a * static_cast<T>(bits_type{1} << fraction) * T(2) : a;
    const bits_type bits = std::bit_cast<bits_type>(scaled);
    const auto biased = static_cast<std::int32_t>((bits >> fraction) & mask);
    const bool zero = a == 0, nan = is_nan(a), infinite = is_infinite(a), special = zero | nan | infinite;
    const bits_type half = (bits & ~(mask << fraction)) | (static_cast<bits_type>(bias) << fraction);
    mantissa = special ? a : std::bit_cast<T>(half);
    exponent = special ? 0 : biased - bias - (subnormal ? fraction + 1 : 0);
  }
};

/// 2**exponent, where that is a normal number.
template <std::floating_point T>
LAZYND_ALWAYS_INLINE T power_of_two(int exponent) {
  using limits = std::numeric_limits<T>;
  return std::bit_cast<T>(static_cast<bits_of_t<T>>(exponent + limits::max_exponent - 1) << (limits::digits - 1));
}

/// a * 2**exponent, rounded once: the mantissa times a power that leaves it normal is exact, and a second one takes it where it belongs.
struct ldexp : fused_operation, floating_only {
  static constexpr const char* name = "ldexp";
  static constexpr arguments takes = arguments::exponent;
  static constexpr float weight = 8;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, std::int64_t exponent) {
    using limits = std::numeric_limits<T>;
    constexpr int most = limits::max_exponent, least = limits::min_exponent, beyond = limits::digits + 8;
    const split_number<T> parts(a);
    const int whole = parts.exponent + static_cast<int>(std::clamp<std::int64_t>(exponent, -3 * most, 3 * most));
    const int second = whole < least ? -beyond : whole > most ? beyond : 0;
    const int first = std::clamp(whole, least - beyond, most + 1) - second - 1;
    return parts.mantissa * 2 * power_of_two<T>(first) * power_of_two<T>(second);
  }
};

/// First result of frexp: the mantissa, in [0.5, 1).
struct frexp_mantissa : fused_operation, floating_only {
  static constexpr const char* name = "frexp[0]";
  static constexpr float weight = 4;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return split_number<T>(a).mantissa;
  }
};
/// Second result of frexp: the power of two.
struct frexp_exponent : fused_operation, floating_only {
  static constexpr const char* name = "frexp[1]";
  static constexpr float weight = 4;
  template <class T>
  static LAZYND_ALWAYS_INLINE std::int32_t apply(T a) {
    return split_number<T>(a).exponent;
  }
};

/// First result of modf: the fraction, with the sign of the argument.
struct modf_fraction : fused_operation, floating_only {
  static constexpr const char* name = "modf[0]";
  static constexpr float weight = 2;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    const T rest = a - std::trunc(a);
    return std::copysign(is_infinite(a) ? T(0) : rest, a);
  }
};
/// Second result of modf: the whole part.
struct modf_whole : fused_operation, floating_only {
  static constexpr const char* name = "modf[1]";
  static constexpr float weight = 2;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return std::trunc(a);
  }
};

}  // namespace lazynd::op
