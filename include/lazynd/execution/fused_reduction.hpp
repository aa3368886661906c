// SPDX-License-Identifier: BSD-3-Clause
// The loops around a reduction of a fused expression, compiled for every instruction set.
#pragma once
#include <algorithm>
#include <bit>

#include <lazynd/dtype/element.hpp>
#include <lazynd/execution/extreme_rows.hpp>
#include <lazynd/execution/fused_kernel.hpp>
#include <lazynd/execution/integer_sums.hpp>
#include <lazynd/execution/moment_fold.hpp>
#include <lazynd/execution/order_freedom.hpp>
#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd::detail {

/// Lanes of a reduction, a power of two: about 128 bytes of state, which is two of the widest vectors.
template <class State>
inline constexpr std::size_t reduction_lanes = std::bit_floor(std::max<std::size_t>(4, 128 / sizeof(State)));

/// Lanes of a reducer: its own number, or that of its states.
template <class Reducer>
inline constexpr std::size_t lanes_of = reduction_lanes<typename Reducer::state_type>;
template <class Reducer>
requires(Reducer::lanes > 0) inline constexpr std::size_t lanes_of<Reducer> = Reducer::lanes;

/// Lanes that are kept apart between calls: one where any order does.
template <class Cluster, class Reducer>
inline constexpr std::size_t kept_lanes = way_of<Cluster, Reducer> == fold_way::lanes ? lanes_of<Reducer> : 1;

/// Lanes the inner loop of a fold walks at once: one vector, so that all lanes stay in registers; or all lanes, where narrower elements
/// are widened and the compiler needs the longer loop to do that in whole vectors.
template <class Cluster, class Reducer>
constexpr std::size_t lanes_together(std::size_t vector_bytes) {
  constexpr std::size_t lanes = lanes_of<Reducer>;
  if (Cluster::narrowest < sizeof(typename Reducer::argument_type)) return lanes;
  return std::clamp<std::size_t>(std::bit_floor(vector_bytes / sizeof(typename Reducer::state_type)), 1, lanes);
}

/// Clusters of which one loop body folds several rounds of lanes: measured 52 to 80 ns for a sum of 2048 floats.
template <class Cluster>
inline constexpr bool is_light = Cluster::weight <= 4 && !Cluster::may_throw;

/// Whether a cluster reads elements of one byte.
template <class Cluster>
inline constexpr bool reads_bytes = false;
template <int I, class T>
inline constexpr bool reads_bytes<cluster::slot<I, T>> = sizeof(T) == 1;
template <class Op, class... A>
inline constexpr bool reads_bytes<cluster::apply<Op, A...>> = (reads_bytes<A> || ...);
template <int I, class Op, class... A>
inline constexpr bool reads_bytes<cluster::apply_stateful<I, Op, A...>> = (reads_bytes<A> || ...);

/// Clusters whose elements are computed into a tile before they are folded: where bytes (masks) are beside numbers of 64 bits, compilers
/// vectorise long loops only. Measured 6.4 to 1.4 us for the sum of 10000 masked doubles.
template <class Cluster, class Reducer>
constexpr bool folds_tiles() {
  using whole = cluster::slot<0, typename Cluster::value_type>;
  constexpr bool spread = reads_bytes<Cluster> && sizeof(typename Cluster::value_type) == 8;
  return spread && way_of<Cluster, Reducer> == way_of<whole, Reducer> && way_of<whole, Reducer> != fold_way::position;
}

/// Whether merging with the identity changes nothing. It changes complex products with infinities, and moments keep count.
template <class Reducer>
inline constexpr bool has_neutral_identity =
    !BeginsWithElement<Reducer> && !(is_complex_v<typename Reducer::state_type> && Reducer::order == reducer::order_rule::wraps);

/// Combines lanes by the fixed tree into the first: those that are `live`, or all where the others do not matter. Distances of a vector and
/// more are loops over vectors, the last two are written out to stay in registers.
template <class Reducer, std::size_t Lanes>
LAZYND_ALWAYS_INLINE typename Reducer::state_type merged_lanes(typename Reducer::state_type* lane, std::size_t live) {
  if (has_neutral_identity<Reducer> || live == Lanes) {
    _Pragma("GCC unroll 8") for (std::size_t half = Lanes / 2; half >= 4; half /= 2) {
      _Pragma("omp simd") for (std::size_t l = 0; l < half; ++l) lane[l] = Reducer::merge(lane[l], lane[l + half]);
    }
    return Reducer::merge(Reducer::merge(lane[0], lane[2]), Reducer::merge(lane[1], lane[3]));
  }
  for (std::size_t half = Lanes / 2; half > 0; half /= 2) {
    for (std::size_t l = 0; l < half && l + half < live; ++l) lane[l] = Reducer::merge(lane[l], lane[l + half]);
  }
  return lane[0];
}

