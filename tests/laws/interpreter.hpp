// SPDX-License-Identifier: BSD-3-Clause
// What operations mean for one element, written without the library, after NumPy's definitions: integers wrap, real numbers are computed in
// a format that has a C++ type and rounded after each operation, complex numbers by NumPy's formulas.
#pragma once
#include <cmath>
#include <complex>
#include <cstdint>
#include <type_traits>

#include <lazynd/dtype/element.hpp>

namespace laws {

template <class T>
inline constexpr bool is_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;

template <class T>
struct meaning;

template <class T>
requires is_integer<T>
struct meaning<T> {
  using bits = std::uint64_t;
  static bool is_nan(T) { return false; }
  static bool less(T a, T b) { return a < b; }
  static T plus(T a, T b) { return static_cast<T>(static_cast<bits>(a) + static_cast<bits>(b)); }
  static T minus(T a, T b) { return static_cast<T>(static_cast<bits>(a) - static_cast<bits>(b)); }
  static T times(T a, T b) { return static_cast<T>(static_cast<bits>(a) * static_cast<bits>(b)); }
  static T magnitude(T a) { return a < T(0) ? minus(0, a) : a; }
  static T quotient(T a, T b) {  // the remainder, with the sign of b
    if (b == 0 || (std::is_signed_v<T> && b == static_cast<T>(-1))) return 0;
    const auto rest = a % b;
    return static_cast<T>(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
  }
  static T mixture(T a, T b) { return static_cast<T>((a & b) ^ T(5)); }
};

template <>
struct meaning<bool> {
  static bool is_nan(bool) { return false; }
  static bool less(bool a, bool b) { return !a && b; }
  static bool plus(bool a, bool b) { return a || b; }
  static bool minus(bool a, bool b) { return a != b; }
  static bool times(bool a, bool b) { return a && b; }
  static bool magnitude(bool a) { return a; }
  static bool quotient(bool a, bool b) { return !a || b; }  // a <= b
  static bool mixture(bool a, bool b) { return !(a && b); }
};

template <class T>
requires lazynd::is_floating_v<T>
struct meaning<T> {
  using wide = std::conditional_t<std::is_same_v<T, double>, double, float>;
  static bool is_nan(T a) { return std::isnan(wide(a)); }
  static bool less(T a, T b) { return wide(a) < wide(b); }
  static T plus(T a, T b) { return T(wide(a) + wide(b)); }
  static T minus(T a, T b) { return T(wide(a) - wide(b)); }
  static T times(T a, T b) { return T(wide(a) * wide(b)); }
  static T magnitude(T a) { return T(std::fabs(wide(a))); }
  static T quotient(T a, T b) { return T(wide(a) / wide(b)); }
  static T mixture(T a, T b) { return minus(T(std::sqrt(wide(magnitude(a)))), T(std::floor(wide(b)))); }
};

template <class R>
struct meaning<std::complex<R>> {
  using T = std::complex<R>;
  static bool is_nan(T a) { return std::isnan(a.real()) || std::isnan(a.imag()); }
  static bool less(T a, T b) {
    if (a.real() == b.real()) return a.imag() < b.imag();
    return a.real() < b.real() && !std::isnan(a.imag()) && !std::isnan(b.imag());
  }
  static T plus(T a, T b) { return {a.real() + b.real(), a.imag() + b.imag()}; }
  static T minus(T a, T b) { return {a.real() - b.real(), a.imag() - b.imag()}; }
  static T times(T a, T b) { return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()}; }
  static T magnitude(T a) { return {a.real(), -a.imag()}; }  // the conjugate: a modulus is no complex number
  static T quotient(T a, T b) {
    if (std::fabs(b.real()) >= std::fabs(b.imag())) {
      if (b.real() == 0 && b.imag() == 0) return {a.real() / std::fabs(b.real()), a.imag() / std::fabs(b.real())};
      const R ratio = b.imag() / b.real(), scale = R(1) / (b.real() + b.imag() * ratio);
      return {(a.real() + a.imag() * ratio) * scale, (a.imag() - a.real() * ratio) * scale};
    }
    const R ratio = b.real() / b.imag(), scale = R(1) / (b.imag() + b.real() * ratio);
    return {(a.real() * ratio + a.imag()) * scale, (a.imag() * ratio - a.real()) * scale};
  }
  static T reciprocal(T a) {
    if (std::fabs(a.imag()) <= std::fabs(a.real())) {
      const R ratio = a.imag() / a.real(), d = a.real() + a.imag() * ratio;
      return {R(1) / d, -ratio / d};
    }
    const R ratio = a.real() / a.imag(), d = a.real() * ratio + a.imag();
    return {ratio / d, -R(1) / d};
  }
  static T mixture(T a, T b) { return minus(times(a, a), reciprocal(b)); }
};

}  // namespace laws
