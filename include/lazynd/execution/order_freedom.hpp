// SPDX-License-Identifier: BSD-3-Clause
// How a reduction of a fused expression may be folded: in lanes, or in another order where no order changes a bit of the result.
#pragma once
#include <lazynd/execution/cluster.hpp>
#include <lazynd/expression/operations/conversion.hpp>
#include <lazynd/expression/reducers.hpp>

namespace lazynd::detail {

/// Clusters whose elements may be computed twice, or not at all: no function of the user is in them, nothing throws.
template <class Cluster>
inline constexpr bool is_repeatable = true;
template <int I, class Op, class... A>
inline constexpr bool is_repeatable<cluster::apply_stateful<I, Op, A...>> = false;
template <class F, class... A>
inline constexpr bool is_repeatable<cluster::apply<op::mapped<F>, A...>> = false;
template <class Op, class... A>
inline constexpr bool is_repeatable<cluster::apply<Op, A...>> = !cluster::apply<Op, A...>::may_throw && (is_repeatable<A> && ...);

/// What a cluster converts at its end: an integer of at most 32 bits to one of 64, or to double. Sums of as many as a block has are exact.
template <class Cluster>
struct narrow_integers {
  static constexpr bool exist = false;
};
template <class To, class A>
struct narrow_integers<cluster::apply<op::cast<To>, A>> {
  using type = A;
  using value_type = typename A::value_type;
  static constexpr bool exist = std::is_integral_v<value_type> && sizeof(value_type) <= 4 && sizeof(To) == 8 && is_repeatable<A>;
};

/// How the elements of a block are folded.
enum class fold_way : std::uint8_t {
  lanes,     ///< each into its lane
  wrapping,  ///< the same, but any lanes do
  integers,  ///< narrow integers in short lanes
  extreme,   ///< a search for a value
  position,  ///< a search for a value and its first place
};
template <class Cluster, class Reducer>
constexpr fold_way find_fold_way() {
  if (Reducer::order == reducer::order_rule::wraps || Reducer::order == reducer::order_rule::adds) {
    if (Reducer::order == reducer::order_rule::adds && narrow_integers<Cluster>::exist) return fold_way::integers;
    return std::is_integral_v<typename Reducer::state_type> ? fold_way::wrapping : fold_way::lanes;
  }
  if (!is_repeatable<Cluster>) return fold_way::lanes;
  if (Reducer::order == reducer::order_rule::extreme) return fold_way::extreme;
  return Reducer::order == reducer::order_rule::position ? fold_way::position : fold_way::lanes;
}
template <class Cluster, class Reducer>
inline constexpr fold_way way_of = find_fold_way<Cluster, Reducer>();

/// Whether the elements of a block are searched: an answer can be final before all of them were looked at.
template <class Cluster, class Reducer>
inline constexpr bool is_search = way_of<Cluster, Reducer> == fold_way::extreme || way_of<Cluster, Reducer> == fold_way::position;

/// Whether blocks may be of any length as well. Sums of 32-bit integers are exact in double for a block, but not for an array.
template <class Cluster, class Reducer>
constexpr bool has_any_order() {
  constexpr fold_way way = way_of<Cluster, Reducer>;
  if constexpr (way == fold_way::integers) {
    return std::is_integral_v<typename Reducer::state_type> || sizeof(typename narrow_integers<Cluster>::value_type) <= 2;
  } else {
    return way != fold_way::lanes;
  }
}

}  // namespace lazynd::detail
