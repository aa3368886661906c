// SPDX-License-Identifier: BSD-3-Clause
// Logarithms for powers by a table that registers hold, without a division, for instruction sets with a fused multiply-add.
//
// x = 2^k m with m from 3/4 to 3/2, less half a step of the table. With c next to m out of the table, r = m / c - 1 and
// log x = k ln 2 + log c + log(1 + r) (P. T. P. Tang, 1990).
#pragma once
#include "kernels/xsimd/vector.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

// The elements of a table at these places, of which only the low bits count.
#if LAZYND_KERNEL_LEVEL == 2
LAZYND_ALWAYS_INLINE doubles look_up(const double (&table)[16], bits_of<doubles> place) {
  return _mm512_permutex2var_pd(_mm512_loadu_pd(table), place, _mm512_loadu_pd(table + 8));
}
LAZYND_ALWAYS_INLINE floats look_up(const float (&table)[32], bits_of<floats> place) {
  return _mm512_permutex2var_ps(_mm512_loadu_ps(table), place, _mm512_loadu_ps(table + 16));
}
#elif LAZYND_KERNEL_LEVEL == 1
LAZYND_ALWAYS_INLINE batch_of<double> look_up(const double (&table)[16], bits_of<batch_of<double> > place) {
  return _mm256_i64gather_pd(table, _mm256_and_si256(place, _mm256_set1_epi64x(15)), 8);
}
LAZYND_ALWAYS_INLINE batch_of<float> look_up(const float (&table)[32], bits_of<batch_of<float> > place) {
  auto eighth = [&](int first) { return _mm256_permutevar8x32_ps(_mm256_loadu_ps(table + first), place); };
  // Signs tell blends what to take: the fourth and the fifth bit, moved there.
  const __m256 upper = _mm256_castsi256_ps(_mm256_slli_epi32(place, 28)), half = _mm256_castsi256_ps(_mm256_slli_epi32(place, 27));
  return _mm256_blendv_ps(_mm256_blendv_ps(eighth(0), eighth(8), upper), _mm256_blendv_ps(eighth(16), eighth(24), upper), half);
}
#endif

/// x = 2^k m for a positive normal x, and the place of m in the table.
template <class B>
struct table_argument {
  B k, m;
  bits_of<B> place;
  LAZYND_ALWAYS_INLINE explicit table_argument(B x) {
    using T = scalar_of<B>;
    using F = format<T>;
    using bits = bits_of<B>;
    using unsigned_bits = xsimd::batch<xsimd::as_unsigned_integer_t<T>, typename B::arch_type>;
    constexpr int place_bits = sizeof(T) == 8 ? 4 : 5;
    constexpr auto low = F::bits_of(T(0.75) - T(1) / (4 << place_bits));
    const bits shifted = to_bits(x) + bits(F::bits_of(T(1)) - low);
    const auto logical = xsimd::bitwise_cast<unsigned_bits>(shifted);
    place = xsimd::bitwise_cast<bits>(logical >> (F::mantissa_bits - place_bits));
    const bits biased = xsimd::bitwise_cast<bits>(logical >> F::mantissa_bits);
    k = from_bits<B>(biased | bits(F::bits_of(F::two_to_mantissa))) - B(F::two_to_mantissa + T(F::bias));
    m = from_bits<B>((shifted & bits(F::mantissa_mask)) + bits(low));
  }
};

/// log(x) to about 2^-63 (float: 2^-35) of its value.
template <class B>
LAZYND_ALWAYS_INLINE sum_of<B> extended_log(const table_argument<B>& a) {
  using C = constants<B>;
  using T = scalar_of<B>;
  const B one(T(1)), half(T(0.5));
  const auto product = exact_product(a.m, look_up(C::table_inverse, a.place));
  const B r = product.high - one, square = r * r;
  const B lead = multiply_add(a.k, B(C::ln2[0]), look_up(C::table_log, a.place));
  const B small = multiply_add(a.k, B(C::ln2[1]), look_up(C::table_log_low, a.place));
  const auto sum = exact_sum_ordered(lead, r);
  const B high = subtract_product(half, square, sum.high);
  // What is rounded off: of the difference, the sum and the square; and of the product, over 1 + r.
  B low = subtract_product(half, square, sum.high - high) + (sum.low + small);
  low = subtract_product(half, multiply_subtract(r, r, square), low);
  low += subtract_product(r, subtract_product(r, product.low, product.low), product.low);
  return exact_sum_ordered(high, multiply_add(r * square, polynomial<C::log1p_tail>(r, square), low));
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
