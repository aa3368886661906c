// SPDX-License-Identifier: BSD-3-Clause
// Folding of elements into moments: the sums of all lanes as arrays of their own, so that lanes are the elements of vectors.
#pragma once
#include <algorithm>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/row_cursor.hpp>
#include <lazynd/expression/variance.hpp>
#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd::detail {

/// Whether the first element of a lane begins its state, rather than a step from the identity.
template <class Reducer>
concept BeginsWithElement = requires(typename Reducer::argument_type x) {
  Reducer::begin(x, index_t{});
};
LAZYND_LOOPS_BEGIN
/// States of some lanes, or of some results, each part in an array.
template <class Reducer, std::size_t N>
struct moment_arrays {
  using value = typename Reducer::value_type;
  using argument = typename Reducer::argument_type;
  using state = typename Reducer::state_type;
  alignas(64) value shift[N];
  alignas(64) value first[N];
  alignas(64) double second[N];
  alignas(64) double count[N];

  LAZYND_ALWAYS_INLINE void set(std::size_t l, const state& s) {
    shift[l] = s.shift;
    first[l] = s.first;
    second[l] = s.second;
    count[l] = s.count;
  }
  [[nodiscard]] LAZYND_ALWAYS_INLINE state at(std::size_t l) const { return {count[l], shift[l], first[l], second[l]}; }
  LAZYND_ALWAYS_INLINE void load(const state* from, std::size_t n) {
    for (std::size_t l = 0; l < n; ++l) set(l, from[l]);
  }
  LAZYND_ALWAYS_INLINE void store(state* to, std::size_t n) const {
    for (std::size_t l = 0; l < n; ++l) to[l] = at(l);
  }
  /// Whether the distances from some shift are not rounded.
  [[nodiscard]] LAZYND_ALWAYS_INLINE bool any_far(std::size_t n) const {
    int far = 0;
    _Pragma("omp simd reduction(| : far)") for (std::size_t l = 0; l < n; ++l) far |= Reducer::is_far(shift[l]) ? 1 : 0;
    return far != 0;
  }
  /// All lanes of a block, of which `live` have elements, by the fixed tree.
  [[nodiscard]] LAZYND_ALWAYS_INLINE state joined(std::size_t live) {
    if (live == N) {
      _Pragma("GCC unroll 8") for (std::size_t half = N / 2; half > 0; half /= 2) {
        _Pragma("omp simd") for (std::size_t l = 0; l < half; ++l) set(l, Reducer::joined(at(l), at(l + half)));
      }
    } else {
      for (std::size_t half = N / 2; half > 0; half /= 2) {
        for (std::size_t l = 0; l < half && l + half < live; ++l) set(l, Reducer::joined(at(l), at(l + half)));
      }
    }
    return at(0);
  }
};

/// Merges states of lanes, which need no division; false, and nothing done, if some are of more elements.
template <class Reducer>
LAZYND_ALWAYS_INLINE bool join_states(typename Reducer::state_type* into, const typename Reducer::state_type* from, std::size_t n) {
  int apart = 0;
  for (std::size_t i = 0; i < n; ++i) apart |= Reducer::can_join(into[i], from[i]) ? 0 : 1;
  if (apart == 0) {
    _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) into[i] = Reducer::joined(into[i], from[i]);
  }
  return apart == 0;
}

/// Adds the square of a distance. Where it is exact, one instruction of those that have it has the same bits as two.
template <bool Fused, class V>
LAZYND_ALWAYS_INLINE double plus_square(double sum, V distance) {
  if constexpr (Fused) {
    return __builtin_fma(distance, distance, sum);
  } else {
    return sum + reducer::squared_modulus(distance);
  }
}

