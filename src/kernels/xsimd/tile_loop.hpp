// SPDX-License-Identifier: BSD-3-Clause
// From a function of batches to a tile kernel.
#pragma once
#include "kernels/xsimd/level.hpp"

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

/// How elements lie in memory, and the batches they are computed in.
template <class T>
struct stored;
template <class T>
requires std::is_floating_point_v<T>
struct stored<T> {
  using element = T;
  using batch = batch_of<T>;
  static LAZYND_ALWAYS_INLINE batch load(const T* from) { return batch::load_unaligned(from); }
  static LAZYND_ALWAYS_INLINE void store(batch x, T* to) { x.store_unaligned(to); }
};

/// Runs `Body::apply(batch...)` over the tile. The last elements go through the same code in a padded tile, so that an element's bits
/// depend neither on its position nor on n.
template <class Body, class Stored, std::size_t... Operand>
void tile_loop(const void* const* operands, void* out, std::size_t n) {
  using element = typename Stored::element;
  constexpr std::size_t width = Stored::batch::size;
  const element* const in[] = {static_cast<const element*>(operands[Operand])...};
  element* const result = static_cast<element*>(out);
  std::size_t i = 0;
  for (; i + width <= n; i += width) Stored::store(Body::apply(Stored::load(in[Operand] + i)...), result + i);
  if (i < n) {
    element padded[sizeof...(Operand)][width];
    for (std::size_t k = 0; k < width; ++k) {
      ((padded[Operand][k] = i + k < n ? in[Operand][i + k] : element(1)), ...);
    }
    const void* const padded_operands[] = {padded[Operand]...};
    element padded_result[width];
    tile_loop<Body, Stored, Operand...>(padded_operands, padded_result, width);
    for (std::size_t k = 0; i + k < n; ++k) result[i + k] = padded_result[k];
  }
}

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
