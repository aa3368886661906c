// SPDX-License-Identifier: BSD-3-Clause
// Operands of a tree whose types it does not show: keyword arguments, as arrays.
#pragma once
#include <lazynd/expression/erased.hpp>

namespace lazynd::detail {

template <class E>
struct is_hidden : std::false_type {};
template <class T>
struct is_hidden<erased<T>> : std::true_type {};

/// Number of operands of hidden types.
template <class E>
inline constexpr std::size_t hidden_operands = sum_over_leaves<E, is_hidden>;

/// Those of a tree as arrays, in its order.
template <class E>
struct operand_arrays {
  block_handle blocks[hidden_operands<E> + 1];

  /// Whether all of them could be had.
  bool gather(const E& expression) {
    block_handle* next = blocks;
    return find(expression, next);
  }

 private:
  template <class Leaf>
  static bool find(const Leaf&, block_handle*&) {
    return true;
  }
  template <class T>
  static bool find(const erased<T>& leaf, block_handle*& next) {
    block_handle& found = *next++;
    found = leaf.storage;
    return leaf.storage || leaf.tree->try_evaluate(found);
  }
  template <class Op, class... A>
  static bool find(const elementwise<Op, A...>& node, block_handle*& next) {
    return boost::hana::unpack(node.args, [&](const auto&... arg) { return (find(arg, next) && ...); });
  }
  template <class Reducer, class A>
  static bool find(const reduction<Reducer, A>& node, block_handle*& next) {
    return find(node.arg, next);
  }
};

}  // namespace lazynd::detail
