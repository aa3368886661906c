// SPDX-License-Identifier: BSD-3-Clause
// Kernels of half precision numbers out of those of floats.
#pragma once
#include <algorithm>

#include <lazynd/dtype/float16.hpp>

#include "kernels/xsimd/level.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

template <class Half>
void widen(const std::uint16_t* from, float* to, std::size_t n) {
  std::size_t i = 0;
#if LAZYND_KERNEL_LEVEL > 0
  if constexpr (std::is_same_v<Half, float16>) {
    for (; i + 8 <= n; i += 8) {
      _mm256_storeu_ps(to + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i))));
    }
  }
#endif
  _Pragma("omp simd") for (std::size_t k = i; k < n; ++k) to[k] = static_cast<float>(Half::from_bits(from[k]));
}
template <class Half>
void narrow(const float* from, std::uint16_t* to, std::size_t n) {
  std::size_t i = 0;
#if LAZYND_KERNEL_LEVEL > 0
  if constexpr (std::is_same_v<Half, float16>) {
    for (; i + 8 <= n; i += 8) {
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), _mm256_cvtps_ph(_mm256_loadu_ps(from + i), _MM_FROUND_TO_NEAREST_INT));
    }
  }
#endif
  _Pragma("omp simd") for (std::size_t k = i; k < n; ++k) to[k] = Half(from[k]).bits();
}

/// Converts a tile to floats, runs the kernel of floats, and rounds what it gives.
template <class Half, tile_kernel Kernel, std::size_t Arity>
void half_loop(const void* const* operands, void* out, std::size_t n) {
  constexpr std::size_t tile = 256;
  float in[Arity][tile];
  float result[tile];
  const void* wide[Arity];
  for (std::size_t k = 0; k < Arity; ++k) wide[k] = in[k];
  auto* const bits_out = static_cast<std::uint16_t*>(out);
  for (std::size_t first = 0; first < n; first += tile) {
    const std::size_t count = std::min(tile, n - first);
    for (std::size_t k = 0; k < Arity; ++k) {
      widen<Half>(static_cast<const std::uint16_t*>(operands[k]) + first, in[k], count);
    }
    Kernel(wide, result, count);
    narrow<Half>(result, bits_out + first, count);
  }
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