#define LAZYND_MOMENT_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                                                                     \
  /* Folds whole rounds of the lanes from element i on; where they end. A function of its own: its sums need most registers. */            \
  template <class Cluster, class Reducer, class Guard>                                                                                     \
  __VA_ARGS__ LAZYND_NOINLINE std::size_t fold_rounds_##SUFFIX(const typename Cluster::bound& element, Guard& guarded,                     \
                                                               moment_arrays<Reducer, Reducer::lanes>& at, std::size_t i, std::size_t n) { \
    constexpr std::size_t lanes = Reducer::lanes;                                                                                          \
    using value = typename Reducer::value_type;                                                                                            \
    using distance_type = typename Reducer::distance_type;                                                                                 \
    constexpr bool fused = VECTOR_BYTES > 16 && !std::is_same_v<distance_type, value>;                                                     \
    constexpr std::size_t width = Cluster::narrowest < sizeof(value) ? lanes : std::min(lanes, VECTOR_BYTES / sizeof(value));              \
    distance_type shift[lanes / width][width];                                                                                             \
    value sum[lanes / width][width];                                                                                                       \
    double squares[lanes / width][width];                                                                                                  \
    for (std::size_t part = 0; part < lanes / width; ++part) {                                                                             \
      for (std::size_t l = 0; l < width; ++l) {                                                                                            \
        shift[part][l] = static_cast<distance_type>(at.shift[part * width + l]);                                                           \
        sum[part][l] = at.first[part * width + l];                                                                                         \
        squares[part][l] = at.second[part * width + l];                                                                                    \
      }                                                                                                                                    \
    }                                                                                                                                      \
    const auto rounds = static_cast<double>((n - i) / lanes);                                                                              \
    for (; i + lanes <= n; i += lanes) {                                                                                                   \
      _Pragma("GCC unroll 16") for (std::size_t part = 0; part < lanes / width; ++part) {                                                  \
        _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) {                                                                      \
          const value distance = Reducer::rounded_distance(guarded(element, i + part * width + l), shift[part][l]);                        \
          sum[part][l] += distance;                                                                                                        \
          squares[part][l] = plus_square<fused>(squares[part][l], distance);                                                               \
        }                                                                                                                                  \
      }                                                                                                                                    \
    }                                                                                                                                      \
    for (std::size_t part = 0; part < lanes / width; ++part) {                                                                             \
      for (std::size_t l = 0; l < width; ++l) {                                                                                            \
        at.first[part * width + l] = sum[part][l];                                                                                         \
        at.second[part * width + l] = squares[part][l];                                                                                    \
        at.count[part * width + l] += rounds;                                                                                              \
      }                                                                                                                                    \
    }                                                                                                                                      \
    return i;                                                                                                                              \
  }                                                                                                                                        \
  /* Folds n elements, of which the first stands in lane 0, after `before` others of the block. */                                         \
  template <class Cluster, class Reducer, class Guard>                                                                                     \
  __VA_ARGS__ LAZYND_NOINLINE void fold_moments_##SUFFIX(const typename Cluster::bound& element, Guard& guarded,                           \
                                                         typename Reducer::state_type* states, std::size_t n, std::size_t before,          \
                                                         unsigned flags) {                                                                 \
    constexpr std::size_t lanes = Reducer::lanes;                                                                                          \
    moment_arrays<Reducer, lanes> at;                                                                                                      \
    std::size_t i = 0;                                                                                                                     \
    if (!(flags & fold_begin)) {                                                                                                           \
      at.load(states, lanes);                                                                                                              \
    } else if (n >= lanes) {                                                                                                               \
      _Pragma("omp simd") for (std::size_t l = 0; l < lanes; ++l) at.set(l, Reducer::begin(guarded(element, l), 0));                       \
      i = lanes;                                                                                                                           \
    } else {                                                                                                                               \
      for (; i < n; ++i) at.set(i, Reducer::begin(guarded(element, i), 0));                                                                \
      for (std::size_t l = n; l < lanes; ++l) at.set(l, Reducer::identity());                                                              \
    }                                                                                                                                      \
    if (i + lanes <= n && !at.any_far(lanes)) i = fold_rounds_##SUFFIX<Cluster, Reducer>(element, guarded, at, i, n);                      \
    for (std::size_t l = 0; i < n; ++i, l = (l + 1) % lanes) at.set(l, Reducer::step(at.at(l), guarded(element, i), 0));                   \
    if (flags & fold_end) {                                                                                                                \
      states[0] = at.joined(std::min(lanes, before + n));                                                                                  \
    } else {                                                                                                                               \
      at.store(states, lanes);                                                                                                             \
    }                                                                                                                                      \
  }                                                                                                                                        \
  /* Folds rows into the states of n results, some results at a time, whose sums stay in the cache as arrays of their own. */              \
  template <class Cluster, class Reducer, std::size_t Arity, class Guard>                                                                  \
  __VA_ARGS__ LAZYND_NOINLINE void fold_moment_rows_##SUFFIX(const void* const* operands, const index_t* row_strides, Guard& guarded,      \
                                                             typename Reducer::state_type* states, std::size_t n, index_t rows,            \
                                                             bool begins) {                                                                \
    using bound = typename Cluster::bound;                                                                                                 \
    using value = typename Reducer::value_type;                                                                                            \
    using distance_type = typename Reducer::distance_type;                                                                                 \
    constexpr bool fused = VECTOR_BYTES > 16 && !std::is_same_v<distance_type, value>;                                                     \
    constexpr std::size_t together = 64;                                                                                                   \
    for (std::size_t from = 0; from < n && rows > 0; from += together) {                                                                   \
      const std::size_t width = std::min(together, n - from);                                                                              \
      row_cursor<Arity> cursor(operands, row_strides);                                                                                     \
      moment_arrays<Reducer, together> at;                                                                                                 \
      index_t row = 0;                                                                                                                     \
      if (begins) {                                                                                                                        \
        const bound element(cursor.next());                                                                                                \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) at.set(i, Reducer::begin(guarded(element, from + i), 0));              \
        ++row;                                                                                                                             \
      } else {                                                                                                                             \
        at.load(states + from, width);                                                                                                     \
      }                                                                                                                                    \
      if (at.any_far(width)) {                                                                                                             \
        for (; row < rows; ++row) {                                                                                                        \
          const bound element(cursor.next());                                                                                              \
          for (std::size_t i = 0; i < width; ++i) at.set(i, Reducer::step(at.at(i), guarded(element, from + i), 0));                       \
        }                                                                                                                                  \
      }                                                                                                                                    \
      const auto rounds = static_cast<double>(rows - row);                                                                                 \
      distance_type shift[together];                                                                                                       \
      for (std::size_t i = 0; i < width; ++i) shift[i] = static_cast<distance_type>(at.shift[i]);                                          \
      for (; row + 4 <= rows; row += 4) {                                                                                                  \
        const bound one(cursor.next()), two(cursor.next()), three(cursor.next()), four(cursor.next());                                     \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                      \
          const value a = Reducer::rounded_distance(guarded(one, from + i), shift[i]);                                                     \
          const value b = Reducer::rounded_distance(guarded(two, from + i), shift[i]);                                                     \
          const value c = Reducer::rounded_distance(guarded(three, from + i), shift[i]);                                                   \
          const value d = Reducer::rounded_distance(guarded(four, from + i), shift[i]);                                                    \
          at.first[i] = at.first[i] + a + b + c + d;                                                                                       \
          at.second[i] = plus_square<fused>(plus_square<fused>(plus_square<fused>(plus_square<fused>(at.second[i], a), b), c), d);         \
        }                                                                                                                                  \
      }                                                                                                                                    \
      for (; row < rows; ++row) {                                                                                                          \
        const bound element(cursor.next());                                                                                                \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                      \
          const value distance = Reducer::rounded_distance(guarded(element, from + i), shift[i]);                                          \
          at.first[i] += distance;                                                                                                         \
          at.second[i] = plus_square<fused>(at.second[i], distance);                                                                       \
        }                                                                                                                                  \
      }                                                                                                                                    \
      for (std::size_t i = 0; i < width; ++i) at.count[i] += rounds;                                                                       \
      at.store(states + from, width);                                                                                                      \
    }                                                                                                                                      \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_MOMENT_LOOPS)
#undef LAZYND_MOMENT_LOOPS
LAZYND_LOOPS_END
}  // namespace lazynd::detail
