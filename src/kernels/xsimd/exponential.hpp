// SPDX-License-Identifier: BSD-3-Clause
// exp, exp2, expm1 and the hyperbolic functions of batches.
//
// x = k ln 2 + r with |r| <= ln 2 / 2 (W. J. Cody and W. Waite, 1980), a polynomial in r, and 2^k put into the exponent. Batches in which
// every lane is ordinary skip what only overflow, underflow and nan need; both ways give an ordinary lane the same bits.
#pragma once
#include "kernels/xsimd/vector.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

/// Where exp is neither subnormal nor infinite with a binary order to spare on both sides, and where it is certainly 0 or infinite.
template <class T>
struct exp_range;
template <>
struct exp_range<double> {
  static constexpr double ordinary = 707, ordinary2 = 1021, limit = 750, limit2 = 1080;
};
template <>
struct exp_range<float> {
  static constexpr float ordinary = 86, ordinary2 = 125, limit = 110, limit2 = 155;
};

/// exp(r) - 1 - r for |r| <= ln 2 / 2.
template <class B>
LAZYND_ALWAYS_INLINE B exp_tail(B r) {
  const B square = r * r;
  return polynomial<constants<B>::expm1_tail>(r, square) * square;
}

/// x = k ln 2 + r.
template <class B>
struct exp_argument {
  nearest_integer<B> k;
  B r;
  LAZYND_ALWAYS_INLINE explicit exp_argument(B x)
      : k(nearest_integer<B>::of_product(x, B(constants<B>::log2e))),
        r(subtract_product(k.value, B(constants<B>::ln2[1]), exact_part(x))) {}
  /// Of a sum that is not rounded.
  LAZYND_ALWAYS_INLINE explicit exp_argument(sum_of<B> x)
      : k(nearest_integer<B>::of_product(x.high, B(constants<B>::log2e))),
        r(exact_part(x.high) + subtract_product(k.value, B(constants<B>::ln2[1]), x.low)) {}

 private:
  LAZYND_ALWAYS_INLINE B exact_part(B x) const { return subtract_product(k.value, B(constants<B>::ln2[0]), x); }
};

/// exp(r) - 1 for |r| <= ln 2 / 2.
template <class B>
LAZYND_ALWAYS_INLINE B expm1_reduced(B r) {
  const B square = r * r;
  return multiply_add(square, polynomial<constants<B>::exp_tail>(r, square), r);
}
/// exp(r) for |r| <= ln 2 / 2.
template <class B>
LAZYND_ALWAYS_INLINE B exp_reduced(B r) {
  return B(scalar_of<B>(1)) + expm1_reduced(r);
}

/// exp * 2^shift of anything at all: infinity, 0, subnormal numbers and nan where they belong.
template <class B>
LAZYND_ALWAYS_INLINE B exp_anywhere(B x, scalar_of<B> shift = 0) {
  constexpr auto limit = exp_range<scalar_of<B>>::limit;
  const exp_argument<B> a(clamp(x, -limit, limit));
  return scale_any(exp_reduced(a.r), a.k.value + B(shift));
}
template <class B>
LAZYND_ALWAYS_INLINE B exp_anywhere(sum_of<B> x) {
  constexpr auto limit = exp_range<scalar_of<B>>::limit;
  x.low = xsimd::select(xsimd::abs(x.high) < B(limit), x.low, B(scalar_of<B>(0)));
  x.high = clamp(x.high, -limit, limit);
  const exp_argument<B> a(x);
  return scale_any(exp_reduced(a.r), a.k.value);
}

struct exp {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    if (!xsimd::all(xsimd::abs(x) <= B(exp_range<scalar_of<B>>::ordinary))) [[unlikely]] {
      return rare(x);
    }
    const exp_argument<B> a(x);
    return scale_normal(exp_reduced(a.r), a.k);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x) {
    return exp_anywhere(x);
  }
};

struct exp2 {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    if (!xsimd::all(xsimd::abs(x) <= B(exp_range<scalar_of<B>>::ordinary2))) [[unlikely]] {
      return rare(x);
    }
    const auto k = nearest_integer<B>::of(x);
    return scale_normal(reduced(x - k.value), k);
  }
  template <class B>
  static LAZYND_ALWAYS_INLINE B reduced(B r) {
    return multiply_add(polynomial<constants<B>::exp2_slope>(r), r, B(scalar_of<B>(1)));
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x) {
    constexpr auto limit = exp_range<scalar_of<B>>::limit2;
    x = clamp(x, -limit, limit);
    const auto k = nearest_integer<B>::of(x);
    return scale_any(reduced(x - k.value), k.value);
  }
};

