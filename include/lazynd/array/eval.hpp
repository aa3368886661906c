// SPDX-License-Identifier: BSD-3-Clause
// Evaluating on request: one expression, several at once, several into existing arrays.
#pragma once
#include <tuple>

#include <lazynd/array/array.hpp>

namespace lazynd {

namespace detail {
template <class... E, std::size_t... I>
std::tuple<array<typename E::value_type>...> evaluate_together(std::index_sequence<I...>, const E&... nodes) {
  if (takes_short_ways(nodes...)) return {array<typename E::value_type>(evaluate(nodes, "eval"))...};
  program of;
  of.function = "eval";
  (of.add_output(lower(nodes, of), {}, false), ...);
  execute(of);
  return {array<typename E::value_type>(std::move(of.outputs[I].destination))...};
}

inline void add_assignments(program&) {}
template <class A, class E, class... Rest>
void add_assignments(program& of, A& target, const E& node, Rest&... rest) {
  constexpr bool takes_shape = std::is_same_v<A, array<value_t<A>>> && !std::is_same_v<E, constant<value_t<A>>>;
  of.add_output(lower(node, of), target.storage(), takes_shape);
  add_assignments(of, rest...);
}
inline void take_results(program&, std::size_t) {}
template <class A, class E, class... Rest>
void take_results(program& of, std::size_t i, A& target, const E&, Rest&... rest) {
  if constexpr (std::is_same_v<A, array<value_t<A>>>) target = A(std::move(of.outputs[i].destination));
  take_results(of, i + 1, rest...);
}
/// Targets as they are, right sides as nodes of the target's element type.
template <class... Done>
void assign_nodes(std::tuple<Done...> pairs) {
  std::apply(
      [](auto&... each) {
        program of;
        of.function = "assign";
        add_assignments(of, each...);
        execute(of);
        take_results(of, 0, each...);
      },
      pairs);
}
template <class... Done, ArrayLike A, OperandOrScalar X, class... Rest>
void assign_nodes(std::tuple<Done...> done, A&& target, X&& x, Rest&&... rest) {
  using node = std::remove_cvref_t<decltype(assigned_node<value_t<A>>(std::forward<X>(x)))>;
  assign_nodes(
      std::tuple_cat(std::move(done), std::tuple<std::remove_reference_t<A>&, node>(target, assigned_node<value_t<A>>(std::forward<X>(x)))),
      std::forward<Rest>(rest)...);
}
}  // namespace detail

/// The expression as an array.
template <Operand X>
[[nodiscard]] auto eval(X&& x) {
  return array<value_t<X>>(std::forward<X>(x));
}

/// Several expressions as a tuple of arrays: `auto [lo, hi] = eval(min(a), max(a))`. What shares an iteration space is computed in one
/// pass over memory, what reads the same array goes through it side by side, common sub-expressions are computed once; small results each
/// by itself, where planning would take longer. `explain` tells. 0-d results convert with `.item()`.
template <Operand X, Operand... More>
requires(sizeof...(More) > 0) [[nodiscard]] auto eval(X&& x, More&&... more) {
  return detail::evaluate_together(std::make_index_sequence<sizeof...(More) + 1>{}, detail::as_node(std::forward<X>(x)),
                                   detail::as_node(std::forward<More>(more))...);
}

/// `assign(x, e1, y, e2, ...)`: x = e1, y = e2, ... in one pass where they share an iteration space. All right sides are read as they
/// were before; arrays are given the shape of their value, views are broadcast to, and a scalar fills either. `shape_error` before anything
/// is written.
template <ArrayLike A, OperandOrScalar X, class... Rest>
void assign(A&& target, X&& x, Rest&&... rest) {
  static_assert(sizeof...(Rest) % 2 == 0, "lazynd: assign(target, value, target, value, ...) needs pairs");
  detail::assign_nodes(std::tuple<>{}, target, std::forward<X>(x), std::forward<Rest>(rest)...);
}

}  // namespace lazynd