LAZYND_LOOPS_BEGIN

#define LAZYND_FOLD_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                                                                  \
  template <class Cluster, class Reducer>                                                                                             \
  __VA_ARGS__ LAZYND_NOINLINE void fold_##SUFFIX(const void* const* operands, void* lane_states, std::size_t n, index_t first,        \
                                                 unsigned flags) {                                                                    \
    using state = typename Reducer::state_type;                                                                                       \
    constexpr fold_way way = way_of<Cluster, Reducer>;                                                                                \
    auto* const states = static_cast<state*>(lane_states);                                                                            \
    if constexpr (folds_tiles<Cluster, Reducer>()) {                                                                                  \
      using element_type = typename Cluster::value_type;                                                                              \
      const typename Cluster::bound element(operands);                                                                                \
      cluster::exception_guard<Cluster::may_throw> guarded;                                                                           \
      constexpr std::size_t kept = kept_lanes<Cluster, Reducer>, chunk = 256;                                                         \
      alignas(64) element_type tile[chunk];                                                                                           \
      state lane[kept];                                                                                                               \
      if (!(flags & fold_begin)) std::copy_n(states, kept, lane);                                                                     \
      const void* const tiles[] = {tile};                                                                                             \
      std::size_t at = 0;                                                                                                             \
      do {                                                                                                                            \
        const std::size_t count = std::min(chunk, n - at);                                                                            \
        _Pragma("omp simd") for (std::size_t i = 0; i < count; ++i) tile[i] = guarded(element, at + i);                               \
        const unsigned part = (at == 0 ? flags & fold_begin : 0U) | (at + count == n ? flags & fold_end : 0U);                        \
        fold_##SUFFIX<cluster::slot<0, element_type>, Reducer>(tiles, lane, count, first + static_cast<index_t>(at), part);           \
      } while ((at += chunk) < n);                                                                                                    \
      guarded.rethrow();                                                                                                              \
      std::copy_n(lane, flags& fold_end ? std::size_t{1} : kept, states);                                                             \
    } else if constexpr (way == fold_way::position) {                                                                                 \
      const typename Cluster::bound element(operands);                                                                                \
      if (flags & fold_begin) states[0] = Reducer::identity();                                                                        \
      fold_position_##SUFFIX<Cluster, typename Reducer::argument_type, Reducer::largest>(element, states[0], n, first);               \
    } else if constexpr (way == fold_way::extreme) {                                                                                  \
      const typename Cluster::bound element(operands);                                                                                \
      const state found = fold_extreme_##SUFFIX<Cluster, Reducer>(element, n);                                                        \
      states[0] = flags & fold_begin ? found : Reducer::merge(states[0], found);                                                      \
    } else if constexpr (way == fold_way::integers) {                                                                                 \
      using narrow = typename narrow_integers<Cluster>::type;                                                                         \
      const auto found = static_cast<state>(sum_integers_##SUFFIX<narrow>(typename narrow::bound(operands), n));                      \
      states[0] = flags & fold_begin ? found : Reducer::merge(states[0], found);                                                      \
    } else if constexpr (BeginsWithElement<Reducer>) {                                                                                \
      const typename Cluster::bound element(operands);                                                                                \
      cluster::exception_guard<Cluster::may_throw> guarded;                                                                           \
      fold_moments_##SUFFIX<Cluster, Reducer>(element, guarded, states, n, static_cast<std::size_t>(first % reduction_block), flags); \
      guarded.rethrow();                                                                                                              \
    } else {                                                                                                                          \
      constexpr std::size_t lanes = lanes_of<Reducer>;                                                                                \
      constexpr std::size_t width = lanes_together<Cluster, Reducer>(VECTOR_BYTES);                                                   \
      constexpr std::size_t rounds = is_light<Cluster> ? 4 : 1;                                                                       \
      const typename Cluster::bound element(operands);                                                                                \
      cluster::exception_guard<Cluster::may_throw> guarded;                                                                           \
      const bool begins = way == fold_way::wrapping || (flags & fold_begin) != 0;                                                     \
      alignas(64) state lane[lanes];                                                                                                  \
      _Pragma("GCC unroll 16") for (std::size_t part = 0; part < lanes; part += width) {                                              \
        if (begins) {                                                                                                                 \
          _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) lane[part + l] = Reducer::identity();                           \
        } else {                                                                                                                      \
          _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) lane[part + l] = states[part + l];                              \
        }                                                                                                                             \
      }                                                                                                                               \
      std::size_t i = 0;                                                                                                              \
      if constexpr (rounds > 1) {                                                                                                     \
        for (; i + rounds * lanes <= n; i += rounds * lanes) {                                                                        \
          _Pragma("GCC unroll 4") for (std::size_t round = 0; round < rounds * lanes; round += lanes) {                               \
            _Pragma("GCC unroll 16") for (std::size_t part = 0; part < lanes; part += width) {                                        \
              _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) lane[part + l] =                                            \
                  Reducer::step(lane[part + l], element(i + round + part + l), first + static_cast<index_t>(i + round + part + l));   \
            }                                                                                                                         \
          }                                                                                                                           \
        }                                                                                                                             \
      }                                                                                                                               \
      for (; i + lanes <= n; i += lanes) {                                                                                            \
        _Pragma("GCC unroll 16") for (std::size_t part = 0; part < lanes; part += width) {                                            \
          _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) lane[part + l] =                                                \
              Reducer::step(lane[part + l], guarded(element, i + part + l), first + static_cast<index_t>(i + part + l));              \
        }                                                                                                                             \
      }                                                                                                                               \
      std::size_t part = 0;                                                                                                           \
      for (; width < lanes && i + width <= n; i += width, part += width) {                                                            \
        _Pragma("omp simd") for (std::size_t l = 0; l < width; ++l) lane[part + l] =                                                  \
            Reducer::step(lane[part + l], guarded(element, i + l), first + static_cast<index_t>(i + l));                              \
      }                                                                                                                               \
      for (; i < n; ++i, ++part) lane[part] = Reducer::step(lane[part], guarded(element, i), first + static_cast<index_t>(i));        \
      guarded.rethrow();                                                                                                              \
      if (way == fold_way::wrapping) {                                                                                                \
        const state found = merged_lanes<Reducer, lanes>(lane, lanes);                                                                \
        states[0] = flags & fold_begin ? found : Reducer::merge(states[0], found);                                                    \
      } else if (flags & fold_end) {                                                                                                  \
        /* Lanes that saw no element stay out where an identity is not neutral. */                                                    \
        states[0] =                                                                                                                   \
            merged_lanes<Reducer, lanes>(lane, std::min<std::size_t>(lanes, static_cast<std::size_t>(first % reduction_block) + n));  \
      } else {                                                                                                                        \
        for (std::size_t l = 0; l < lanes; ++l) states[l] = lane[l];                                                                  \
      }                                                                                                                               \
    }                                                                                                                                 \
  }                                                                                                                                   \
  template <class Cluster, class Reducer, std::size_t Arity>                                                                          \
  __VA_ARGS__ LAZYND_NOINLINE void fold_rows_##SUFFIX(const void* const* operands, const index_t* row_strides, void* row_states,      \
                                                      std::size_t n, index_t rows, index_t position, index_t position_step) {         \
    using bound = typename Cluster::bound;                                                                                            \
    constexpr fold_way way = way_of<Cluster, Reducer>;                                                                                \
    cluster::exception_guard<Cluster::may_throw> guarded;                                                                             \
    auto* const states = static_cast<typename Reducer::state_type*>(row_states);                                                      \
    if constexpr (BeginsWithElement<Reducer>) {                                                                                       \
      const bool begins = position % reduction_block < static_cast<index_t>(lanes_of<Reducer>);                                       \
      fold_moment_rows_##SUFFIX<Cluster, Reducer, Arity>(operands, row_strides, guarded, states, n, rows, begins);                    \
      guarded.rethrow();                                                                                                              \
    } else if constexpr (way == fold_way::extreme) {                                                                                  \
      fold_extreme_rows_##SUFFIX<Cluster, Reducer, Arity>(operands, row_strides, states, n, rows);                                    \
    } else if constexpr (way == fold_way::position) {                                                                                 \
      fold_position_rows_##SUFFIX<Cluster, Reducer, Arity>(operands, row_strides, states, n, rows, position, position_step);          \
    } else if constexpr (way == fold_way::integers) {                                                                                 \
      sum_integer_rows_##SUFFIX<typename narrow_integers<Cluster>::type, Reducer, Arity>(operands, row_strides, states, n, rows);     \
    } else {                                                                                                                          \
      row_cursor<Arity> at(operands, row_strides);                                                                                    \
      index_t row = 0;                                                                                                                \
      for (; row + 4 <= rows; row += 4, position += 4 * position_step) {                                                              \
        const bound first(at.next()), second(at.next()), third(at.next()), fourth(at.next());                                         \
        _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) {                                                                     \
          auto state = Reducer::step(states[i], guarded(first, i), position);                                                         \
          state = Reducer::step(state, guarded(second, i), position + position_step);                                                 \
          state = Reducer::step(state, guarded(third, i), position + 2 * position_step);                                              \
          states[i] = Reducer::step(state, guarded(fourth, i), position + 3 * position_step);                                         \
        }                                                                                                                             \
      }                                                                                                                               \
      for (; row < rows; ++row, position += position_step) {                                                                          \
        const bound element(at.next());                                                                                               \
        _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) states[i] = Reducer::step(states[i], guarded(element, i), position);  \
      }                                                                                                                               \
      guarded.rethrow();                                                                                                              \
    }                                                                                                                                 \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_FOLD_LOOPS)