/// expm1 where exp is ordinary; the sign of zero is lost.
template <class B>
LAZYND_ALWAYS_INLINE B expm1_ordinary(B x) {
  const B one(scalar_of<B>(1));
  const exp_argument<B> a(x);
  const B power = scale_normal(one, a.k);
  const auto sum = exact_sum_ordered(power - one, power * a.r);
  return sum.high + multiply_add(power, exp_tail(a.r), sum.low);
}

struct expm1 {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    if (!xsimd::all(xsimd::abs(x) <= B(exp_range<scalar_of<B>>::ordinary))) [[unlikely]] {
      return rare(x);
    }
    return expm1_ordinary(x) | sign_of(x);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x) {
    constexpr auto bound = exp_range<scalar_of<B>>::ordinary;
    const B ordinary = expm1_ordinary(clamp(x, -bound, bound)) | sign_of(x);
    return xsimd::select(x > B(bound), exp_anywhere(x), ordinary);
  }
};

/// exp(r) of |x| = k ln 2 + r in its even and odd part, and the halves of 2^k and 2^-k.
template <class B>
struct hyperbolic_parts {
  B half_power, half_inverse, sinh_r, cosh_r_minus_1;
  LAZYND_ALWAYS_INLINE explicit hyperbolic_parts(B magnitude) {
    const exp_argument<B> a(magnitude);
    const B z = a.r * a.r;
    const bits_of<B> half(format_of<B>::bits_of(scalar_of<B>(0.5)));
    half_power = from_bits<B>(half + a.k.as_exponent());
    half_inverse = from_bits<B>(half - a.k.as_exponent());
    sinh_r = multiply_add(polynomial<constants<B>::sinh_tail>(z), a.r * z, a.r);
    cosh_r_minus_1 = polynomial<constants<B>::cosh_tail>(z) * z;
  }
};

struct sinh {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    const B magnitude = xsimd::abs(x);
    if (!xsimd::all(magnitude <= B(exp_range<scalar_of<B>>::ordinary))) [[unlikely]] {
      return rare(x);
    }
    return ordinary(magnitude) | sign_of(x);
  }
  template <class B>
  static LAZYND_ALWAYS_INLINE B ordinary(B magnitude) {
    const hyperbolic_parts<B> p(magnitude);
    const B sinh_k = p.half_power - p.half_inverse, cosh_k = p.half_power + p.half_inverse;
    return sinh_k + multiply_add(sinh_k, p.cosh_r_minus_1, cosh_k * p.sinh_r);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B x) {
    constexpr auto bound = exp_range<scalar_of<B>>::ordinary;
    const B magnitude = xsimd::abs(x);
    const B small = ordinary(clamp(magnitude, 0, bound));
    return xsimd::select(magnitude > B(bound), exp_anywhere(magnitude, -1), small) | sign_of(x);
  }
};

struct cosh {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    const B magnitude = xsimd::abs(x);
    if (!xsimd::all(magnitude <= B(exp_range<scalar_of<B>>::ordinary))) [[unlikely]] {
      return rare(magnitude);
    }
    return ordinary(magnitude);
  }
  template <class B>
  static LAZYND_ALWAYS_INLINE B ordinary(B magnitude) {
    const hyperbolic_parts<B> p(magnitude);
    const B sinh_k = p.half_power - p.half_inverse, cosh_k = p.half_power + p.half_inverse;
    return cosh_k + multiply_add(cosh_k, p.cosh_r_minus_1, sinh_k * p.sinh_r);
  }
  template <class B>
  static LAZYND_NOINLINE B rare(B magnitude) {
    constexpr auto bound = exp_range<scalar_of<B>>::ordinary;
    return xsimd::select(magnitude > B(bound), exp_anywhere(magnitude, -1), ordinary(clamp(magnitude, 0, bound)));
  }
};

struct tanh {
  /// e / (e + 2) with e = exp(2 |x|) - 1, which is exp(r) - 1 where k is 0.
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    using T = scalar_of<B>;
    const B one(T(1)), magnitude = at_most(xsimd::abs(x), sizeof(T) == 8 ? T(20) : T(10));
    const exp_argument<B> a(magnitude + magnitude);
    const B power = scale_normal(one, a.k);
    const B e = multiply_add(power, expm1_reduced(a.r), power - one);
    return e / (e + B(T(2))) | sign_of(x);
  }
};

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
