// SPDX-License-Identifier: BSD-3-Clause
// From a typed expression tree to a program: cuts the tree into fused clusters and library kernels.
#pragma once
#include <boost/hana/unpack.hpp>

#include <lazynd/execution/cut.hpp>
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
value_id lower(const E& node, program& to);

using operand_ids = small_vector<value_id, 6>;

/// Enters the operands of a cluster, in the order of their numbers.
template <class E, class Walk>
void lower_operands(const E& node, program& to, operand_ids& ids, Walk& walk) {
  if (walk.is_new(node)) ids.push_back(lower(node, to));
}
template <class Op, class... A, class Walk>
requires is_fused_node<elementwise<Op, A...>>
void lower_operands(const elementwise<Op, A...>& node, program& to, operand_ids& ids, Walk& walk) {
  if (!walk.is_new(node)) return;
  if constexpr (!std::is_empty_v<Op>) ids.push_back(to.add_constant(dtype::uint8, &node.op));
  const auto enter = [&]<class Part>(const Part& part) {
    if constexpr (is_apart<elementwise<Op, A...>, Part>) {
      ids.push_back(lower(part, to));
    } else {
      lower_operands(part, to, ids, walk);
    }
  };
  boost::hana::unpack(node.args, [&](const auto&... arg) { (enter(arg), ...); });
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
    return with_cluster(node, [&]<class Cut>(std::type_identity<Cut>, auto walk) {
      operand_ids ids;
      lower_operands(node, to, ids, walk);
      return to.add_compute(fused_kernels<typename Cut::type, Cut::next>, dtype_of<typename node_type::value_type>, ids);
    });
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
  each_operand walk;
  lower_operands(node.arg, to, ids, walk);
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
