// SPDX-License-Identifier: BSD-3-Clause
// Smallest and largest of many elements, and where they stand: loops over several vectors at once, for reductions that any order suits.
#pragma once
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/expression/reducers.hpp>

namespace lazynd::detail {

/// A signed integer of that many bytes.
template <std::size_t Bytes>
using mask_of_size =
    std::conditional_t<Bytes == 1, std::int8_t,
                       std::conditional_t<Bytes == 2, std::int16_t, std::conditional_t<Bytes == 4, std::int32_t, std::int64_t>>>;

/// What a search makes of NaN.
enum class nan_rule : std::uint8_t { wins, below_all, above_all };

/// What stands for an element of type T while extremes are searched: a number with the same order. Half precision becomes its bits as a
/// signed magnitude, and bool an integer as wide as what it was computed from, so that whole vectors stay whole.
template <class T, class Cluster = cluster::slot<0, T>, nan_rule Nan = nan_rule::wins>
struct search_key {
  using truth = std::conditional_t<Cluster::widest == 1, std::uint8_t, mask_of_size<std::min<std::size_t>(Cluster::widest, 8)>>;
  using type = std::conditional_t<is_half_v<T>, std::int16_t, std::conditional_t<std::is_same_v<T, bool>, truth, T>>;
  using mask = mask_of_size<sizeof(type)>;  ///< all bits set for true
  static LAZYND_ALWAYS_INLINE type of(T x) {
    if constexpr (is_half_v<T>) {
      const int magnitude = x.bits() & 0x7fff;
      const int key = (x.bits() & 0x8000) != 0 ? -magnitude : magnitude;
      if constexpr (Nan == nan_rule::wins) {
        return static_cast<type>(key);
      } else {
        constexpr int beaten = Nan == nan_rule::below_all ? -0x7fff : 0x7fff;
        return static_cast<type>(magnitude > extreme_bits() ? beaten : key);
      }
    } else if constexpr (std::is_same_v<T, bool>) {
      return x ? type(1) : type(0);
    } else {
      return x;
    }
  }
  static LAZYND_ALWAYS_INLINE T element(type key) {
    if constexpr (is_half_v<T>) {
      return T::from_bits(static_cast<std::uint16_t>(key < 0 ? 0x8000 - key : key));
    } else {
      return static_cast<T>(key);
    }
  }
  /// True when one of two is a NaN that wins.
  static LAZYND_ALWAYS_INLINE bool unordered(type a, type b) {
    if constexpr (Nan != nan_rule::wins) {
      return false;
    } else if constexpr (is_half_v<T>) {
      constexpr auto limit = static_cast<type>(extreme_bits());
      return (a > limit) | (b > limit) | (a < -limit) | (b < -limit);
    } else if constexpr (std::is_floating_point_v<T>) {
      return __builtin_isunordered(a, b);
    } else {
      return false;
    }
  }
  /// The bits of an element.
  static LAZYND_ALWAYS_INLINE mask exact(T x) {
    if constexpr (is_half_v<T>) {
      return static_cast<mask>(x.bits());
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::bit_cast<mask>(x);
    } else {
      return static_cast<mask>(x);
    }
  }

 private:
  static constexpr std::uint16_t extreme_bits() { return static_cast<T>(std::numeric_limits<float>::infinity()).bits(); }
};

/// Elements of a cluster as keys.
template <class Search, class Bound>
struct keys_of_cluster {
  const Bound& element;
  LAZYND_ALWAYS_INLINE typename Search::type operator()(std::size_t i) const { return Search::of(element(i)); }
};
/// Keys in memory.
template <class Key>
struct keys_in_memory {
  const Key* keys;
  LAZYND_ALWAYS_INLINE Key operator()(std::size_t i) const { return keys[i]; }
};

/// What a search found; `value` means nothing when there is a NaN.
template <class Key>
struct found_extreme {
  Key value;
  bool has_nan;
};

/// True when any bit of an array, which is a vector in a register, is set.
template <class Mask, std::size_t N>
LAZYND_ALWAYS_INLINE bool any_bit_of(const Mask (&masks)[N]) {
  constexpr std::size_t bytes = N * sizeof(Mask);
  std::uint64_t words[bytes / sizeof(std::uint64_t)];
  std::memcpy(words, masks, sizeof masks);
  std::uint64_t bits = 0;
  for (const std::uint64_t word : words) bits |= word;
  return bits != 0;
}

/// The better of two keys; `best` when neither is.
template <bool Largest, class Key>
LAZYND_ALWAYS_INLINE Key better_key(Key x, Key best) {
  if constexpr (Largest) {
    return x > best ? x : best;
  } else {
    return x < best ? x : best;
  }
}

/// Truth values that are looked at before the many others: one that settles the matter mostly stands at the front.
inline constexpr std::size_t first_truths = 256, more_truths = 4096;

/// Index of the first truth value that is `wanted` among n in memory; n: there is none.
inline std::size_t find_truth(const void* values, bool wanted, std::size_t n) {
  const void* const found = std::memchr(values, wanted ? 1 : 0, n);
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - static_cast<const char*>(values)) : n;
}

