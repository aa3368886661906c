// SPDX-License-Identifier: BSD-3-Clause
// Asking how an expression will be computed, before or instead of computing it.
#pragma once
#include <lazynd/array/eval.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/expression/dynamic.hpp>
#include <lazynd/planner/explain.hpp>
#include <lazynd/planner/passes.hpp>

namespace lazynd {

namespace detail {

inline explanation explain_program(program& of, bool short_way) {
  run_settings settings;
  settings.level = active_simd_level();
  for (int i = 0; i < simd_level_count; ++i) settings.level_names[static_cast<std::size_t>(i)] = name(static_cast<simd_level>(i));
  settings.threads = get_num_threads();
  settings.short_way = short_way;
  const execution_plan plan = planner::make_plan(of);
  return {of, plan, settings};
}

template <class... E>
explanation explain_nodes(const E&... nodes) {
  program of;
  of.function = "explain";
  (of.add_output(lower(nodes, of), {}, false), ...);
  if constexpr (sizeof...(E) == 1) {
    return explain_program(of, (takes_short_way(nodes, {}, false) && ...));
  } else {
    return explain_program(of, takes_short_ways(nodes...));
  }
}

/// Nodes of the right sides stay on the stack until the last pair is there and the plan is made.
template <ArrayLike A, OperandOrScalar X, class... Rest>
explanation explain_assignments(program& of, A&& target, X&& x, Rest&&... rest) {
  using target_type = std::remove_reference_t<A>;
  const auto& node = assigned_node<value_t<A>>(std::forward<X>(x));
  const bool short_way = of.outputs.empty() && sizeof...(Rest) == 0 &&
                         takes_short_way(node, target.storage(), std::is_same_v<target_type, array<value_t<A>>> && Operand<X>);
  add_assignments(of, target, node);
  if constexpr (sizeof...(Rest) == 0) {
    return explain_program(of, short_way);
  } else {
    return explain_assignments(of, std::forward<Rest>(rest)...);
  }
}

}  // namespace detail

/// How `eval(x, ...)` would compute its arguments: passes, loops, kernels, threads, temporaries, bytes, and the reason for every
/// fallback. Plans, but computes nothing and allocates no result. Print it, or see `explanation`: `std::cout << explain(sin(a) * 2 + b)`.
/// Errors are those of `eval`. NumPy has nothing like it.
template <Operand X, Operand... More>
[[nodiscard]] explanation explain(X&& x, More&&... more) {
  return detail::explain_nodes(detail::as_node(std::forward<X>(x)), detail::as_node(std::forward<More>(more))...);
}

/// How a dynamic expression would be computed.
[[nodiscard]] LAZYND_API explanation explain(const any_expression& x);

/// How `assign(target, value, ...)` would run; with one pair, `target = value`. Nothing is written. It shows what overlapping memory
/// costs: `explain_assign(a(slice(1, none)), a(slice(none, -1)) + 1)` has a temporary and a copy. Errors are those of `assign`.
template <ArrayLike A, OperandOrScalar X, class... Rest>
[[nodiscard]] explanation explain_assign(A&& target, X&& value, Rest&&... rest) {
  static_assert(sizeof...(Rest) % 2 == 0, "lazynd: explain_assign(target, value, target, value, ...) needs pairs");
  program of;
  of.function = "explain_assign";
  return detail::explain_assignments(of, target, std::forward<X>(value), std::forward<Rest>(rest)...);
}

}  // namespace lazynd
