// SPDX-License-Identifier: BSD-3-Clause
// Evaluation of dynamic expressions.
#pragma once
#include <functional>
#include <optional>
#include <span>

#include "execution/dynamic_node.hpp"

namespace lazynd::detail {

/// The dtype in which elements are summed and multiplied: small integers widen.
dtype summed_type(dtype type);

/// The dtype in which a reduction wants elements of a dtype.
dtype reduced_type(std::string_view name, dtype type);

/// The library's reduction of elements of that dtype; integers have no NaN. `dtype_error` when there is none.
const reduction_kernel& reduction_for(std::string_view name, dtype type);

/// A weak number as a value of a dtype.
dynamic_handle make_constant(dtype type, const weak_value& from, const char* function);

/// The value converted to a dtype.
dynamic_handle cast_node(dynamic_handle x, dtype type);

/// The node itself, or a leaf with its elements when the tree has become too big.
dynamic_handle limited(dynamic_handle node);

/// The same operations over other leaves; an expression with a reduction in it is evaluated, and becomes one leaf.
dynamic_handle map_leaves(const dynamic_handle& root, const std::function<dynamic_handle(const block_handle&)>& leaf);

/// A ufunc with a result dtype asked for. Where a mask is given and false, the results have no meaning and no floating-point conditions.
any_expression dynamic_elementwise(const ufunc_definition& of, std::span<const any_operand> arguments, std::optional<dtype> wanted,
                                   casting allowed, const any_operand* mask = nullptr);

/// Elements with numbers in the places where the mask is false of which no function has a floating-point condition.
dynamic_handle harmless_beyond(const any_operand& mask, dynamic_handle x);

/// Enters the expression into a program.
value_id lower_dynamic(const dynamic_handle& root, program& to);

/// The elements in `destination`, or in a new block when that is empty.
block_handle evaluate_dynamic_into(const dynamic_handle& root, block_handle destination, const char* function);

/// The elements in a new block, or those of a leaf that is aligned.
block_handle evaluate_dynamic(const dynamic_handle& root, const char* function);

}  // namespace lazynd::detail
