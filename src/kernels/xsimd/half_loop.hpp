// SPDX-License-Identifier: BSD-3-Clause
// Kernels of half precision numbers out of those of floats.
#pragma once
#include <algorithm>

#include <lazynd/dtype/float16.hpp>

#include "kernels/xsimd/tile_loop.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

#if LAZYND_KERNEL_LEVEL > 0
/// With F16C a batch is converted in the registers.
template <>
struct stored<float16> {
  using element = float16;
  using batch = batch_of<float>;
#if LAZYND_KERNEL_LEVEL == 2
  static LAZYND_ALWAYS_INLINE batch load(const float16* from) {
    return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
  }
  static LAZYND_ALWAYS_INLINE void store(batch x, float16* to) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
  }
#else
  static LAZYND_ALWAYS_INLINE batch load(const float16* from) {
    return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  }
  static LAZYND_ALWAYS_INLINE void store(batch x, float16* to) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
  }
#endif
};
#endif

template <class Half>
void widen(const std::uint16_t* from, float* to, std::size_t n) {
  _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) to[i] = static_cast<float>(Half::from_bits(from[i]));
}
template <class Half>
void narrow(const float* from, std::uint16_t* to, std::size_t n) {
  _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) to[i] = Half(from[i]).bits();
}

/// Converts a tile to floats, runs the kernel of floats, and rounds what it gives.
template <class Half, class Body, std::size_t... Operand>
void half_loop(const void* const* operands, void* out, std::size_t n) {
  constexpr std::size_t tile = 256;
  float in[sizeof...(Operand)][tile];
  float result[tile];
  const void* const wide[] = {in[Operand]...};
  auto* const bits_out = static_cast<std::uint16_t*>(out);
  for (std::size_t first = 0; first < n; first += tile) {
    const std::size_t count = std::min(tile, n - first);
    (widen<Half>(static_cast<const std::uint16_t*>(operands[Operand]) + first, in[Operand], count), ...);
    tile_loop<Body, stored<float>, Operand...>(wide, result, count);
    narrow<Half>(result, bits_out + first, count);
  }
}

/// The kernel of a half precision type.
template <class Half, class Body, std::size_t... Operand>
constexpr tile_kernel half_kernel() {
  if constexpr (requires { sizeof(stored<Half>); }) {
    return &tile_loop<Body, stored<Half>, Operand...>;
  } else {
    return &half_loop<Half, Body, Operand...>;
  }
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
