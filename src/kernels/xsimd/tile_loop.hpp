// SPDX-License-Identifier: BSD-3-Clause
// From a function of batches to a tile kernel.
#pragma once
#include "kernels/xsimd/level.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

/// Runs `Body::apply(batch...)` over the tile. The last elements go through the same code in a padded tile, so that an element's bits
/// depend neither on its position nor on n.
template <class Body, class T, std::size_t... Operand>
void tile_loop(const void* const* operands, void* out, std::size_t n) {
  using batch = batch_of<T>;
  constexpr std::size_t width = batch::size;
  const T* const in[] = {static_cast<const T*>(operands[Operand])...};
  T* const result = static_cast<T*>(out);
  std::size_t i = 0;
  for (; i + width <= n; i += width) Body::apply(batch::load_unaligned(in[Operand] + i)...).store_unaligned(result + i);
  if (i < n) {
    T padded[sizeof...(Operand)][width];
    for (std::size_t k = 0; k < width; ++k) {
      ((padded[Operand][k] = i + k < n ? in[Operand][i + k] : T(1)), ...);
    }
    const void* const padded_operands[] = {padded[Operand]...};
    T padded_result[width];
    tile_loop<Body, T, Operand...>(padded_operands, padded_result, width);
    for (std::size_t k = 0; i + k < n; ++k) result[i + k] = padded_result[k];
  }
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
