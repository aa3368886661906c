// SPDX-License-Identifier: BSD-3-Clause
// From a typed expression tree to a program: cuts the tree into fused clusters and library kernels.
#pragma once
#include <boost/hana/unpack.hpp>

#include <lazynd/execution/fused_reduction.hpp>
#include <lazynd/expression/erased.hpp>
#include <lazynd/planner/program.hpp>
#include <lazynd/ufunc/reduction_registry.hpp>
#include <lazynd/ufunc/registry.hpp>

namespace lazynd::detail {

/// Whether this translation unit fuses (an optimised build) or leaves every operation the registry knows to its library kernel.
#ifdef __OPTIMIZE__
inline constexpr bool optimised_build = true;
#else
inline constexpr bool optimised_build = false;
#endif

/// The library kernel of an operation for exact types; looked up once.
template <class Op, class... T>
const kernel_set* library_kernel() {
  static const kernel_set* const found = find_kernel(Op::name, {dtype_of<T>...});
  return found;
}
[[noreturn]] LAZYND_API void throw_no_kernel(const char* name, std::initializer_list<dtype> inputs);

template <class E>
inline constexpr bool is_fused_node = false;
template <class Op, class... A>
inline constexpr bool is_fused_node<elementwise<Op, A...>> = (Op::template fused<typename A::value_type> && ...);

/// Cluster type of a sub-tree whose first operand gets number I, and the next free number.
template <class E, int I>
struct cluster_of {
  using type = cluster::slot<I, typename E::value_type>;
  static constexpr int next = I + 1;
};
template <class T, int I>
struct cluster_of<constant<T>, I> {
  using type = cluster::scalar<I, T>;
  static constexpr int next = I + 1;
};
template <int I, class... Done>
struct numbered_clusters {
  template <class Op>
  using apply = cluster::apply<Op, Done...>;
  template <int State, class Op>
  using apply_stateful = cluster::apply_stateful<State, Op, Done...>;
  static constexpr int next = I;
};
template <class Numbered, class... E>
struct number_clusters : std::type_identity<Numbered> {};
template <int I, class... Done, class E, class... Rest>
struct number_clusters<numbered_clusters<I, Done...>, E, Rest...>
    : number_clusters<numbered_clusters<cluster_of<E, I>::next, Done..., typename cluster_of<E, I>::type>, Rest...> {};

template <class Op, class... A, int I>
requires is_fused_node<elementwise<Op, A...>> && std::is_empty_v<Op>
struct cluster_of<elementwise<Op, A...>, I> {
  using inner = typename number_clusters<numbered_clusters<I>, A...>::type;
  using type = typename inner::template apply<Op>;
  static constexpr int next = inner::next;
};
template <class Op, class... A, int I>
requires is_fused_node<elementwise<Op, A...>> &&(!std::is_empty_v<Op>)struct cluster_of<elementwise<Op, A...>, I> {
  using inner = typename number_clusters<numbered_clusters<I + 1>, A...>::type;
  using type = typename inner::template apply_stateful<I, Op>;
  static constexpr int next = inner::next;
};

template <class E>
value_id lower(const E& node, program& to);

using operand_ids = small_vector<value_id, 6>;

/// Enters the operands of a cluster, in the order of their numbers.
template <class E>
void lower_operands(const E& node, program& to, operand_ids& ids) {
  ids.push_back(lower(node, to));
}
template <class Op, class... A>
requires is_fused_node<elementwise<Op, A...>>
void lower_operands(const elementwise<Op, A...>& node, program& to, operand_ids& ids) {
  if constexpr (!std::is_empty_v<Op>) ids.push_back(to.add_constant(dtype::uint8, &node.op));
  boost::hana::unpack(node.args, [&](const auto&... arg) { (lower_operands(arg, to, ids), ...); });
}

template <class Op, class... A>
value_id lower_as_library_kernel(const kernel_set& kernel, const elementwise<Op, A...>& node, program& to) {
  operand_ids ids;
  boost::hana::unpack(node.args, [&](const auto&... arg) { (ids.push_back(lower(arg, to)), ...); });
  return to.add_compute(kernel, dtype_of<typename elementwise<Op, A...>::value_type>, ids);
}

/// The node's value in the program.
template <class T>
value_id lower_node(const terminal<T>& node, program& to) {
  return to.add_leaf(node.target());
}
template <class T>
value_id lower_node(const borrowed_terminal<T>& node, program& to) {
  return to.add_leaf(node.target());
}
template <class T>
value_id lower_node(const constant<T>& node, program& to) {
  return to.add_constant(dtype_of<T>, &node.value);
}
template <class T>
value_id lower_node(const erased<T>& node, program& to) {
  return node.storage ? to.add_leaf(*node.storage) : node.tree->enter(to);
}
template <class Op, class... A>
value_id lower_node(const elementwise<Op, A...>& node, program& to) {
  using node_type = elementwise<Op, A...>;
  if constexpr (is_fused_node<node_type>) {
    if constexpr (!optimised_build && std::is_empty_v<Op>) {
      if (const kernel_set* kernel = library_kernel<Op, typename A::value_type...>()) return lower_as_library_kernel(*kernel, node, to);
    }
    using cut = cluster_of<node_type, 0>;
    operand_ids ids;
    lower_operands(node, to, ids);
    return to.add_compute(fused_kernels<typename cut::type, cut::next>, dtype_of<typename node_type::value_type>, ids);
  } else {
    const kernel_set* kernel = library_kernel<Op, typename A::value_type...>();
    if (!kernel) throw_no_kernel(Op::name, {dtype_of<typename A::value_type>...});
    return lower_as_library_kernel(*kernel, node, to);
  }
}
template <class Reducer, class Arg>
value_id lower_node(const reduction<Reducer, Arg>& node, program& to) {
  operand_ids ids;
  if constexpr (!optimised_build) {
    static const reduction_kernel* const found = find_reduction(Reducer::name, dtype_of<typename Arg::value_type>);
    if (found) {
      ids.push_back(lower(node.arg, to));
      return to.add_reduce(*found, ids, node.over);
    }
  }
  using cut = cluster_of<Arg, 0>;
  lower_operands(node.arg, to, ids);
  return to.add_reduce(fused_reductions<typename cut::type, Reducer, cut::next>, ids, node.over);
}

template <class E>
value_id lower(const E& node, program& to) {
  return lower_node(node, to);
}

template <class E>
std::int32_t enter_expression(const E& expression, program& to) {
  return lower(expression, to);
}

}  // namespace lazynd::detail