#undef LAZYND_FOLD_LOOPS

template <class Reducer>
void prepend_to_states(void* states, std::size_t n, const void* element) {
  auto* const s = static_cast<typename Reducer::state_type*>(states);
  const auto first = Reducer::step(Reducer::identity(), *static_cast<const typename Reducer::argument_type*>(element), 0);
  for (std::size_t i = 0; i < n; ++i) s[i] = Reducer::merge(first, s[i]);
}
#define LAZYND_STATE_LOOPS(SUFFIX, VECTOR_BYTES, ...)                                          \
  template <class Reducer>                                                                     \
  __VA_ARGS__ void initialize_states_##SUFFIX(void* states, std::size_t n) {                   \
    auto* const s = static_cast<typename Reducer::state_type*>(states);                        \
    _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) s[i] = Reducer::identity();        \
  }                                                                                            \
  template <class Reducer>                                                                     \
  __VA_ARGS__ void merge_states_##SUFFIX(void* into, const void* from, std::size_t n) {        \
    auto* const a = static_cast<typename Reducer::state_type*>(into);                          \
    const auto* const b = static_cast<const typename Reducer::state_type*>(from);              \
    if constexpr (BeginsWithElement<Reducer>) {                                                \
      if (join_states<Reducer>(a, b, n)) return;                                               \
    }                                                                                          \
    _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) a[i] = Reducer::merge(a[i], b[i]); \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_STATE_LOOPS)