/// Keys from one on.
template <class Keys>
struct keys_from {
  const Keys& keys;
  std::size_t first;
  LAZYND_ALWAYS_INLINE auto operator()(std::size_t i) const { return keys(first + i); }
};

/// The best of a power of two of keys that fill a vector of 16 bytes or more. Written in vectors: compilers end a loop over halves with
/// single bytes.
template <bool Largest, std::size_t Half, class Vector, std::size_t... I>
LAZYND_ALWAYS_INLINE auto best_of_vector(Vector keys, std::index_sequence<I...> lanes) {
  if constexpr (Half == 0) {
    return keys[0];
  } else {
    const Vector others = __builtin_shufflevector(keys, keys, ((I + Half) % sizeof...(I))...);
    return best_of_vector<Largest, Half / 2>(Largest ? (others > keys ? others : keys) : (others < keys ? others : keys), lanes);
  }
}
template <bool Largest, class Key, std::size_t N>
LAZYND_ALWAYS_INLINE Key best_of(Key (&keys)[N]) {
  constexpr std::size_t lanes = 16 / sizeof(Key);
  using vector [[gnu::vector_size(16)]] = Key;
  _Pragma("GCC unroll 8") for (std::size_t half = N / 2; half >= lanes; half /= 2) {
    _Pragma("omp simd") for (std::size_t l = 0; l < half; ++l) keys[l] = better_key<Largest>(keys[l + half], keys[l]);
  }
  vector last;
  std::memcpy(&last, keys, sizeof last);
  return best_of_vector<Largest, lanes / 2>(last, std::make_index_sequence<lanes>());
}

/// The keys an extreme is searched by.
template <class Reducer, class Cluster>
using search_of = search_key<typename Reducer::argument_type, Cluster,
                             !Reducer::skips_nan ? nan_rule::wins
                             : Reducer::largest  ? nan_rule::below_all
                                                 : nan_rule::above_all>;

/// The bits that decide what the element of a found key is: both zeros have the key 0, and where NaN is left out, nothing but NaN leaves
/// the key where the search starts.
template <class Reducer, class Search>
LAZYND_ALWAYS_INLINE std::optional<typename Search::mask> extreme_to_look_for(typename Search::type key) {
  using T = typename Reducer::argument_type;
  if constexpr (is_floating_v<T>) {
    constexpr T start = reducer::extreme_value<T, !Reducer::largest>();
    if (key == 0) return Search::exact(static_cast<T>(Reducer::largest ? 0.0F : -0.0F));
    if (Reducer::skips_nan && key == Search::of(start)) return Search::exact(start);
  }
  return {};
}
/// The extreme, by whether the bits to look for were there.
template <class Reducer, class Search>
LAZYND_ALWAYS_INLINE typename Reducer::argument_type settle_extreme(typename Search::type key, bool holds) {
  using T = typename Reducer::argument_type;
  if constexpr (is_floating_v<T>) {
    if (key == 0) return static_cast<T>(holds == Reducer::largest ? 0.0F : -0.0F);
    if (Reducer::skips_nan && !holds && key == Search::of(reducer::extreme_value<T, !Reducer::largest>())) return Reducer::identity();
  }
  return Search::element(key);
}

LAZYND_LOOPS_BEGIN

