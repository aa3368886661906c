// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic of one element. Integers wrap; what C++ leaves undefined is as in NumPy.
#pragma once
#include <bit>
#include <cmath>
#include <concepts>
#include <limits>

#include <lazynd/expression/operations/rules.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::op {

struct add : fused_operation, any_number {
  static constexpr const char* name = "add";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_same_v<T, bool>) {
      return a | b;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(static_cast<wrapping_t<T>>(a) + static_cast<wrapping_t<T>>(b));
    } else if constexpr (is_complex_v<T>) {
      return T(a.real() + b.real(), a.imag() + b.imag());
    } else {
      return a + b;
    }
  }
};

struct subtract : fused_operation, no_boolean {
  static constexpr const char* name = "subtract";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(static_cast<wrapping_t<T>>(a) - static_cast<wrapping_t<T>>(b));
    } else if constexpr (is_complex_v<T>) {
      return T(a.real() - b.real(), a.imag() - b.imag());
    } else {
      return a - b;
    }
  }
};

/// -x through the bits. g++ 12 turns the minus and plus of a complex product into one fused multiply-add, even with -ffp-contract=off
/// (GCC bug 106902), and then the bits depend on the instruction set; it does not see this minus.
template <std::floating_point R>
LAZYND_ALWAYS_INLINE R negated_bits(R x) {
  using bits = std::conditional_t<sizeof(R) == 4, std::uint32_t, std::uint64_t>;
  return std::bit_cast<R>(std::bit_cast<bits>(x) ^ (bits{1} << (8 * sizeof(R) - 1)));
}

struct multiply : fused_operation, any_number {
  static constexpr const char* name = "multiply";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_same_v<T, bool>) {
      return a & b;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(static_cast<wrapping_t<T>>(a) * static_cast<wrapping_t<T>>(b));
    } else if constexpr (is_complex_v<T>) {
      return T(a.real() * b.real() + negated_bits(a.imag() * b.imag()), a.real() * b.imag() + a.imag() * b.real());
    } else {
      return a * b;
    }
  }
};

/// True division: integers divide as float64.
struct divide : fused_operation, boolean_as_int8 {
  static constexpr const char* name = "divide";
  static constexpr float weight = 4;
  template <class T>
  static LAZYND_ALWAYS_INLINE auto apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<double>(a) / static_cast<double>(b);
    } else if constexpr (is_complex_v<T>) {
      // Smith's algorithm (R. L. Smith, CACM 5, 1962), as NumPy divides; selections instead of branches, so that it vectorises.
      using R = typename T::value_type;
      const bool real_first = std::fabs(b.real()) >= std::fabs(b.imag());
      const R larger = real_first ? b.real() : b.imag(), smaller = real_first ? b.imag() : b.real();
      const R ratio = smaller / larger, scale = R(1) / (larger + smaller * ratio);
      const R first = real_first ? a.real() : a.imag(), second = real_first ? a.imag() : a.real();
      const R real = (first + second * ratio) * scale, cross = (second + negated_bits(first * ratio)) * scale;
      const bool no_real = b.real() == 0, no_imag = b.imag() == 0, by_zero = no_real & no_imag;
      const R zero = std::fabs(b.real());
      const R imag = real_first ? cross : (first * ratio + negated_bits(second)) * scale;
      return T(by_zero ? a.real() / zero : real, by_zero ? a.imag() / zero : imag);
    } else {
      return a / b;
    }
  }
};

/// a / b truncated, for b other than 0 and -1. Up to 32 bits a float type holds the quotient to more bits than it has, so truncating it is
/// exact, and there are vector instructions for it.
template <Integer T>
LAZYND_ALWAYS_INLINE T truncated_quotient(T a, T b) {
  if constexpr (sizeof(T) == 8) {
    return static_cast<T>(a / b);
  } else {
    using F = std::conditional_t<sizeof(T) == 4, double, float>;
    using I = std::conditional_t<sizeof(T) == 4 && std::is_unsigned_v<T>, std::int64_t, std::int32_t>;
    return static_cast<T>(static_cast<I>(static_cast<F>(a) / static_cast<F>(b)));
  }
}

/// Truncated quotient and remainder of integers; by 0 both are 0. Without branches: signs and zeros come in no order a processor guesses.
template <Integer T>
struct quotient_and_rest {
  T quotient, rest;
  LAZYND_ALWAYS_INLINE quotient_and_rest(T a, T b) {
    using U = wrapping_t<T>;
    const bool by_zero = b == T(0), by_minus_one = std::is_signed_v<T> && b == static_cast<T>(-1);
    const T divisor = (by_zero | by_minus_one) ? T(1) : b;
    const T whole = truncated_quotient(a, divisor);
    rest = static_cast<T>(static_cast<U>(a) - static_cast<U>(whole) * static_cast<U>(divisor));
    const T negated = static_cast<T>(U(0) - static_cast<U>(a));
    quotient = by_minus_one ? negated : whole;
    quotient = by_zero ? T(0) : quotient;
  }
  /// Whether the quotient, rounded towards 0, lies above the true one.
  [[nodiscard]] LAZYND_ALWAYS_INLINE bool rounded_up(T b) const { return (rest != T(0)) & ((rest < T(0)) != (b < T(0))); }
};

