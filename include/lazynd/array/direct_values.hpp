// SPDX-License-Identifier: BSD-3-Clause
// The short way for expressions with small reductions to one value in them, and for masks: first these, then the rest with their values.
#pragma once
#include <utility>

#include <lazynd/array/direct_reduction.hpp>
#include <lazynd/array/hidden_operands.hpp>

namespace lazynd::detail {

/// The tree with values in the place of its reductions, and arrays in that of operands of hidden types; void where one of them cannot go
/// the short way, or a leaf is of another kind.
template <class E>
struct with_values {
  using type = std::conditional_t<is_leaf<E>, borrowed_terminal<typename E::value_type>, void>;
};
template <class T>
struct with_values<constant<T>> {
  using type = constant<T>;
};
template <class T>
struct with_values<erased<T>> {
  using type = borrowed_terminal<T>;
};
template <class E>
using with_values_t = typename with_values<E>::type;
template <class Op, class... A>
requires(!std::is_void_v<with_values_t<A>> && ...) struct with_values<elementwise<Op, A...>> {
  using type = elementwise<Op, with_values_t<A>...>;
};
template <class Reducer, class A>
requires(!std::is_void_v<with_values_t<A>>) struct with_values<reduction<Reducer, A>> {
  using type = std::conditional_t<reduces_directly<reduction<Reducer, with_values_t<A>>>, constant<typename Reducer::result_type>, void>;
};

/// Expressions that can be computed so, if they turn out small and contiguous.
template <class E>
inline constexpr bool has_values = has_reduction<E> && !std::is_void_v<with_values_t<E>> && !is_leaf<with_values_t<E>>;
/// Those of which nothing is left but values.
template <class E>
inline constexpr bool is_one_value = false;
template <class E>
requires has_values<E>
inline constexpr bool is_one_value<E> = leaf_count<with_values_t<E>> == 0;

/// Makes the tree with values out of what `parts` gives: the next of the hidden operands, and the value of a reduction.
template <class E, class Parts>
auto insert_values(const E& leaf, Parts& parts) {
  if constexpr (is_constant<E>) {
    return leaf;
  } else if constexpr (hidden_operands<E> != 0) {
    return with_values_t<E>((parts.operands++)->get());
  } else {
    return with_values_t<E>(&leaf.target());
  }
}
template <class Reducer, class A, class Parts>
auto insert_values(const reduction<Reducer, A>& node, Parts& parts);
template <class Op, class... A, class Parts>
auto insert_values(const elementwise<Op, A...>& node, Parts& parts) {
  return boost::hana::unpack(node.args, [&](const auto&... arg) {
    return with_values_t<elementwise<Op, A...>>{node.op,
                                                insert_values(arg, parts)...};  // in braces, arguments are evaluated in their order
  });
}
template <class Reducer, class A, class Parts>
auto insert_values(const reduction<Reducer, A>& node, Parts& parts) {
  using result = constant<typename Reducer::result_type>;
  const int beside = std::exchange(parts.kept_axes, 0);
  const result value = [&] {
    if constexpr (has_reduction<A>) {
      return result(parts.value_of(reduction<Reducer, with_values_t<A>>(insert_values(node.arg, parts), node.over)));
    } else {
      return result(parts.value_of(node));
    }
  }();
  parts.kept_axes = std::max(parts.kept_axes, beside);
  return value;
}

/// Number of axes of the leaf that has most.
template <class E>
int most_axes(const E& tree) {
  const block* leaves[leaf_count<E> + 1];
  const block** next = leaves;
  collect_leaves(tree, next);
  int most = 0;
  for (const block** leaf = leaves; leaf != next; ++leaf) most = std::max(most, (*leaf)->where.ndim());
  return most;
}

/// Looks whether all reductions of a tree can go the short way, and which shape their values would have.
struct values_to_be {
  const block_handle* operands;
  bool possible = true;
  int kept_axes = 0;  ///< most axes of one that `keepdims` leaves to a value

  template <class Reducer, class A>
  typename Reducer::result_type value_of(const reduction<Reducer, A>& node) {
    const block* leaves[leaf_count<A> + 1];
    // Values inside broadcast to the elements as numbers do, if these have as many axes.
    possible = possible && count_of_direct_reduction(node, leaves) > 0 && kept_axes <= leaves[0]->where.ndim();
    kept_axes = possible && node.over.keepdims ? leaves[0]->where.ndim() : 0;
    return {};
  }
};
/// Computes them; only after the question whether that is possible.
struct values_of_reductions {
  const block_handle* operands;
  int kept_axes = 0;

