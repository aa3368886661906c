// SPDX-License-Identifier: BSD-3-Clause
// Cuts clusters out of typed expression trees: numbers their operands, and computes parts that occur more than once only once.
#pragma once
#include <boost/hana/at.hpp>
#include <boost/hana/unpack.hpp>
#include <cstring>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/expression/nodes.hpp>

namespace lazynd::detail {

template <class E>
inline constexpr bool is_fused_node = false;
template <class Op, class... A>
inline constexpr bool is_fused_node<elementwise<Op, A...>> = (Op::template fused<typename A::value_type> && ...);

/// Whether a part is worth finding its equals: a library result, or with a division, a root or something as slow in it.
template <class E>
inline constexpr bool is_dear = false;
template <class Op, class... A>
inline constexpr bool is_dear<elementwise<Op, A...>> = !is_fused_node<elementwise<Op, A...>> || Op::weight >= 4 || (is_dear<A> || ...);

/// Whether all that a part is made of are reductions and numbers.
template <class E>
inline constexpr bool is_of_reductions = false;
template <class Reducer, class A>
inline constexpr bool is_of_reductions<reduction<Reducer, A>> = true;
template <class Op, class... A>
inline constexpr bool is_of_reductions<elementwise<Op, A...>> = ((is_constant<A> || is_of_reductions<A>)&&...) &&
                                                                (is_of_reductions<A> || ...);

/// Parts that are clusters of their own: what is dear and made of reductions is often smaller than what it meets, as in `x / sqrt(sum(x *
/// x))` over rows, and the planner may compute it once.
template <class Whole, class E>
inline constexpr bool is_apart = is_of_reductions<E>&& is_dear<E> && !is_of_reductions<Whole>;

/// The operand of a cluster that such a part is.
template <class E>
struct part_apart {
  using value_type = typename E::value_type;
};
template <class Whole, class E>
using part_of = std::conditional_t<is_apart<Whole, E>, part_apart<E>, E>;

/// Number of dear parts of a cluster.
template <class E>
inline constexpr int dear_parts = 0;
template <class Op, class... A>
inline constexpr int dear_parts<elementwise<Op, A...>> = (is_dear<elementwise<Op, A...>> ? 1 : 0) +
                                                         (is_fused_node<elementwise<Op, A...>> ? (dear_parts<A> + ... + 0) : 0);

/// The clusters of the dear parts that have been numbered, and how many came again.
template <class E, class Cluster>
struct known_part {};
template <int Repeated, class... Known>
struct known_parts : Known... {};
/// In its place: every part is numbered anew.
struct nothing_known {};

template <class E, class Cluster>
std::type_identity<Cluster> find_part(const known_part<E, Cluster>*);
template <class E>
std::type_identity<void> find_part(const void*);

/// Cluster type of a sub-tree whose first operand gets number I, the next free number, and the parts that are known then.
template <class E, int I, class Known = nothing_known>
struct cluster_of {
  using type = cluster::slot<I, typename E::value_type>;
  static constexpr int next = I + 1;
  using known = Known;
};
template <class T, int I, class Known>
struct cluster_of<constant<T>, I, Known> {
  using type = cluster::scalar<I, T>;
  static constexpr int next = I + 1;
  using known = Known;
};
template <int I, class Known, class... Done>
struct numbered_clusters {
  template <class Op>
  using apply = cluster::apply<Op, Done...>;
  template <int State, class Op>
  using apply_stateful = cluster::apply_stateful<State, Op, Done...>;
  static constexpr int next = I;
  using known = Known;
};
template <class Numbered, class... E>
struct number_clusters : std::type_identity<Numbered> {};
template <int I, class Known, class... Done, class E, class... Rest>
struct number_clusters<numbered_clusters<I, Known, Done...>, E, Rest...>
    : number_clusters<numbered_clusters<cluster_of<E, I, Known>::next, typename cluster_of<E, I, Known>::known, Done...,
                                        typename cluster_of<E, I, Known>::type>,
                      Rest...> {};

template <class E, int I, class Known>
struct new_cluster {  // of a library result
  using type = cluster::slot<I, typename E::value_type>;
  static constexpr int next = I + 1;
  using known = Known;
};
template <class Op, class... A, int I, class Known>
requires is_fused_node<elementwise<Op, A...>> && std::is_empty_v<Op>
struct new_cluster<elementwise<Op, A...>, I, Known> {
  using inner = typename number_clusters<numbered_clusters<I, Known>, part_of<elementwise<Op, A...>, A>...>::type;
  using type = typename inner::template apply<Op>;
  static constexpr int next = inner::next;
  using known = typename inner::known;
};
template <class Op, class... A, int I, class Known>
requires is_fused_node<elementwise<Op, A...>> &&(!std::is_empty_v<Op>)struct new_cluster<elementwise<Op, A...>, I, Known> {
  using inner = typename number_clusters<numbered_clusters<I + 1, Known>, part_of<elementwise<Op, A...>, A>...>::type;
  using type = typename inner::template apply_stateful<I, Op>;
  static constexpr int next = inner::next;
  using known = typename inner::known;
};

template <class Op, class... A, int I>
struct cluster_of<elementwise<Op, A...>, I, nothing_known> : new_cluster<elementwise<Op, A...>, I, nothing_known> {};

template <class E, int I, class Known, class Found>
struct known_or_new;
template <class E, int I, int Repeated, class... Known, class Found>
struct known_or_new<E, I, known_parts<Repeated, Known...>, Found> {
  using type = cluster::again<Repeated, Found>;
  static constexpr int next = I;
  using known = known_parts<Repeated + 1, Known...>;
};
template <class Known, class E, class Cluster>
struct remember;
template <int Repeated, class... Known, class E, class Cluster>
struct remember<known_parts<Repeated, Known...>, E, Cluster> : std::type_identity<known_parts<Repeated, Known..., known_part<E, Cluster>>> {
};
template <class E, int I, int Repeated, class... Known>
struct known_or_new<E, I, known_parts<Repeated, Known...>, void> : new_cluster<E, I, known_parts<Repeated, Known...>> {
  using made = new_cluster<E, I, known_parts<Repeated, Known...>>;
  using known = typename remember<typename made::known, E, typename made::type>::type;
};
template <class Op, class... A, int I, int Repeated, class... Known>
struct cluster_of<elementwise<Op, A...>, I, known_parts<Repeated, Known...>>
    : std::conditional_t<
          is_dear<elementwise<Op, A...>>,
          known_or_new<elementwise<Op, A...>, I, known_parts<Repeated, Known...>,
                       typename decltype(find_part<elementwise<Op, A...>>(static_cast<known_parts<Repeated, Known...>*>(nullptr)))::type>,
          new_cluster<elementwise<Op, A...>, I, known_parts<Repeated, Known...>>> {};

/// Whether they have the same elements because they are made of the same ones; only what can be seen at once.
template <class E>
bool same_part(const E&, const E&) {
  return false;
}
template <class T>
bool same_part(const terminal<T>& a, const terminal<T>& b) {
  return &a.target() == &b.target();
}
template <class T>
bool same_part(const borrowed_terminal<T>& a, const borrowed_terminal<T>& b) {
  return &a.target() == &b.target();
}
template <class T>
bool same_part(const constant<T>& a, const constant<T>& b) {
  return std::memcmp(&a.value, &b.value, sizeof(T)) == 0;
}
template <class Op, class... A>
requires std::is_empty_v<Op>
bool same_part(const elementwise<Op, A...>& a, const elementwise<Op, A...>& b) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (same_part(boost::hana::at_c<I>(a.args), boost::hana::at_c<I>(b.args)) && ...);
  }
  (std::index_sequence_for<A...>());
}

