// SPDX-License-Identifier: BSD-3-Clause
// Kernels of half precision numbers out of those of floats.
#pragma once
#include <algorithm>

#include <lazynd/dtype/float16.hpp>

#include "kernels/xsimd/level.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

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
      const auto* const bits = static_cast<const std::uint16_t*>(operands[k]) + first;
      _Pragma("omp simd") for (std::size_t i = 0; i < count; ++i) in[k][i] = static_cast<float>(Half::from_bits(bits[i]));
    }
    Kernel(wide, result, count);
    _Pragma("omp simd") for (std::size_t i = 0; i < count; ++i) bits_out[first + i] = Half(result[i]).bits();
  }
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