/// Weight of what is made of `std::fmod`, which divides bit by bit: measured 10 ns for doubles, 11 for floats, 0.2 to 1.9 for integers.
template <class T>
inline constexpr float fmod_weight = !std::is_floating_point_v<T> ? 20
                                     : sizeof(T) == 8             ? 140
                                                                  : 300;

/// Remainder with the sign of the divisor; 0 for an integer divisor of 0.
struct remainder : fused_operation, real_no_boolean {
  static constexpr const char* name = "remainder";
  static constexpr float weight = 20;
  template <class T>
  static constexpr float weight_for = fmod_weight<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      const quotient_and_rest<T> parts(a, b);
      return static_cast<T>(parts.rest + (parts.rounded_up(b) ? b : T(0)));
    } else {
      const T rest = std::fmod(a, b);
      if (b == 0) return rest;
      if (rest == 0) return std::copysign(T(0), b);
      return (rest < 0) != (b < 0) ? rest + b : rest;
    }
  }
};

/// Largest integer not above the quotient; 0 for an integer divisor of 0.
struct floor_divide : fused_operation, real_no_boolean {
  static constexpr const char* name = "floor_divide";
  static constexpr float weight = 20;
  template <class T>
  static constexpr float weight_for = fmod_weight<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      const quotient_and_rest<T> parts(a, b);
      return static_cast<T>(parts.quotient - (parts.rounded_up(b) ? T(1) : T(0)));
    } else {
      if (b == 0) return a / b;
      T rest = std::fmod(a, b);
      T quotient = (a - rest) / b;
      if (rest != 0 && ((b < 0) != (rest < 0))) quotient -= T(1);
      if (quotient == 0) return std::copysign(T(0), a / b);
      const T whole = std::floor(quotient);
      return quotient - whole > T(0.5) ? whole + T(1) : whole;
    }
  }
};

/// Remainder with the sign of the dividend, as C's; 0 for an integer divisor of 0.
struct fmod : fused_operation, real_no_boolean {
  static constexpr const char* name = "fmod";
  static constexpr float weight = 20;
  template <class T>
  static constexpr float weight_for = fmod_weight<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return quotient_and_rest<T>(a, b).rest;
    } else {
      return std::fmod(a, b);
    }
  }
};

struct negative : fused_operation, no_boolean {
  static constexpr const char* name = "negative";
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(wrapping_t<T>(0) - static_cast<wrapping_t<T>>(a));
    } else if constexpr (is_half_v<T>) {
      return T::from_bits(static_cast<std::uint16_t>(a.bits() ^ 0x8000));
    } else {
      return -a;
    }
  }
};

struct positive : fused_operation, no_boolean {
  static constexpr const char* name = "positive";
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return a;
  }
};

struct square : fused_operation, boolean_as_int8 {
  static constexpr const char* name = "square";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return multiply::apply(a, a);
  }
};

struct reciprocal : fused_operation, boolean_as_int8 {
  static constexpr const char* name = "reciprocal";
  static constexpr float weight = 4;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (std::is_integral_v<T>) {
      if (a == 0) return cast_element<T>(std::numeric_limits<double>::infinity());
      return static_cast<T>(T(1) / a);
    } else if constexpr (is_complex_v<T>) {
      // Smith's algorithm again, in the order of NumPy: 1/0 is nan here, not infinite.
      using R = typename T::value_type;
      const bool imag_first = std::fabs(a.real()) <= std::fabs(a.imag());
      const R larger = imag_first ? a.imag() : a.real(), smaller = imag_first ? a.real() : a.imag();
      const R ratio = smaller / larger, scale = larger + smaller * ratio;
      return T((imag_first ? ratio : R(1)) / scale, (imag_first ? R(-1) : -ratio) / scale);
    } else {
      return divide::apply(T(1), a);
    }
  }
};

/// Absolute value; the lowest integer stays itself. Complex numbers give their modulus.
struct absolute : fused_operation, any_number {
  static constexpr const char* name = "absolute";
  static constexpr bool keeps_half = true;
  template <class T>
  static constexpr bool fused = !is_complex_v<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE auto apply(T a) {
    if constexpr (is_complex_v<T>) {
      return std::hypot(a.real(), a.imag());
    } else if constexpr (is_half_v<T>) {
      return T::from_bits(static_cast<std::uint16_t>(a.bits() & 0x7fff));
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::fabs(a);
    } else if constexpr (std::is_signed_v<T>) {
      return a < 0 ? negative::apply(a) : a;
    } else {
      return a;
    }
  }
};

