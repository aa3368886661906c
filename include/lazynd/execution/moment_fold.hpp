// SPDX-License-Identifier: BSD-3-Clause
// Folding of elements into moments: the sums of all lanes as arrays of their own, so that lanes are the elements of vectors.
#pragma once
#include <algorithm>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/row_cursor.hpp>
#include <lazynd/expression/variance.hpp>

namespace lazynd::detail {

/// Whether the first element of a lane begins its state, rather than a step from the identity.
template <class Reducer>
concept BeginsWithElement = requires(typename Reducer::argument_type x) {
  Reducer::begin(x, index_t{});
};

#define LAZYND_MOMENT_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                                                                   \
  /* The states of the lanes after n elements, of which the first stands in lane 0. */                                                   \
  template <class Cluster, class Reducer, class Guard>                                                                                   \
  __VA_ARGS__ LAZYND_NOINLINE void fold_moments_##SUFFIX(const typename Cluster::bound& element, Guard& guarded,                         \
                                                         const typename Reducer::state_type* states, typename Reducer::state_type* lane, \
                                                         std::size_t n, bool begins) {                                                   \
    constexpr std::size_t lanes = Reducer::lanes;                                                                                        \
    using value = typename Reducer::value_type;                                                                                          \
    std::size_t i = 0;                                                                                                                   \
    if (begins) {                                                                                                                        \
      const std::size_t seen = std::min(n, lanes);                                                                                       \
      for (; i < seen; ++i) lane[i] = Reducer::begin(guarded(element, i), 0);                                                            \
      for (std::size_t l = seen; l < lanes; ++l) lane[l] = Reducer::identity();                                                          \
    } else {                                                                                                                             \
      std::copy_n(states, lanes, lane);                                                                                                  \
    }                                                                                                                                    \
    if (i + lanes <= n) {                                                                                                                \
      constexpr std::size_t width = Cluster::narrowest < sizeof(value) ? lanes : std::min(lanes, VECTOR_BYTES / sizeof(value));          \
      value shift[lanes / width][width], sum[lanes / width][width];                                                                      \
      double squares[lanes / width][width];                                                                                              \
      for (std::size_t part = 0; part < lanes / width; ++part) {                                                                         \
        for (std::size_t l = 0; l < width; ++l) {                                                                                        \
          shift[part][l] = lane[part * width + l].shift;                                                                                 \
          sum[part][l] = lane[part * width + l].first;                                                                                   \
          squares[part][l] = lane[part * width + l].second;                                                                              \
        }                                                                                                                                \
      }                                                                                                                                  \
      const auto rounds = static_cast<double>((n - i) / lanes);                                                                          \
      for (; i + lanes <= n; i += lanes) {                                                                                               \
        _Pragma("GCC unroll 16") for (std::size_t part = 0; part < lanes / width; ++part) {                                              \
          _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) {                                                                  \
            const value distance = Reducer::widen(guarded(element, i + part * width + l)) - shift[part][l];                              \
            sum[part][l] += distance;                                                                                                    \
            squares[part][l] += reducer::squared_modulus(distance);                                                                      \
          }                                                                                                                              \
        }                                                                                                                                \
      }                                                                                                                                  \
      for (std::size_t part = 0; part < lanes / width; ++part) {                                                                         \
        for (std::size_t l = 0; l < width; ++l) {                                                                                        \
          auto& state = lane[part * width + l];                                                                                          \
          state = {state.count + rounds, shift[part][l], sum[part][l], squares[part][l]};                                                \
        }                                                                                                                                \
      }                                                                                                                                  \
    }                                                                                                                                    \
    for (std::size_t l = 0; i < n; ++i, ++l) lane[l] = Reducer::step(lane[l], guarded(element, i), 0);                                   \
  }                                                                                                                                      \
  /* Folds rows into the states of n results, some results at a time, whose sums stay in the cache as arrays of their own. */            \
  template <class Cluster, class Reducer, std::size_t Arity, class Guard>                                                                \
  __VA_ARGS__ LAZYND_NOINLINE void fold_moment_rows_##SUFFIX(const void* const* operands, const index_t* row_strides, Guard& guarded,    \
                                                             typename Reducer::state_type* states, std::size_t n, index_t rows,          \
                                                             bool begins) {                                                              \
    using value = typename Reducer::value_type;                                                                                          \
    constexpr std::size_t together = 64;                                                                                                 \
    for (std::size_t from = 0; from < n && rows > 0; from += together) {                                                                 \
      const std::size_t width = std::min(together, n - from);                                                                            \
      auto* const state = states + from;                                                                                                 \
      row_cursor<Arity> at(operands, row_strides);                                                                                       \
      index_t row = 0;                                                                                                                   \
      if (begins) {                                                                                                                      \
        const typename Cluster::bound element(at.next());                                                                                \
        for (std::size_t i = 0; i < width; ++i) state[i] = Reducer::begin(guarded(element, from + i), 0);                                \
        ++row;                                                                                                                           \
      }                                                                                                                                  \
      const auto rounds = static_cast<double>(rows - row);                                                                               \
      value shift[together], sum[together];                                                                                              \
      double squares[together];                                                                                                          \
      for (std::size_t i = 0; i < width; ++i) {                                                                                          \
        shift[i] = state[i].shift;                                                                                                       \
        sum[i] = state[i].first;                                                                                                         \
        squares[i] = state[i].second;                                                                                                    \
      }                                                                                                                                  \
      for (; row < rows; ++row) {                                                                                                        \
        const typename Cluster::bound element(at.next());                                                                                \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                    \
          const value distance = Reducer::widen(guarded(element, from + i)) - shift[i];                                                  \
          sum[i] += distance;                                                                                                            \
          squares[i] += reducer::squared_modulus(distance);                                                                              \
        }                                                                                                                                \
      }                                                                                                                                  \
      for (std::size_t i = 0; i < width; ++i) state[i] = {state[i].count + rounds, shift[i], sum[i], squares[i]};                        \
    }                                                                                                                                    \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_MOMENT_LOOPS)
#undef LAZYND_MOMENT_LOOPS

}  // namespace lazynd::detail