/// A walk over the operands of a cluster that meets every one.
struct each_operand {
  template <class E>
  static constexpr bool is_new(const E&) {
    return true;
  }
};
/// One that leaves out the known parts it has met.
template <class Known>
struct each_part_once;
template <int Repeated, class... E, class... C>
struct each_part_once<known_parts<Repeated, known_part<E, C>...>> {
  const void* met[sizeof...(E)] = {};

  template <class Part>
  bool is_new(const Part& part) {
    if constexpr ((std::is_same_v<Part, E> || ...)) {
      const void*& before = met[place<Part>()];
      if (before) return false;
      before = &part;
    }
    return true;
  }
  /// Whether all parts of one type are the same.
  template <class Part>
  bool all_same(const Part& part) {
    if constexpr ((std::is_same_v<Part, E> || ...)) {
      if (!is_new(part)) return same_part(*static_cast<const Part*>(met[place<Part>()]), part);
    }
    if constexpr (is_fused_node<Part>) {
      return boost::hana::unpack(part.args, [&](const auto&... arg) { return (all_same(arg) && ...); });
    } else {
      return true;
    }
  }

 private:
  template <class Part>
  static constexpr int place() {
    int at = 0;
    static_cast<void>(((std::is_same_v<Part, E> ? false : (++at, true)) && ...));
    return at;
  }
};

/// Calls f with the cluster of a node and the walk that meets its operands: parts of one type that are dear are one part when they turn
/// out to be the same.
template <class Op, class... A, class F>
auto with_cluster(const elementwise<Op, A...>& node, F&& f) {
  using node_type = elementwise<Op, A...>;
  if constexpr (dear_parts < node_type >> 2) {
    using shared = cluster_of<node_type, 0, known_parts<0>>;
    if constexpr (shared::next < cluster_of<node_type, 0>::next) {
      using walk = each_part_once<typename shared::known>;
      if (walk().all_same(node)) return f(std::type_identity<shared>(), walk());
    }
  }
  return f(std::type_identity<cluster_of<node_type, 0>>(), each_operand());
}

}  // namespace lazynd::detail
