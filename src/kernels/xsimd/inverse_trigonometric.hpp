// SPDX-License-Identifier: BSD-3-Clause
// arcsin, arccos, arctan and arctan2 of batches.
#pragma once
#include "kernels/xsimd/vector.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

template <class B>
LAZYND_ALWAYS_INLINE B half_pi(int part) {
  return B(2 * constants<B>::quarter_pi[part]);
}
template <class B>
LAZYND_ALWAYS_INLINE B pi(int part) {
  return B(4 * constants<B>::quarter_pi[part]);
}

/// arcsin(root) = root + tail where root is |x|, or sqrt((1 - |x|) / 2) when |x| > 1/2: then arccos|x| is twice that.
template <class B>
struct arcsin_parts {
  xsimd::batch_bool<scalar_of<B>, typename B::arch_type> large;
  B root, tail;
  LAZYND_ALWAYS_INLINE explicit arcsin_parts(B magnitude) : large(magnitude > B(scalar_of<B>(0.5))) {
    const B half(scalar_of<B>(0.5));
    const B square = xsimd::select(large, half - half * magnitude, magnitude * magnitude);
    root = xsimd::select(large, xsimd::sqrt(square), magnitude);
    tail = polynomial<constants<B>::asin_tail>(square) * (root * square);
  }
};

struct arcsin {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    const arcsin_parts<B> p(xsimd::abs(x));
    const B two(scalar_of<B>(2));
    const B near_one = (half_pi<B>(0) - two * p.root) + (half_pi<B>(1) - two * p.tail);
    return xsimd::select(p.large, near_one, p.root + p.tail) | sign_of(x);
  }
};

struct arccos {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    const arcsin_parts<B> p(xsimd::abs(x));
    const B two(scalar_of<B>(2)), sign = sign_of(x);
    const B middle = (half_pi<B>(0) - (p.root ^ sign)) + (half_pi<B>(1) - (p.tail ^ sign));
    const B near_one = two * (p.root + p.tail);
    const B near_minus_one = (pi<B>(0) - two * p.root) + (pi<B>(1) - two * p.tail);
    return xsimd::select(p.large, xsimd::select(x > B(scalar_of<B>(0)), near_one, near_minus_one), middle);
  }
};

/// arctan2(y, x) for a y >= 0 and an x given by magnitude and sign (-0.0 or 0.0), not both 0 or infinite: y / x around 0, 1 and infinity
/// by one polynomial.
template <bool SignedX, class B>
LAZYND_ALWAYS_INLINE B upper_angle(B y, B x, B sign_of_x) {
  using T = scalar_of<B>;
  const B low(T(0.41421356)), high(T(2.4142136)), zero(T(0)), one(T(1)), two(T(2)), four(T(4));
  const auto middle = y > low * x, large = y > high * x;
  const B numerator = xsimd::select(large, negated(x), xsimd::select(middle, y - x, y));
  const B denominator = xsimd::select(large, y, xsimd::select(middle, y + x, x));
  B t = numerator / denominator, quarters = xsimd::select(large, two, xsimd::select(middle, one, zero));
  if constexpr (SignedX) {
    t = t ^ sign_of_x;
    quarters = xsimd::select(is_negative(sign_of_x), four - quarters, quarters);
  }
  const B z = t * t;
  const B tail = polynomial<constants<B>::atan_tail>(z) * (t * z);
  return quarters * B(constants<B>::quarter_pi[0]) + (t + multiply_add(quarters, B(constants<B>::quarter_pi[1]), tail));
}

struct arctan {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    return upper_angle<false>(xsimd::abs(x), B(scalar_of<B>(1)), B(scalar_of<B>(0))) | sign_of(x);
  }
};

struct arctan2 {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B y, B x) {
    constexpr auto bound = scale<scalar_of<B>>();
    const B sum = xsimd::abs(x) + xsimd::abs(y);
    if (!xsimd::all((sum >= B(1 / bound)) & (sum <= B(bound)))) [[unlikely]] {
      return rare(y, x);
    }
    return upper_angle<true>(xsimd::abs(y), xsimd::abs(x), sign_of(x)) | sign_of(y);
  }

  /// A power of two that is far from overflow and whose square is not.
  template <class T>
  static constexpr T scale() {
    return sizeof(T) == 8 ? T(0x1p900) : T(0x1p100f);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B y, B x) {
    using T = scalar_of<B>;
    constexpr T bound = scale<T>();
    const B zero(T(0)), one(T(1)), inf = infinity<B>();
    B ay = xsimd::abs(y), ax = xsimd::abs(x);
    const B sum = ax + ay;
    const auto infinite = (ay == inf) | (ax == inf);
    ay = xsimd::select(infinite, xsimd::select(ay == inf, one, zero), ay);
    ax = xsimd::select(infinite, xsimd::select(ax == inf, one, zero), ax);
    ax = xsimd::select((ax == zero) & (ay == zero), one, ax);
    // Near the ends sums overflow and thresholds lose their bits; a common factor changes no ratio that is not 0 or infinite anyway.
    const B factor = xsimd::select(sum > B(bound), B(1 / bound), xsimd::select(sum < B(1 / bound), B(bound), one));
    const B result = upper_angle<true>(ay * factor, ax * factor, sign_of(x)) | sign_of(y);
    return xsimd::select(is_nan(x) | is_nan(y), nan<B>(), result);
  }
};

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