  template <class Reducer, class A>
  typename Reducer::result_type value_of(const reduction<Reducer, A>& node) {
    typename Reducer::result_type value{};
    try_direct_reduction(node, value);
    return value;
  }
};

/// The value of a tree without leaves.
template <class E>
typename E::value_type value_of_tree(const E& tree) {
  if constexpr (is_constant<E>) {
    return tree.value;
  } else {
    typename E::value_type value;
    tile_operands{nullptr, 1, active_simd_level()}.compute(tree, &value);
    return value;
  }
}

/// Whether a tree that keeps leaves can be computed into that destination.
template <class E>
bool takes_values(const E& expression, const block_handle* operands, const block_handle& destination, bool may_replace) {
  values_to_be look{operands};
  const auto tree = insert_values(expression, look);
  return look.possible && look.kept_axes <= most_axes(tree) && takes_direct(tree, destination, may_replace);
}

/// True, `result` is set, and the number of its axes, which are of one, when the short way can be taken to one value.
template <class E>
bool try_values(const E& expression, typename E::value_type& result, int& axes) {
  if constexpr (reduces_directly<E>) {
    axes = expression.over.keepdims ? most_axes(expression) : 0;
    return try_direct_reduction(expression, result);
  } else {
    operand_arrays<E> arrays;
    if (watches_conditions() || !arrays.gather(expression)) return false;
    values_to_be look{arrays.blocks};
    static_cast<void>(insert_values(expression, look));
    if (!look.possible) return false;
    values_of_reductions values{arrays.blocks};
    result = value_of_tree(insert_values(expression, values));
    axes = look.kept_axes;
    return true;
  }
}

/// True, and `result` is set, when an expression is one number and the short way leads there.
template <class E>
bool try_value(const E& expression, typename E::value_type& result) {
  if constexpr (is_one_value<E>) {
    int axes = 0;
    return try_values(expression, result, axes) && axes == 0;
  } else {
    return false;
  }
}

/// Whether `try_short_way` would do it.
template <Expression E>
bool takes_short_way(const E& expression, const block_handle& destination, bool may_replace) {
  if constexpr (is_elementwise<E> && !has_reduction<E>) {
    return !watches_conditions() && takes_direct(expression, destination, may_replace);
  } else if constexpr (reduces_directly<E>) {
    const block* leaves[leaf_count<E> + 1];
    return !destination && count_of_direct_reduction(expression, leaves) > 0;
  } else if constexpr (has_values<E>) {
    operand_arrays<E> arrays;
    if (watches_conditions() || !arrays.gather(expression)) return false;
    if constexpr (is_one_value<E>) {
      values_to_be look{arrays.blocks};
      static_cast<void>(insert_values(expression, look));
      return !destination && look.possible;
    } else {
      return takes_values(expression, arrays.blocks, destination, may_replace);
    }
  } else {
    return false;
  }
}

/// Evaluates without a plan when that is possible: true, and the result is in `destination`.
template <Expression E>
bool try_short_way(const E& expression, block_handle& destination, bool may_replace) {
  using T = typename E::value_type;
  if constexpr (is_leaf<E>) {
    return copy_directly(expression.target(), destination, may_replace);
  } else if constexpr (is_elementwise<E> && !has_reduction<E>) {
    return !watches_conditions() && try_direct(expression, destination, may_replace);
  } else if constexpr (is_one_value<E>) {
    T value;
    int axes = 0;
    if (destination || !try_values(expression, value, axes)) return false;
    destination = allocate_block(dtype_of<T>, dims(static_cast<std::size_t>(axes), 1));
    *reinterpret_cast<T*>(destination->data) = value;
    return true;
  } else if constexpr (has_values<E>) {
    operand_arrays<E> arrays;
    if (watches_conditions() || !arrays.gather(expression)) return false;
    if (!takes_values(expression, arrays.blocks, destination, may_replace)) return false;
    values_of_reductions values{arrays.blocks};
    return try_direct(insert_values(expression, values), destination, may_replace);
  } else {
    return false;
  }
}

template <class E>
bool evaluate_small(const E& expression, block_handle& result) {
  return try_short_way(expression, result, false);
}

/// Whether several expressions are computed faster each by itself than in one pass of a plan: they are small, and what they have in common
/// is a few operations of the processor.
template <Expression... E>
bool takes_short_ways(const E&... expressions) {
  constexpr bool may_be = (((is_elementwise<E> && !has_reduction<E>) || reduces_directly<E> || has_values<E>)&&...);
  if constexpr (!may_be || ((library_parts<E> != 0 || leaf_count<E> == 0) || ...)) {
    return false;
  } else {
    const auto is_small = []<class Each>(const Each& expression) {
      const block* leaves[leaf_count<Each>];
      const block** next = leaves;
      collect_leaves(expression, next);
      return std::all_of(leaves, next, [](const block* leaf) { return leaf && element_count(leaf->where.shape) <= direct_limit; });
    };
    return (is_small(expressions) && ...) && (takes_short_way(expressions, {}, false) && ...);
  }
}

}  // namespace lazynd::detail
