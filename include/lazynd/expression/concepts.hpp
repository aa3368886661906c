// SPDX-License-Identifier: BSD-3-Clause
// What can stand in an expression.
#pragma once
#include <lazynd/dtype/element.hpp>
#include <lazynd/storage/block.hpp>

namespace lazynd {

/// Base of everything that holds elements: array and view.
struct array_tag {};

/// A node of an expression tree: lazy, movable, owns what it refers to. Nodes name themselves; an empty base they all had in common would
/// make each of them eight bytes longer than its parts.
template <class E>
concept Expression = std::is_same_v<typename std::remove_cvref_t<E>::node_type, std::remove_cvref_t<E>>;

/// An array or a view: has storage.
template <class A>
concept ArrayLike = std::is_base_of_v<array_tag, std::remove_cvref_t<A>>;

/// An array, a view or an expression.
template <class X>
concept Operand = Expression<X> || ArrayLike<X>;

/// What functions of several arguments take: operands and C++ scalars.
template <class X>
concept OperandOrScalar = Operand<X> || Scalar<std::remove_cvref_t<X>>;

/// Element type of an operand.
template <Operand X>
using value_t = typename std::remove_cvref_t<X>::value_type;

}  // namespace lazynd
