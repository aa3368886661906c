// SPDX-License-Identifier: BSD-3-Clause
// Operators of arrays, views and expressions. All are lazy, elementwise, broadcast their arguments, and mean what NumPy's mean.
#pragma once
#include <lazynd/expression/build.hpp>
#include <lazynd/expression/dynamic.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>
#include <lazynd/expression/operations/comparison.hpp>
#include <lazynd/expression/operations/logic.hpp>

namespace lazynd {

// One line for each operator: the token and the operation it builds. `/` is true division, `%` has the sign of the divisor, `&&`, `||`
// and `!` are elementwise (both sides are always evaluated). Shapes that do not broadcast are a `shape_error` when evaluated; a dtype the
// operation does not take does not compile.
#define LAZYND_BINARY_OPERATOR(TOKEN, OPERATION)                                                           \
  template <OperandOrScalar A, OperandOrScalar B>                                                          \
  requires(Operand<A> || Operand<B>) [[nodiscard]] auto operator TOKEN(A&& a, B&& b) {                     \
    return detail::make_elementwise<op::OPERATION>(std::forward<A>(a), std::forward<B>(b));                \
  }                                                                                                        \
  template <AnyOperandOrScalar A, AnyOperandOrScalar B>                                                    \
  requires(Dynamic<A> || Dynamic<B>) [[nodiscard]] any_expression operator TOKEN(const A& a, const B& b) { \
    return detail::dynamic_elementwise(op::OPERATION::name, {a, b});                                       \
  }
LAZYND_BINARY_OPERATOR(+, add)
LAZYND_BINARY_OPERATOR(-, subtract)
LAZYND_BINARY_OPERATOR(*, multiply)
LAZYND_BINARY_OPERATOR(/, divide)
LAZYND_BINARY_OPERATOR(%, remainder)
LAZYND_BINARY_OPERATOR(==, equal)
LAZYND_BINARY_OPERATOR(!=, not_equal)
LAZYND_BINARY_OPERATOR(<, less)
LAZYND_BINARY_OPERATOR(<=, less_equal)
LAZYND_BINARY_OPERATOR(>, greater)
LAZYND_BINARY_OPERATOR(>=, greater_equal)
LAZYND_BINARY_OPERATOR(&&, logical_and)
LAZYND_BINARY_OPERATOR(||, logical_or)
LAZYND_BINARY_OPERATOR(&, bitwise_and)
LAZYND_BINARY_OPERATOR(|, bitwise_or)
LAZYND_BINARY_OPERATOR(^, bitwise_xor)
#undef LAZYND_BINARY_OPERATOR

// Shifts need an integer operand on the left, so that `stream << array` stays printing.
/// a << b, elementwise. Lazy.
template <Operand A, OperandOrScalar B>
[[nodiscard]] auto operator<<(A&& a, B&& b) {
  return detail::make_elementwise<op::left_shift>(std::forward<A>(a), std::forward<B>(b));
}
template <Dynamic A, AnyOperandOrScalar B>
[[nodiscard]] any_expression operator<<(const A& a, const B& b) {
  return detail::dynamic_elementwise("left_shift", {a, b});
}
/// a >> b, elementwise. Lazy.
template <Operand A, OperandOrScalar B>
[[nodiscard]] auto operator>>(A&& a, B&& b) {
  return detail::make_elementwise<op::right_shift>(std::forward<A>(a), std::forward<B>(b));
}

template <Dynamic A, AnyOperandOrScalar B>
[[nodiscard]] any_expression operator>>(const A& a, const B& b) {
  return detail::dynamic_elementwise("right_shift", {a, b});
}

#define LAZYND_UNARY_OPERATOR(TOKEN, OPERATION)                         \
  template <Operand A>                                                  \
  [[nodiscard]] auto operator TOKEN(A&& a) {                            \
    return detail::make_elementwise<op::OPERATION>(std::forward<A>(a)); \
  }                                                                     \
  template <Dynamic A>                                                  \
  [[nodiscard]] any_expression operator TOKEN(const A& a) {             \
    return detail::dynamic_elementwise(op::OPERATION::name, {a});       \
  }
LAZYND_UNARY_OPERATOR(-, negative)     // not for bool
LAZYND_UNARY_OPERATOR(+, positive)     // not for bool
LAZYND_UNARY_OPERATOR(!, logical_not)  // truth value of each element, inverted
LAZYND_UNARY_OPERATOR(~, invert)       // bits of each element, inverted; for bool the same as `!`
#undef LAZYND_UNARY_OPERATOR

}  // namespace lazynd