// Four vectors are searched at once; the last four overlap those before, so that there is no rest, for extremes do not mind.
#define LAZYND_SEARCH_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                                                                    \
  template <class T, bool Largest, class Search, class Keys>                                                                              \
  __VA_ARGS__ inline found_extreme<typename Search::type> find_extreme_##SUFFIX(const Keys& keys, std::size_t n) {                        \
    using key = typename Search::type;                                                                                                    \
    using mask = typename Search::mask;                                                                                                   \
    constexpr std::size_t width = VECTOR_BYTES / sizeof(key), parts = 4, step = parts * width;                                            \
    key best[parts][width];                                                                                                               \
    mask odd[parts / 2][width];                                                                                                           \
    const key start = Search::of(reducer::extreme_value<T, !Largest>());                                                                  \
    for (std::size_t part = 0; part < parts; ++part) {                                                                                    \
      _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) best[part][l] = start;                                                  \
    }                                                                                                                                     \
    for (std::size_t pair = 0; pair < parts / 2; ++pair) {                                                                                \
      _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) odd[pair][l] = 0;                                                       \
    }                                                                                                                                     \
    if (n >= step) {                                                                                                                      \
      for (std::size_t i = 0;; i = std::min(i + step, n - step)) {                                                                        \
        _Pragma("GCC unroll 8") for (std::size_t part = 0; part < parts; part += 2) {                                                     \
          const std::size_t at = i + part * width;                                                                                        \
          _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) {                                                                   \
            const key x = keys(at + l), y = keys(at + width + l);                                                                         \
            best[part][l] = better_key<Largest>(x, best[part][l]);                                                                        \
            best[part + 1][l] = better_key<Largest>(y, best[part + 1][l]);                                                                \
            odd[part / 2][l] = static_cast<mask>(odd[part / 2][l] | (Search::unordered(x, y) ? mask(-1) : mask(0)));                      \
          }                                                                                                                               \
        }                                                                                                                                 \
        if (i + step == n) break;                                                                                                         \
      }                                                                                                                                   \
    } else if (n >= width) {                                                                                                              \
      for (std::size_t i = 0;; i = std::min(i + width, n - width)) {                                                                      \
        _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) {                                                                     \
          const key x = keys(i + l);                                                                                                      \
          best[0][l] = better_key<Largest>(x, best[0][l]);                                                                                \
          odd[0][l] = static_cast<mask>(odd[0][l] | (Search::unordered(x, x) ? mask(-1) : mask(0)));                                      \
        }                                                                                                                                 \
        if (i + width == n) break;                                                                                                        \
      }                                                                                                                                   \
    } else {                                                                                                                              \
      for (std::size_t i = 0; i < n; ++i) {                                                                                               \
        const key x = keys(i);                                                                                                            \
        best[0][0] = better_key<Largest>(x, best[0][0]);                                                                                  \
        odd[0][0] = static_cast<mask>(odd[0][0] | (Search::unordered(x, x) ? mask(-1) : mask(0)));                                        \
      }                                                                                                                                   \
    }                                                                                                                                     \
    key values[width];                                                                                                                    \
    mask odds[width];                                                                                                                     \
    _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) {                                                                         \
      values[l] = better_key<Largest>(better_key<Largest>(best[3][l], best[2][l]), better_key<Largest>(best[1][l], best[0][l]));          \
      odds[l] = static_cast<mask>(odd[0][l] | odd[1][l]);                                                                                 \
    }                                                                                                                                     \
    return {best_of<Largest>(values), any_bit_of(odds)};                                                                                  \
  }                                                                                                                                       \
  /* Index of the first key that equals `wanted`, which is among the n. */                                                                \
  template <class Key>                                                                                                                    \
  __VA_ARGS__ inline std::size_t find_first_##SUFFIX(const Key* keys, std::size_t n, Key wanted) {                                        \
    using mask = mask_of_size<sizeof(Key)>;                                                                                               \
    constexpr std::size_t width = VECTOR_BYTES / sizeof(Key), step = 4 * width;                                                           \
    std::size_t i = 0;                                                                                                                    \
    for (; i + step <= n; i += step) {                                                                                                    \
      mask hit[width] = {};                                                                                                               \
      _Pragma("GCC unroll 4") for (std::size_t part = 0; part < 4; ++part) {                                                              \
        _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) {                                                                     \
          hit[l] = static_cast<mask>(hit[l] | (keys[i + part * width + l] == wanted ? mask(-1) : mask(0)));                               \
        }                                                                                                                                 \
      }                                                                                                                                   \
      if (any_bit_of(hit)) break;                                                                                                         \
    }                                                                                                                                     \
    for (; i + width <= n; i += width) {                                                                                                  \
      mask hit[width];                                                                                                                    \
      _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) hit[l] = keys[i + l] == wanted ? mask(-1) : mask(0);                    \
      if (any_bit_of(hit)) break;                                                                                                         \
    }                                                                                                                                     \
    while (i + 1 < n && keys[i] != wanted) ++i;                                                                                           \
    return i;                                                                                                                             \
  }                                                                                                                                       \
  /* Folds n elements into a value and its position. */                                                                                   \
  template <class Cluster, class T, bool Largest>                                                                                         \
  __VA_ARGS__ inline void fold_position_##SUFFIX(const typename Cluster::bound& element, reducer::located<T>& state, std::size_t n,       \
                                                 index_t first) {                                                                         \
    using search = search_key<T>;                                                                                                         \
    using key = typename search::type;                                                                                                    \
    constexpr std::size_t chunk = 4096 / sizeof(key);                                                                                     \
    constexpr bool in_memory = std::is_same_v<Cluster, cluster::slot<0, T>> && !is_half_v<T>;                                             \
    key tile[in_memory ? 1 : chunk];                                                                                                      \
    std::size_t count = std::min(n, std::is_same_v<T, bool> ? first_truths : chunk);                                                      \
    for (std::size_t at = 0; at < n && !reducer::arg_extreme<T, Largest>::settled(state); at += count, count = std::min(chunk, n - at)) { \
      const key* keys = tile;                                                                                                             \
      if constexpr (in_memory) {                                                                                                          \
        keys = reinterpret_cast<const key*>(element.elements) + at;                                                                       \
      } else {                                                                                                                            \
        _Pragma("omp simd") for (std::size_t i = 0; i < count; ++i) tile[i] = search::of(element(at + i));                                \
      }                                                                                                                                   \
      if constexpr (std::is_same_v<T, bool>) {                                                                                            \
        const std::size_t i = find_truth(keys, Largest, count);                                                                           \
        if (i < count || state.position < 0) {                                                                                            \
          state = {(i < count) == Largest, first + static_cast<index_t>(i < count ? at + i : 0)};                                         \
        }                                                                                                                                 \
        continue;                                                                                                                         \
      }                                                                                                                                   \
      const auto found = find_extreme_##SUFFIX<T, Largest, search>(keys_in_memory<key>{keys}, count);                                     \
      std::size_t i = 0;                                                                                                                  \
      if (found.has_nan) {                                                                                                                \
        while (!search::unordered(keys[i], keys[i])) ++i;                                                                                 \
      } else if (state.position < 0 || better_key<Largest>(found.value, search::of(state.value)) != search::of(state.value)) {            \
        i = find_first_##SUFFIX(keys, count, found.value);                                                                                \
      } else {                                                                                                                            \
        continue;                                                                                                                         \
      }                                                                                                                                   \
      state = {element(at + i), first + static_cast<index_t>(at + i)};                                                                    \
    }                                                                                                                                     \
  }                                                                                                                                       \
  /* Whether an element has these bits. */                                                                                                \
  template <class Search, class Bound>                                                                                                    \
  __VA_ARGS__ inline bool holds_##SUFFIX(const Bound& element, std::size_t n, typename Search::mask wanted) {                             \
    unsigned char found = 0;                                                                                                              \
    _Pragma("omp simd reduction(| : found)") for (std::size_t i = 0; i < n; ++i) found |= Search::exact(element(i)) == wanted;            \
    return found != 0;                                                                                                                    \
  }                                                                                                                                       \
  /* The extreme of n elements, as Reducer has it. */                                                                                     \
  template <class Cluster, class Reducer>                                                                                                 \
  __VA_ARGS__ inline typename Reducer::state_type fold_extreme_##SUFFIX(const typename Cluster::bound& element, std::size_t n) {          \
    using T = typename Reducer::argument_type;                                                                                            \
    using search = search_of<Reducer, Cluster>;                                                                                           \
    using keys_type = keys_of_cluster<search, typename Cluster::bound>;                                                                   \
    const keys_type keys{element};                                                                                                        \
    if constexpr (std::is_same_v<Cluster, cluster::slot<0, bool>>) {                                                                      \
      return (find_truth(element.elements, Reducer::largest, n) < n) == Reducer::largest;                                                 \
    } else if constexpr (std::is_same_v<T, bool>) {                                                                                       \
      for (std::size_t at = 0, count = first_truths; at < n; at += count, count = more_truths) {                                          \
        const keys_from<keys_type> part{keys, at};                                                                                        \
        const auto found = find_extreme_##SUFFIX<T, Reducer::largest, search>(part, std::min(count, n - at));                             \
        if (search::element(found.value) == Reducer::largest) return Reducer::largest;                                                    \
      }                                                                                                                                   \
      return !Reducer::largest;                                                                                                           \
    } else {                                                                                                                              \
      const auto found = find_extreme_##SUFFIX<T, Reducer::largest, search>(keys, n);                                                     \
      if (found.has_nan) return std::numeric_limits<T>::quiet_NaN();                                                                      \
      const auto wanted = extreme_to_look_for<Reducer, search>(found.value);                                                              \
      return settle_extreme<Reducer, search>(found.value, wanted && holds_##SUFFIX<search>(element, n, *wanted));                         \
    }                                                                                                                                     \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_SEARCH_LOOPS)
#undef LAZYND_SEARCH_LOOPS

LAZYND_LOOPS_END

}  // namespace lazynd::detail
