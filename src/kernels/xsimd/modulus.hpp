// SPDX-License-Identifier: BSD-3-Clause
// The modulus of complex numbers: hypot of their parts, pulled apart tile by tile.
#pragma once
#include <algorithm>

#include "kernels/xsimd/power.hpp"
#include "kernels/xsimd/tile_loop.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

template <class R>
void modulus_loop(const void* const* operands, void* out, std::size_t n) {
  constexpr std::size_t tile = 256;
  R real[tile], imag[tile];
  const void* const parts[] = {real, imag};
  const R* const numbers = static_cast<const R*>(operands[0]);
  for (std::size_t first = 0; first < n; first += tile) {
    const std::size_t count = std::min(tile, n - first);
    const R* const from = numbers + 2 * first;
    _Pragma("omp simd") for (std::size_t i = 0; i < count; ++i) {
      real[i] = from[2 * i];
      imag[i] = from[2 * i + 1];
    }
    tile_loop<hypot, stored<R>, 0, 1>(parts, static_cast<R*>(out) + first, count);
  }
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