/// Absolute value as a float.
struct fabs : fused_operation, floating_only {
  static constexpr const char* name = "fabs";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return std::fabs(a);
  }
};

/// Complex conjugate; real numbers stay.
struct conjugate : fused_operation, boolean_as_int8 {
  static constexpr const char* name = "conjugate";
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (is_complex_v<T>) {
      return T(a.real(), -a.imag());
    } else {
      return a;
    }
  }
};

/// Real part; real numbers stay.
struct real : fused_operation, any_number {
  static constexpr const char* name = "real";
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE auto apply(T a) {
    if constexpr (is_complex_v<T>) {
      return a.real();
    } else {
      return a;
    }
  }
};

/// Imaginary part; 0 for real numbers.
struct imag : fused_operation, any_number {
  static constexpr const char* name = "imag";
  template <class T>
  static LAZYND_ALWAYS_INLINE auto apply(T a) {
    if constexpr (is_complex_v<T>) {
      return a.imag();
    } else {
      return T(0);
    }
  }
};

/// z / |z|; 0 for 0. As in NumPy 2, one infinite part gives the direction of its axis, and two give NaN. Scaled by a power of two, so that
/// the square of the modulus is a normal number. Selections in place of branches: the loop is one over vectors.
template <std::floating_point R>
LAZYND_ALWAYS_INLINE std::complex<R> complex_sign(std::complex<R> z) {
  using bits = std::conditional_t<sizeof(R) == 4, std::uint32_t, std::uint64_t>;
  using limits = std::numeric_limits<R>;
  const R width = std::fabs(z.real()), height = std::fabs(z.imag()), larger = width > height ? width : height;
  const R power = std::bit_cast<R>(std::bit_cast<bits>(larger) & std::bit_cast<bits>(limits::infinity()));
  const R unit = R(1) / (larger < limits::min() ? limits::min() : power), x = z.real() * unit, y = z.imag() * unit;
  const bool zero = width == 0 && height == 0, wide = width == limits::infinity(), high = height == limits::infinity();
  const R modulus = std::sqrt(x * x + y * y);
  const auto part = [&](R scaled, R whole, bool infinite, bool other) {
    const R finite = zero || other ? R(0) : scaled / modulus;
    const R direction = other ? limits::quiet_NaN() : std::copysign(R(1), whole);
    return infinite ? direction : finite;
  };
  return {part(x, z.real(), wide, high), part(y, z.imag(), high, wide)};
}

/// -1, 0 or 1; NaN stays NaN; z/|z| for complex numbers (NumPy 2).
struct sign : fused_operation, no_boolean {
  static constexpr const char* name = "sign";
  template <class T>
  static constexpr float weight_for = is_complex_v<T> ? 30 : 1;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (is_complex_v<T>) {
      return complex_sign(a);
    } else if constexpr (std::is_floating_point_v<T>) {
      const T one_or_zero = static_cast<T>(a > 0) - static_cast<T>(a < 0);
      return a != a ? a : one_or_zero;
    } else {
      return static_cast<T>((a > 0) - (a < 0));
    }
  }
};

/// Squaring, one bit of the exponent at a time and without branches.
template <std::unsigned_integral U>
struct power_steps {
  U factor, rest;  ///< the base squared so often; the bits of the exponent that are left
  U result = 1;
  LAZYND_ALWAYS_INLINE void step() {
    result *= ((factor - 1) & (U(0) - (rest & 1))) + 1;
    factor *= factor;
    rest >>= 1;
  }
};

/// Integer power by squaring; a negative exponent is a `value_error`, as in NumPy.
template <Integer T>
LAZYND_ALWAYS_INLINE T integer_power(T base, T exponent) {
  if constexpr (std::is_signed_v<T>) {
    if (exponent < 0) throw value_error("power: integers to negative integer powers are not allowed; cast to a float type first");
  }
  using U = wrapping_t<T>;
  power_steps<U> power{static_cast<U>(base), static_cast<std::make_unsigned_t<T>>(exponent)};
  // Nobody foresees where the exponent ends, so a few steps for nothing cost less than asking; short ones need no loop and are vectorised.
  constexpr int digits = std::numeric_limits<T>::digits, without_asking = std::is_unsigned_v<T> && digits <= 16 ? digits : 3;
  for (int i = 0; i < without_asking; ++i) power.step();
  if constexpr (without_asking < digits) {
    while (power.rest != 0) power.step();
  }
  return static_cast<T>(power.result);
}

}  // namespace lazynd::op
