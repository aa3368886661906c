// SPDX-License-Identifier: BSD-3-Clause
// sin, cos and tan of batches.
//
// |x| = k pi/2 + r with |r| <= pi/4, pi/2 in parts (W. J. Cody and W. Waite, 1980), and polynomials for the sine and cosine of r. With a
// fused multiply-add the subtraction of the first part is exact whatever k; without, the parts are short enough for k times a part to be.
// Lanes beyond the limit of the parts are left to the C library; doubles to its long double functions, because those of double lose
// eight ulp where an angle is very close to a multiple of pi/2 (glibc 2.36, cos(6381956970095103 * 2^797)).
#pragma once
#include <cmath>

#include "kernels/xsimd/vector.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

template <class T>
inline constexpr T reduction_limit = sizeof(T) == 8 ? (has_fma ? T(1e12) : T(1e7)) : (has_fma ? T(1e5) : T(1e4));

template <class B>
struct trigonometric_argument {
  nearest_integer<B> k;
  B r;    ///< |r| <= pi/4
  B low;  ///< what was rounded off r, where `reduce_with_low_part` ran; else 0
  LAZYND_ALWAYS_INLINE explicit trigonometric_argument(B magnitude)
      : k(nearest_integer<B>::of_product(magnitude, B(constants<B>::two_over_pi))), r(magnitude), low(scalar_of<B>(0)) {}

  /// The parts of pi/2 one after the other.
  LAZYND_ALWAYS_INLINE void reduce() {
    if constexpr (has_fma) {
      each_part([&](auto, B part) { r = subtract_product(k.value, part, r); });
    } else {  // each of the more parts is rounded off r, which together is more than one ulp
      reduce_with_low_part();
    }
  }
  LAZYND_ALWAYS_INLINE void reduce_with_low_part() {
    each_part([&](auto place, B part) {
      if constexpr (place == last_part) {
        low = subtract_product(k.value, part, low);
      } else {
        const B next = subtract_product(k.value, part, r);
        if constexpr (place > 0) {  // the first part leaves no rest
          const auto change = exact_sum(r, negated(next));
          low += subtract_product(k.value, part, change.high) + change.low;
        }
        r = next;
      }
    });
  }

  /// Only good after reduce_with_low_part().
  LAZYND_ALWAYS_INLINE B accurate_sine() const {
    const B z = r * r;
    return r + multiply_add(polynomial<constants<B>::sin_tail>(z), r * z, low);
  }
  LAZYND_ALWAYS_INLINE B sine() const {
    if constexpr (!has_fma) return accurate_sine();
    const B z = r * r;
    return multiply_add(polynomial<constants<B>::sin_tail>(z), r * z, r);
  }
  LAZYND_ALWAYS_INLINE B cosine() const {
    const B z = r * r, one(scalar_of<B>(1));
    if constexpr (!has_fma) return one + (polynomial<constants<B>::cos_tail>(z) * z - r * low);
    return multiply_add(polynomial<constants<B>::cos_tail>(z), z, one);
  }
  /// Whether the quadrant is even.
  LAZYND_ALWAYS_INLINE auto even() const {
    using bits = bits_of<B>;
    return xsimd::bool_cast((to_bits(k.shifted) & bits(1)) == bits(0));
  }
  /// -0.0 where quadrant + offset is 2 or 3.
  template <int Offset>
  LAZYND_ALWAYS_INLINE B quadrant_sign() const {
    using bits = bits_of<B>;
    constexpr int to_sign = sizeof(scalar_of<B>) * 8 - 2;
    return sign_of(from_bits<B>((to_bits(k.shifted) + bits(Offset)) << to_sign));
  }

 private:
  static constexpr const auto& parts() {
    if constexpr (has_fma) {
      return constants<B>::half_pi_fused;
    } else {
      return constants<B>::half_pi_exact;
    }
  }
  static constexpr std::size_t last_part = std::size(parts()) - 1;
  template <class Step>
  LAZYND_ALWAYS_INLINE void each_part(Step step) {
    [&]<std::size_t... Part>(std::index_sequence<Part...>) { (step(std::integral_constant<std::size_t, Part>(), B(parts()[Part])), ...); }
    (std::make_index_sequence<last_part + 1>());
  }
};

/// Runs Function::of on batches whose lanes are all inside the limit, Function::scalar on the lanes that are not.
template <class Function>
struct trigonometric {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    const auto good = xsimd::abs(x) <= B(reduction_limit<scalar_of<B>>);
    const B result = Function::of(trigonometric_argument<B>(xsimd::abs(x)), sign_of(x));
    if (!xsimd::all(good)) [[unlikely]] {
      return redo_lanes(result, good, x, [](scalar_of<B> lane) { return Function::scalar(lane); });
    }
    return result;
  }
};

struct sin : trigonometric<sin> {
  static float scalar(float x) { return __builtin_sinf(x); }
  static double scalar(double x) { return static_cast<double>(__builtin_sinl(x)); }
  template <class B>
  static LAZYND_ALWAYS_INLINE B of(trigonometric_argument<B> a, B sign) {
    a.reduce();
    return xsimd::select(a.even(), a.sine(), a.cosine()) ^ a.template quadrant_sign<0>() ^ sign;
  }
};

struct cos : trigonometric<cos> {
  static float scalar(float x) { return __builtin_cosf(x); }
  static double scalar(double x) { return static_cast<double>(__builtin_cosl(x)); }
  template <class B>
  static LAZYND_ALWAYS_INLINE B of(trigonometric_argument<B> a, B) {
    a.reduce();
    return xsimd::select(a.even(), a.cosine(), a.sine()) ^ a.template quadrant_sign<1>();
  }
};

struct tan : trigonometric<tan> {
  static float scalar(float x) { return __builtin_tanf(x); }
  static double scalar(double x) { return static_cast<double>(__builtin_tanl(x)); }
  template <class B>
  static LAZYND_ALWAYS_INLINE B of(trigonometric_argument<B> a, B sign) {
    a.reduce_with_low_part();
    const auto even = a.even();
    const B sine = a.accurate_sine(), cosine = a.cosine();
    return (xsimd::select(even, sine, cosine) / xsimd::select(even, cosine, negated(sine))) ^ sign;
  }
};

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
