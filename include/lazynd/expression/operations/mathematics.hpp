// SPDX-License-Identifier: BSD-3-Clause
// Roots, rounding, and the functions that library kernels compute.
#pragma once
#include <cmath>
#include <numbers>

#include <lazynd/expression/operations/arithmetic.hpp>

namespace lazynd::op {

struct sqrt : fused_operation, floating_or_complex {
  static constexpr const char* name = "sqrt";
  static constexpr float weight = 6;
  template <class T>
  static constexpr bool fused = !is_complex_v<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return std::sqrt(a);
  }
};

/// Rounding: integers and bool become floats (from NumPy 2.1 on they stay what they are).
struct rounding : fused_operation, floating_only {
  static constexpr float weight = 2;
};
#define LAZYND_ROUNDING(NAME, FUNCTION)        \
  struct NAME : rounding {                     \
    static constexpr const char* name = #NAME; \
    template <class T>                         \
    static LAZYND_ALWAYS_INLINE T apply(T a) { \
      return FUNCTION(a);                      \
    }                                          \
  };
LAZYND_ROUNDING(floor, std::floor)
LAZYND_ROUNDING(ceil, std::ceil)
LAZYND_ROUNDING(trunc, std::trunc)
#undef LAZYND_ROUNDING

/// To the nearest integer, halves to even; integers become floats.
struct rint : fused_operation, floating_or_complex {
  static constexpr const char* name = "rint";
  static constexpr float weight = 2;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (is_complex_v<T>) {
      return T(std::rint(a.real()), std::rint(a.imag()));
    } else {
      return std::rint(a);
    }
  }
};

// The functions whose loops are library kernels. The body is only a declaration: it tells the type of the result.
#define LAZYND_LIBRARY(NAME, RULE, ...)        \
  struct NAME : library_operation, RULE {      \
    static constexpr const char* name = #NAME; \
    template <class T>                         \
    static T apply(__VA_ARGS__);               \
  };
LAZYND_LIBRARY(exp, floating_or_complex, T)
LAZYND_LIBRARY(exp2, floating_or_complex, T)
LAZYND_LIBRARY(expm1, floating_or_complex, T)
LAZYND_LIBRARY(log, floating_or_complex, T)
LAZYND_LIBRARY(log2, floating_or_complex, T)
LAZYND_LIBRARY(log10, floating_or_complex, T)
LAZYND_LIBRARY(log1p, floating_or_complex, T)
LAZYND_LIBRARY(sin, floating_or_complex, T)
LAZYND_LIBRARY(cos, floating_or_complex, T)
LAZYND_LIBRARY(tan, floating_or_complex, T)
LAZYND_LIBRARY(arcsin, floating_or_complex, T)
LAZYND_LIBRARY(arccos, floating_or_complex, T)
LAZYND_LIBRARY(arctan, floating_or_complex, T)
LAZYND_LIBRARY(sinh, floating_or_complex, T)
LAZYND_LIBRARY(cosh, floating_or_complex, T)
LAZYND_LIBRARY(tanh, floating_or_complex, T)
LAZYND_LIBRARY(arcsinh, floating_or_complex, T)
LAZYND_LIBRARY(arccosh, floating_or_complex, T)
LAZYND_LIBRARY(arctanh, floating_or_complex, T)
LAZYND_LIBRARY(cbrt, floating_only, T)
LAZYND_LIBRARY(arctan2, floating_only, T, T)
LAZYND_LIBRARY(hypot, floating_only, T, T)
#undef LAZYND_LIBRARY

/// Power: integers stay integers (by squaring), floats and complex numbers go to library kernels.
struct power : library_operation, boolean_as_int8 {
  static constexpr const char* name = "power";
  static constexpr float weight = 40;
  template <class T>
  static constexpr bool fused = std::is_integral_v<T>;
  template <class T, class>
  static constexpr bool may_throw = std::is_signed_v<T>;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T base, T exponent) {
    if constexpr (Integer<T>) {
      return integer_power(base, exponent);
    } else {
      return std::pow(base, exponent);
    }
  }
};

/// Power in double precision, whatever the arguments are.
struct float_power : library_operation, double_or_complex {
  static constexpr const char* name = "float_power";
  static constexpr float weight = 40;
  template <class T>
  static T apply(T, T);
};

/// I0 by its power series, sum of (x/2)^2k / k!^2, and beyond 30 by its asymptotic one, e^x / sqrt(2 pi x) times the sum of
/// prod (2j-1)^2 / (8x)^k k! (Abramowitz and Stegun 9.6.12 and 9.7.1). All terms are positive, so neither cancels. NaN for infinity, as
/// in NumPy.
inline double bessel_i0(double x) {
  using wide = long double;  // so that only exp and the last product round
  x = std::fabs(x);
  wide term = 1, sum = 1;
  if (x <= 30) {
    const wide quarter = wide(x) * x / 4;
    for (int k = 1; term > sum * 1e-18L; ++k) sum += term *= quarter / (wide(k) * k);
    return static_cast<double>(sum);
  }
  for (int k = 1; k < 30 && term > sum * 1e-18L; ++k) sum += term *= (2.0L * k - 1) * (2.0L * k - 1) / (8.0L * x * k);
  const wide scaled = sum / (std::sqrt(2 * std::numbers::pi_v<wide>) * std::sqrt(wide(x)));
  if (x < 700) return static_cast<double>(std::exp(x) * scaled);
  // exp(x/2) twice: the product may exist where exp(x) does not.
  const double half = std::exp(x / 2);
  return static_cast<double>(half * scaled * half);
}

/// log(exp(a) + exp(b)) without overflow.
struct logaddexp : fused_operation, floating_only {
  static constexpr const char* name = "logaddexp";
  static constexpr float weight = 60;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if (a == b) return a + std::numbers::ln2_v<T>;
    const T distance = a - b;
    if (distance > 0) return a + std::log1p(std::exp(-distance));
    return distance <= 0 ? b + std::log1p(std::exp(distance)) : distance;
  }
};

/// log2(2**a + 2**b) without overflow.
struct logaddexp2 : fused_operation, floating_only {
  static constexpr const char* name = "logaddexp2";
  static constexpr float weight = 60;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if (a == b) return a + T(1);
    const T distance = a - b;
    if (distance > 0) return a + std::numbers::log2e_v<T> * std::log1p(std::exp2(-distance));
    return distance <= 0 ? b + std::numbers::log2e_v<T> * std::log1p(std::exp2(distance)) : distance;
  }
};

/// Modified Bessel function of the first kind, order 0.
struct i0 : fused_operation, real_number {
  static constexpr const char* name = "i0";
  static constexpr float weight = 60;
  template <class T>
  static LAZYND_ALWAYS_INLINE auto apply(T a) {
    using result = std::conditional_t<std::is_integral_v<T>, double, T>;
    return static_cast<result>(bessel_i0(static_cast<double>(a)));
  }
};

/// Degrees to radians.
struct deg2rad : fused_operation, floating_only {
  static constexpr const char* name = "deg2rad";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return a * (std::numbers::pi_v<T> / T(180));
  }
};

/// Radians to degrees.
struct rad2deg : fused_operation, floating_only {
  static constexpr const char* name = "rad2deg";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return a * (T(180) / std::numbers::pi_v<T>);
  }
};

}  // namespace lazynd::op