#undef LAZYND_STATE_LOOPS

/// Tells whether a state is what it is whatever comes; nullptr for reducers that always look at everything.
template <class Cluster, class Reducer>
constexpr auto settled_state() -> bool (*)(const void*) {
  if constexpr (is_search<Cluster, Reducer>) {
    return [](const void* state) { return Reducer::settled(*static_cast<const typename Reducer::state_type*>(state)); };
  } else {
    return nullptr;
  }
}
template <class Reducer>
typename Reducer::result_type finish_state(const typename Reducer::state_type& state, index_t count, double ddof) {
  if constexpr (requires { Reducer::finish(state, count, ddof); }) {
    return Reducer::finish(state, count, ddof);
  } else {
    return Reducer::finish(state, count);
  }
}
template <class Reducer>
void finish_states(const void* states, void* out, std::size_t n, index_t count, double ddof) {
  const auto* const s = static_cast<const typename Reducer::state_type*>(states);
  auto* const results = static_cast<typename Reducer::result_type*>(out);
  _Pragma("omp simd") for (std::size_t i = 0; i < n; ++i) results[i] = finish_state<Reducer>(s[i], count, ddof);
}

LAZYND_LOOPS_END

/// The kernels of a reduction over a fused expression; one object for each pair of types.
template <class Cluster, class Reducer, std::size_t Arity>
inline constexpr reduction_kernel fused_reductions = {
    .name = Reducer::name,
    .result = dtype_of<typename Reducer::result_type>,
    .state_size = sizeof(typename Reducer::state_type),
    .lanes = kept_lanes<Cluster, Reducer>,
    .needs_elements = Reducer::needs_elements,
    .neutral = reducer::neutral<Reducer>,
    .state_is_result = reducer::state_is_result<Reducer>,
    .any_order = has_any_order<Cluster, Reducer>(),
    .fold = LAZYND_ALL_LEVELS((fold_baseline<Cluster, Reducer>), (fold_avx2<Cluster, Reducer>), (fold_avx512<Cluster, Reducer>)),
    .fold_rows = LAZYND_ALL_LEVELS((fold_rows_baseline<Cluster, Reducer, Arity>), (fold_rows_avx2<Cluster, Reducer, Arity>),
                                   (fold_rows_avx512<Cluster, Reducer, Arity>)),
    .initialize =
        LAZYND_ALL_LEVELS(initialize_states_baseline<Reducer>, initialize_states_avx2<Reducer>, initialize_states_avx512<Reducer>),
    .merge = LAZYND_ALL_LEVELS(merge_states_baseline<Reducer>, merge_states_avx2<Reducer>, merge_states_avx512<Reducer>),
    .prepend = prepend_to_states<Reducer>,
    .settled = settled_state<Cluster, Reducer>(),
    .finish = finish_states<Reducer>,
    .weight = Cluster::weight + 1,
    .arity = Arity,
    .tokens = Cluster::tokens.data(),
    .token_count = static_cast<std::uint16_t>(Cluster::tokens.size()),
};

}  // namespace lazynd::detail
