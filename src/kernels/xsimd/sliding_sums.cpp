// SPDX-License-Identifier: BSD-3-Clause
// Sliding sums of products: strips of four vectors of sums stay in registers while all taps go by. The sums at the ends of the line, which
// some taps do not reach, take these one by one, before or after the taps that all sums of the strip have.
#include "execution/sliding_sums.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <lazynd/expression/operations/arithmetic.hpp>

#include "kernels/xsimd/level.hpp"

namespace lazynd::detail {

namespace LAZYND_LEVEL_NAMESPACE {

/// Elements that have one part.
template <class T>
struct sliding_parts {
  typedef T vector __attribute__((vector_size(vector_bytes)));
  struct tap {
    vector factor;
    explicit tap(T x) : factor(x - vector{}) {}
  };
  static LAZYND_ALWAYS_INLINE vector product(const vector& x, const tap& by) { return x * by.factor; }
};

/// Complex ones: the second part of a product has its terms the other way round, which changes no bit.
template <class R>
struct sliding_parts<std::complex<R>> {
  typedef R vector __attribute__((vector_size(vector_bytes)));
  static constexpr int units = vector_bytes / static_cast<int>(sizeof(R));
  struct tap {
    vector real, imaginary;
    explicit tap(std::complex<R> x) {
      for (int i = 0; i < units; ++i) {
        real[i] = x.real();
        imaginary[i] = i % 2 == 0 ? -x.imag() : x.imag();
      }
    }
  };
  static LAZYND_ALWAYS_INLINE vector product(const vector& x, const tap& by) {
    return [&]<int... At>(std::integer_sequence<int, At...>) {
      return x * by.real + __builtin_shufflevector(x, x, (At ^ 1)...) * by.imaginary;
    }
    (std::make_integer_sequence<int, units>());
  }
};

/// sums[k] = sums[k] + x[k - j] * taps[j] for taps `first` to `last` - 1 and a strip of sums, which may be new ones: 0.
template <class T, std::size_t Strip, bool New>
LAZYND_ALWAYS_INLINE void add_taps(const T* x, const T* taps, index_t first, index_t last, T* sums) {
  using parts = sliding_parts<T>;
  using vector = typename parts::vector;
  constexpr std::size_t width = vector_bytes / sizeof(T);
  const auto load = [](const T* from) {
    vector loaded;
    std::memcpy(&loaded, from, vector_bytes);
    return loaded;
  };
  vector sum[Strip / width];
  _Pragma("GCC unroll 4") for (std::size_t v = 0; v < Strip / width; ++v) sum[v] = New ? vector{} : load(sums + v * width);
  for (index_t j = first; j < last; ++j) {
    const typename parts::tap by(taps[j]);
    _Pragma("GCC unroll 4") for (std::size_t v = 0; v < Strip / width; ++v) sum[v] += parts::product(load(x + v * width - j), by);
  }
  _Pragma("GCC unroll 4") for (std::size_t v = 0; v < Strip / width; ++v)
      std::memcpy(static_cast<void*>(sums + v * width), &sum[v], vector_bytes);
}

template <class T>
void slide(const T* x, index_t n, const T* taps, index_t m, index_t begin, index_t end, T* sums) {
  constexpr std::size_t of_all = 4 * vector_bytes / sizeof(T);
  constexpr index_t strip = of_all;
  const auto add_each = [&](index_t k, index_t first, index_t last, T& sum) {
    for (index_t j = std::max(first, k - n + 1); j < std::min(last, k + 1); ++j) sum += op::multiply::apply(x[k - j], taps[j]);
  };
  for (index_t at = begin; at < end; at += strip) {
    const index_t count = std::min(strip, end - at);
    // The taps that all sums of the strip have.
    const index_t last = std::min(m, at + 1), first = std::clamp<index_t>(at + strip - n, 0, last);
    if (first == 0 && last == m && count == strip) {
      add_taps<T, of_all, true>(x + at, taps, 0, m, sums + (at - begin));
      continue;
    }
    T of_strip[of_all] = {};
    for (index_t k = 0; first > 0 && k < count; ++k) add_each(at + k, 0, first, of_strip[k]);
    if (first < last) add_taps<T, of_all, false>(x + at, taps, first, last, of_strip);
    for (index_t k = 0; last < m && k < count; ++k) add_each(at + k, last, m, of_strip[k]);
    std::copy_n(of_strip, count, sums + (at - begin));
  }
}

}  // namespace LAZYND_LEVEL_NAMESPACE

constinit const sliding_kernels LAZYND_LEVEL_JOIN(sliding_kernels, LAZYND_LEVEL) = {
    &LAZYND_LEVEL_NAMESPACE::slide<std::uint64_t>,
    &LAZYND_LEVEL_NAMESPACE::slide<float>,
    &LAZYND_LEVEL_NAMESPACE::slide<double>,
    &LAZYND_LEVEL_NAMESPACE::slide<std::complex<float>>,
    &LAZYND_LEVEL_NAMESPACE::slide<std::complex<double>>,
};

}  // namespace lazynd::detail
