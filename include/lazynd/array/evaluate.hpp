// SPDX-License-Identifier: BSD-3-Clause
// From an expression to memory. Assignment, `eval` and conversion to a scalar all come here.
#pragma once
#include <lazynd/array/array_base.hpp>
#include <lazynd/array/direct_values.hpp>
#include <lazynd/execution/execute.hpp>
#include <lazynd/execution/lower.hpp>
#include <lazynd/expression/operations/conversion.hpp>

namespace lazynd::detail {

/// A function of its own: a program on the stack of the short way would move its arrays out of the first-level cache.
template <Expression E>
LAZYND_NOINLINE void evaluate_with_plan(const E& expression, block_handle& destination, bool may_replace, const char* function) {
  program of;
  of.function = function;
  of.add_output(lower(expression, of), destination, may_replace);
  execute(of);
  destination = std::move(of.outputs[0].destination);
}

/// Evaluates into a block: `destination` when given (replaced by a new one when `may_replace` and the shape differs), else a new one.
template <Expression E>
void evaluate_into(const E& expression, block_handle& destination, bool may_replace, const char* function) {
  if (!try_short_way(expression, destination, may_replace)) evaluate_with_plan(expression, destination, may_replace, function);
}

/// Evaluates into a new block.
template <Expression E>
block_handle evaluate(const E& expression, const char* function) {
  block_handle result;
  evaluate_into(expression, result, false, function);
  return result;
}

/// The elements of an operand: its storage, or the result of evaluating it.
template <Operand X>
block_handle elements_of(const X& x, const char* function) {
  if constexpr (ArrayLike<X>) {
    return x.storage();
  } else {
    return evaluate(x, function);
  }
}

template <class E>
typename E::value_type scalar_of(const E& expression) {
  if constexpr (has_reduction<E>) {
    typename E::value_type value;
    if (try_value(expression, value)) return value;
  }
  const block_handle result = evaluate(expression, "scalar");
  if (result->where.ndim() != 0) throw_not_a_scalar(result->where.shape);
  return *reinterpret_cast<const typename E::value_type*>(result->data);
}

}  // namespace lazynd::detail
