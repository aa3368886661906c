// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic of one element. Integers wrap; what C++ leaves undefined is as in NumPy.
#pragma once
#include <bit>
#include <cmath>

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
      // Smith's algorithm (R. L. Smith, CACM 5, 1962), as NumPy divides.
      using R = typename T::value_type;
      const R br = std::fabs(b.real()), bi = std::fabs(b.imag());
      if (br >= bi) {
        if (br == 0 && bi == 0) return T(a.real() / br, a.imag() / br);
        const R ratio = b.imag() / b.real(), scale = R(1) / (b.real() + b.imag() * ratio);
        return T((a.real() + a.imag() * ratio) * scale, (a.imag() - a.real() * ratio) * scale);
      }
      const R ratio = b.real() / b.imag(), scale = R(1) / (b.imag() + b.real() * ratio);
      return T((a.real() * ratio + a.imag()) * scale, (a.imag() * ratio - a.real()) * scale);
    } else {
      return a / b;
    }
  }
};

/// Remainder with the sign of the divisor; 0 for an integer divisor of 0.
struct remainder : fused_operation, real_no_boolean {
  static constexpr const char* name = "remainder";
  static constexpr float weight = 20;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      if constexpr (std::is_signed_v<T>) {
        if (b == 0 || b == -1) return 0;
        const T rest = static_cast<T>(a % b);
        return static_cast<T>(rest != 0 && ((rest < 0) != (b < 0)) ? rest + b : rest);
      } else {
        return b == 0 ? T(0) : static_cast<T>(a % b);
      }
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
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      if (b == 0) return 0;
      if constexpr (std::is_signed_v<T>) {
        if (b == -1) return static_cast<T>(wrapping_t<T>(0) - static_cast<wrapping_t<T>>(a));
        const T quotient = static_cast<T>(a / b);
        return static_cast<T>(a % b != 0 && ((a < 0) != (b < 0)) ? quotient - 1 : quotient);
      } else {
        return static_cast<T>(a / b);
      }
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
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (!std::is_integral_v<T>) {
      return std::fmod(a, b);
    } else if constexpr (std::is_signed_v<T>) {
      return b == 0 || b == -1 ? T(0) : static_cast<T>(a % b);
    } else {
      return b == 0 ? T(0) : static_cast<T>(a % b);
    }
  }
};

struct negative : fused_operation, no_boolean {
  static constexpr const char* name = "negative";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(wrapping_t<T>(0) - static_cast<wrapping_t<T>>(a));
    } else {
      return -a;
    }
  }
};

struct positive : fused_operation, no_boolean {
  static constexpr const char* name = "positive";
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
      if (std::fabs(a.real()) <= std::fabs(a.imag())) {
        const R ratio = a.real() / a.imag(), scale = a.real() * ratio + a.imag();
        return T(ratio / scale, -R(1) / scale);
      }
      const R ratio = a.imag() / a.real(), scale = a.real() + a.imag() * ratio;
      return T(R(1) / scale, -ratio / scale);
    } else {
      return divide::apply(T(1), a);
    }
  }
};

/// Absolute value; the lowest integer stays itself. Complex numbers give their modulus.
struct absolute : fused_operation, any_number {
  static constexpr const char* name = "absolute";
  template <class T>
  static constexpr bool fused = !is_complex_v<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE auto apply(T a) {
    if constexpr (is_complex_v<T>) {
      return std::hypot(a.real(), a.imag());
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

/// -1, 0 or 1; NaN stays NaN; z/|z| for complex numbers (NumPy 2).
struct sign : fused_operation, no_boolean {
  static constexpr const char* name = "sign";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (is_complex_v<T>) {
      const auto modulus = std::hypot(a.real(), a.imag());
      return modulus == 0 ? T(0) : T(a.real() / modulus, a.imag() / modulus);
    } else if constexpr (std::is_floating_point_v<T>) {
      const T one_or_zero = static_cast<T>(a > 0) - static_cast<T>(a < 0);
      return a != a ? a : one_or_zero;
    } else {
      return static_cast<T>((a > 0) - (a < 0));
    }
  }
};

/// Integer power by squaring; a negative exponent is a `value_error`, as in NumPy.
template <Integer T>
LAZYND_ALWAYS_INLINE T integer_power(T base, T exponent) {
  if constexpr (std::is_signed_v<T>) {
    if (exponent < 0) throw value_error("power: integers to negative integer powers are not allowed; cast to a float type first");
  }
  wrapping_t<T> result = 1, factor = static_cast<wrapping_t<T>>(base);
  for (auto rest = static_cast<std::make_unsigned_t<T>>(exponent); rest != 0; rest = static_cast<std::make_unsigned_t<T>>(rest >> 1)) {
    if (rest & 1) result *= factor;
    factor *= factor;
  }
  return static_cast<T>(result);
}

}  // namespace lazynd::op
