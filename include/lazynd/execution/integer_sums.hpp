// SPDX-License-Identifier: BSD-3-Clause
// Sums of narrow integers: made in integers of twice their width as long as those hold them, so that more go into a vector.
#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/row_cursor.hpp>

namespace lazynd::detail {

/// What elements of a cluster are first added up in: twice as wide as they are, as wide as what they are computed from.
template <class Cluster>
struct short_sum {
  using value = typename Cluster::value_type;
  static constexpr std::size_t bytes = std::clamp<std::size_t>(Cluster::widest, 2 * sizeof(value), 8);
  static constexpr bool is_unsigned = std::is_unsigned_v<value>;
  using type =
      std::conditional_t<bytes == 2, std::conditional_t<is_unsigned, std::uint16_t, std::int16_t>,
                         std::conditional_t<bytes == 4, std::conditional_t<is_unsigned, std::uint32_t, std::int32_t>, std::int64_t>>;
  /// Elements one of them holds the sum of.
  static constexpr std::size_t most = bytes == 2 ? 255 : 65535;
};

/// An integer of twice the width.
template <class T>
using twice_as_wide = std::conditional_t<std::is_unsigned_v<T>, std::conditional_t<sizeof(T) == 2, std::uint32_t, std::int64_t>,
                                         std::conditional_t<sizeof(T) == 2, std::int32_t, std::int64_t>>;

/// The sum of a power of two of short sums, halved as they are widened.
template <class Sum, std::size_t N>
LAZYND_ALWAYS_INLINE std::int64_t widened_total(const Sum (&sums)[N]) {
  if constexpr (sizeof(Sum) == 8) {
    std::int64_t total = 0;
    for (const Sum sum : sums) total += static_cast<std::int64_t>(sum);
    return total;
  } else {
    using wide = twice_as_wide<Sum>;
    wide halves[N / 2];
    _Pragma("omp simd") for (std::size_t l = 0; l < N / 2; ++l) halves[l] =
        static_cast<wide>(static_cast<wide>(sums[l]) + static_cast<wide>(sums[l + N / 2]));
    return widened_total(halves);
  }
}

LAZYND_LOOPS_BEGIN

#define LAZYND_INTEGER_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                                                          \
  /* The sum of n elements. */                                                                                                   \
  template <class Cluster>                                                                                                       \
  __VA_ARGS__ inline std::int64_t sum_integers_##SUFFIX(const typename Cluster::bound& element, std::size_t n) {                 \
    using part = short_sum<Cluster>;                                                                                             \
    using sum = typename part::type;                                                                                             \
    constexpr std::size_t width = VECTOR_BYTES / sizeof(sum), parts = 4, lanes = parts * width;                                  \
    constexpr std::size_t rounds = part::most / parts - 1; /* and parts - 1 more in the end */                                   \
    std::int64_t total = 0;                                                                                                      \
    std::size_t i = 0;                                                                                                           \
    while (i + width <= n) {                                                                                                     \
      const std::size_t end = i + std::min((n - i) / lanes, rounds) * lanes;                                                     \
      sum sums[parts][width] = {};                                                                                               \
      for (; i < end; i += lanes) {                                                                                              \
        _Pragma("GCC unroll 4") for (std::size_t p = 0; p < parts; ++p) {                                                        \
          _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) sums[p][l] =                                               \
              static_cast<sum>(sums[p][l] + static_cast<sum>(element(i + p * width + l)));                                       \
        }                                                                                                                        \
      }                                                                                                                          \
      for (; n - i < lanes && i + width <= n; i += width) {                                                                      \
        _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) sums[0][l] =                                                 \
            static_cast<sum>(sums[0][l] + static_cast<sum>(element(i + l)));                                                     \
      }                                                                                                                          \
      sum joined[width];                                                                                                         \
      _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) joined[l] =                                                    \
          static_cast<sum>(static_cast<sum>(sums[0][l] + sums[1][l]) + static_cast<sum>(sums[2][l] + sums[3][l]));               \
      total += widened_total(joined);                                                                                            \
    }                                                                                                                            \
    _Pragma("omp simd reduction(+ : total)") for (std::size_t l = i; l < n; ++l) total += static_cast<std::int64_t>(element(l)); \
    return total;                                                                                                                \
  }                                                                                                                              \
  /* Adds rows to the sums of n results, some results at a time, which stay in the cache. */                                     \
  template <class Cluster, class Reducer, std::size_t Arity>                                                                     \
  __VA_ARGS__ inline void sum_integer_rows_##SUFFIX(const void* const* operands, const index_t* row_strides,                     \
                                                    typename Reducer::state_type* states, std::size_t n, index_t rows) {         \
    using part = short_sum<Cluster>;                                                                                             \
    using sum = typename part::type;                                                                                             \
    using state = typename Reducer::state_type;                                                                                  \
    constexpr std::size_t together = 4096 / sizeof(sum);                                                                         \
    for (std::size_t from = 0; from < n; from += together) {                                                                     \
      const std::size_t width = std::min(together, n - from);                                                                    \
      row_cursor<Arity> at(operands, row_strides);                                                                               \
      for (index_t row = 0; row < rows;) {                                                                                       \
        const index_t end = std::min(rows, row + static_cast<index_t>(part::most / 4 * 4));                                      \
        sum sums[together];                                                                                                      \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) sums[i] = 0;                                                 \
        for (; row + 4 <= end; row += 4) {                                                                                       \
          const typename Cluster::bound first(at.next()), second(at.next()), third(at.next()), fourth(at.next());                \
          _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                          \
            const auto two = static_cast<sum>(static_cast<sum>(first(from + i)) + static_cast<sum>(second(from + i)));           \
            const auto more = static_cast<sum>(static_cast<sum>(third(from + i)) + static_cast<sum>(fourth(from + i)));          \
            sums[i] = static_cast<sum>(sums[i] + static_cast<sum>(two + more));                                                  \
          }                                                                                                                      \
        }                                                                                                                        \
        for (; row < end; ++row) {                                                                                               \
          const typename Cluster::bound element(at.next());                                                                      \
          _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) sums[i] =                                                  \
              static_cast<sum>(sums[i] + static_cast<sum>(element(from + i)));                                                   \
        }                                                                                                                        \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                            \
          states[from + i] = Reducer::merge(states[from + i], static_cast<state>(sums[i]));                                      \
        }                                                                                                                        \
      }                                                                                                                          \
    }                                                                                                                            \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_INTEGER_LOOPS)
#undef LAZYND_INTEGER_LOOPS

LAZYND_LOOPS_END

}  // namespace lazynd::detail
