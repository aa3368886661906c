// SPDX-License-Identifier: BSD-3-Clause
// The short way for expressions with small reductions to one value in them: first the reductions, then the rest with their values.
#pragma once
#include <lazynd/array/direct_reduction.hpp>

namespace lazynd::detail {

/// The tree with values in the place of its reductions; void where one of them cannot go the short way, or a leaf is of another kind.
template <class E>
struct with_values {
  using type = std::conditional_t<is_leaf<E>, borrowed_terminal<typename E::value_type>, void>;
};
template <class T>
struct with_values<constant<T>> {
  using type = constant<T>;
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
inline constexpr bool has_values = has_reduction<E> && !std::is_void_v<with_values_t<E>>;

/// Makes the tree; `value_of` gives that of a reduction.
template <class E, class F>
auto insert_values(const E& leaf, F&) {
  if constexpr (is_constant<E>) {
    return leaf;
  } else {
    return with_values_t<E>(&leaf.target());
  }
}
template <class Reducer, class A, class F>
auto insert_values(const reduction<Reducer, A>& node, F& value_of);
template <class Op, class... A, class F>
auto insert_values(const elementwise<Op, A...>& node, F& value_of) {
  return boost::hana::unpack(
      node.args, [&](const auto&... arg) { return with_values_t<elementwise<Op, A...>>(node.op, insert_values(arg, value_of)...); });
}
template <class Reducer, class A, class F>
auto insert_values(const reduction<Reducer, A>& node, F& value_of) {
  using result = constant<typename Reducer::result_type>;
  if constexpr (has_reduction<A>) {
    return result(value_of(reduction<Reducer, with_values_t<A>>(insert_values(node.arg, value_of), node.over)));
  } else {
    return result(value_of(node));
  }
}

/// The tree without its values, and whether its reductions can go the short way.
template <class E>
auto without_values(const E& expression, bool& possible) {
  possible = !watches_conditions();
  auto look = [&]<class Reducer, class A>(const reduction<Reducer, A>& node) {
    const block* leaves[leaf_count<A> + 1];
    possible = possible && count_of_direct_reduction(node, leaves) > 0;
    return typename Reducer::result_type();
  };
  return insert_values(expression, look);
}
/// Whether all of it can, into that destination.
template <class E>
bool takes_values(const E& expression, const block_handle& destination, bool may_replace) {
  bool possible = false;
  const auto tree = without_values(expression, possible);
  if (!possible) return false;
  if constexpr (leaf_count<with_values_t<E>> == 0) {
    return !destination;
  } else {
    return takes_direct(tree, destination, may_replace);
  }
}

/// The tree with its values; only after the question whether that is possible.
template <class E>
auto computed_values(const E& expression) {
  auto compute = []<class Reducer, class A>(const reduction<Reducer, A>& node) {
    typename Reducer::result_type value{};
    try_direct_reduction(node, value);
    return value;
  };
  return insert_values(expression, compute);
}
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

/// True, and `result` is set, when the short way can be taken to one value.
template <class E>
bool try_value(const E& expression, typename E::value_type& result) {
  if constexpr (reduces_directly<E>) {
    return try_direct_reduction(expression, result);
  } else if constexpr (!has_values<E>) {
    return false;
  } else if constexpr (leaf_count<with_values_t<E>> == 0) {
    if (!takes_values(expression, {}, false)) return false;
    result = value_of_tree(computed_values(expression));
    return true;
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
    return takes_values(expression, destination, may_replace);
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
  } else if constexpr (reduces_directly<E> || has_values<E>) {
    if constexpr (leaf_count<with_values_t<E>> == 0) {
      T value;
      if (destination || !try_value(expression, value)) return false;
      destination = allocate_block(dtype_of<T>, {});
      *reinterpret_cast<T*>(destination->data) = value;
      return true;
    } else {
      return takes_values(expression, destination, may_replace) && try_direct(computed_values(expression), destination, may_replace);
    }
  } else {
    return false;
  }
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
      return std::all_of(leaves, next, [](const block* leaf) { return element_count(leaf->where.shape) <= direct_limit; });
    };
    return (is_small(expressions) && ...) && (takes_short_way(expressions, {}, false) && ...);
  }
}

}  // namespace lazynd::detail
