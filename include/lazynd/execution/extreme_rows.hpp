// SPDX-License-Identifier: BSD-3-Clause
// Extremes across rows, and where they stand: some results at a time, whose keys stay in the cache.
#pragma once
#include <lazynd/execution/extreme_search.hpp>
#include <lazynd/execution/row_cursor.hpp>

namespace lazynd::detail {

/// What a search across rows looks for in memory: keys as wide as row numbers, so that both go into equal vectors.
template <class Search>
struct placed_key {
  using mask = mask_of_size<std::max<std::size_t>(4, sizeof(typename Search::type))>;
  using type = std::conditional_t<sizeof(typename Search::type) < 4, std::int32_t, typename Search::type>;
};

LAZYND_LOOPS_BEGIN

#define LAZYND_ROW_SEARCH_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                                                                 \
  /* Folds rows into the extremes of n results. */                                                                                         \
  template <class Cluster, class Reducer, std::size_t Arity>                                                                               \
  __VA_ARGS__ inline void fold_extreme_rows_##SUFFIX(const void* const* operands, const index_t* row_strides,                              \
                                                     typename Reducer::state_type* states, std::size_t n, index_t rows) {                  \
    using bound = typename Cluster::bound;                                                                                                 \
    using T = typename Reducer::argument_type;                                                                                             \
    using search = search_of<Reducer, Cluster>;                                                                                            \
    using key = typename search::type;                                                                                                     \
    using mask = typename search::mask;                                                                                                    \
    constexpr std::size_t together = 4096 / sizeof(key);                                                                                   \
    const key start = search::of(reducer::extreme_value<T, !Reducer::largest>());                                                          \
    for (std::size_t from = 0; from < n; from += together) {                                                                               \
      const std::size_t width = std::min(together, n - from);                                                                              \
      key best[together];                                                                                                                  \
      mask odd[together];                                                                                                                  \
      _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) best[i] = start;                                                         \
      _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) odd[i] = 0;                                                              \
      row_cursor<Arity> at(operands, row_strides);                                                                                         \
      index_t row = 0;                                                                                                                     \
      for (; row + 4 <= rows; row += 4) {                                                                                                  \
        const bound first(at.next()), second(at.next()), third(at.next()), fourth(at.next());                                              \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                      \
          const key a = search::of(first(from + i)), b = search::of(second(from + i));                                                     \
          const key c = search::of(third(from + i)), d = search::of(fourth(from + i));                                                     \
          best[i] = better_key<Reducer::largest>(                                                                                          \
              d, better_key<Reducer::largest>(c, better_key<Reducer::largest>(b, better_key<Reducer::largest>(a, best[i]))));              \
          odd[i] =                                                                                                                         \
              static_cast<mask>(odd[i] | (search::unordered(a, b) ? mask(-1) : mask(0)) | (search::unordered(c, d) ? mask(-1) : mask(0))); \
        }                                                                                                                                  \
      }                                                                                                                                    \
      for (; row < rows; ++row) {                                                                                                          \
        const bound element(at.next());                                                                                                    \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                      \
          const key a = search::of(element(from + i));                                                                                     \
          best[i] = better_key<Reducer::largest>(a, best[i]);                                                                              \
          odd[i] = static_cast<mask>(odd[i] | (search::unordered(a, a) ? mask(-1) : mask(0)));                                             \
        }                                                                                                                                  \
      }                                                                                                                                    \
      if constexpr (is_floating_v<T>) {                                                                                                    \
        mask wanted[together], holds[together];                                                                                            \
        bool looks = false;                                                                                                                \
        for (std::size_t i = 0; i < width; ++i) {                                                                                          \
          const auto bits = extreme_to_look_for<Reducer, search>(best[i]);                                                                 \
          wanted[i] = bits.value_or(0);                                                                                                    \
          holds[i] = 0;                                                                                                                    \
          looks |= bits.has_value();                                                                                                       \
        }                                                                                                                                  \
        row_cursor<Arity> again(operands, row_strides);                                                                                    \
        for (row = 0; looks && row < rows; ++row) {                                                                                        \
          const bound element(again.next());                                                                                               \
          _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                    \
            holds[i] = static_cast<mask>(holds[i] | (search::exact(element(from + i)) == wanted[i] ? mask(-1) : mask(0)));                 \
          }                                                                                                                                \
        }                                                                                                                                  \
        for (std::size_t i = 0; i < width; ++i) {                                                                                          \
          const T found = odd[i] != 0 ? std::numeric_limits<T>::quiet_NaN() : settle_extreme<Reducer, search>(best[i], holds[i] != 0);     \
          states[from + i] = Reducer::merge(states[from + i], found);                                                                      \
        }                                                                                                                                  \
      } else {                                                                                                                             \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                      \
          states[from + i] = Reducer::merge(states[from + i], search::element(best[i]));                                                   \
        }                                                                                                                                  \
      }                                                                                                                                    \
    }                                                                                                                                      \
  }                                                                                                                                        \
  /* Folds rows into values and positions of n results. */                                                                                 \
  template <class Cluster, class Reducer, std::size_t Arity>                                                                               \
  __VA_ARGS__ inline void fold_position_rows_##SUFFIX(const void* const* operands, const index_t* row_strides,                             \
                                                      typename Reducer::state_type* states, std::size_t n, index_t rows, index_t position, \
                                                      index_t position_step) {                                                             \
    using bound = typename Cluster::bound;                                                                                                 \
    using T = typename Reducer::argument_type;                                                                                             \
    using search = search_key<T>;                                                                                                          \
    using key = typename placed_key<search>::type;                                                                                         \
    using place = typename placed_key<search>::mask;                                                                                       \
    constexpr std::size_t together = 4096 / sizeof(key);                                                                                   \
    for (std::size_t from = 0; from < n; from += together) {                                                                               \
      const std::size_t width = std::min(together, n - from);                                                                              \
      key best[together];                                                                                                                  \
      place where[together], odd[together];                                                                                                \
      row_cursor<Arity> at(operands, row_strides);                                                                                         \
      for (index_t row = 0; row < rows; ++row) {                                                                                           \
        const bound element(at.next());                                                                                                    \
        const auto here = static_cast<place>(row);                                                                                         \
        if (row == 0) {                                                                                                                    \
          _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                    \
            const auto a = search::of(element(from + i));                                                                                  \
            best[i] = static_cast<key>(a);                                                                                                 \
            where[i] = 0;                                                                                                                  \
            odd[i] = search::unordered(a, a) ? place(-1) : place(0);                                                                       \
          }                                                                                                                                \
          continue;                                                                                                                        \
        }                                                                                                                                  \
        _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) {                                                                      \
          const auto a = search::of(element(from + i));                                                                                    \
          const auto x = static_cast<key>(a);                                                                                              \
          const bool takes = Reducer::largest ? x > best[i] : x < best[i];                                                                 \
          where[i] = takes ? here : where[i];                                                                                              \
          best[i] = takes ? x : best[i];                                                                                                   \
          odd[i] = static_cast<place>(odd[i] | (search::unordered(a, a) ? place(-1) : place(0)));                                          \
        }                                                                                                                                  \
      }                                                                                                                                    \
      for (std::size_t i = 0; i < width && rows > 0; ++i) {                                                                                \
        auto& state = states[from + i];                                                                                                    \
        if (odd[i] == 0) {                                                                                                                 \
          const T value = search::element(static_cast<typename search::type>(best[i]));                                                    \
          state = Reducer::merge(state, {value, position + static_cast<index_t>(where[i]) * position_step});                               \
          continue;                                                                                                                        \
        }                                                                                                                                  \
        row_cursor<Arity> again(operands, row_strides);                                                                                    \
        for (index_t row = 0; row < rows && !Reducer::settled(state); ++row) {                                                             \
          state = Reducer::step(state, bound(again.next())(from + i), position + row * position_step);                                     \
        }                                                                                                                                  \
      }                                                                                                                                    \
    }                                                                                                                                      \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_ROW_SEARCH_LOOPS)
#undef LAZYND_ROW_SEARCH_LOOPS

LAZYND_LOOPS_END

}  // namespace lazynd::detail
