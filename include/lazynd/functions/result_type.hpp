// SPDX-License-Identifier: BSD-3-Clause
// The dtype several arguments have together, whatever they are.
#pragma once
#include <lazynd/dtype/inspection.hpp>
#include <lazynd/expression/dynamic.hpp>

namespace lazynd {

namespace detail {

template <class X>
loop_argument loop_argument_of(const X& x) {
  if constexpr (std::is_same_v<X, dtype>) {
    return {x};
  } else if constexpr (Scalar<X>) {
    return {make_weak_value(x).type, true};
  } else if constexpr (Dynamic<X>) {
    return {x.dtype()};
  } else if constexpr (std::is_same_v<X, any_operand>) {
    return {x.dtype(), x.is_weak()};
  } else {
    return {dtype_of<value_t<X>>};
  }
}

}  // namespace detail

/// An argument of `result_type`: a dtype, an array or expression, or a C++ scalar.
template <class X>
concept Promotable = std::is_same_v<X, dtype> || std::is_same_v<X, any_operand> || AnyOperandOrScalar<X>;

/// The dtype of dtypes, arrays, expressions and C++ scalars together: `numpy.result_type`. Scalars are weak: their kind counts, their value
/// does not, so that int8 with 1000 is int8 as in NumPy. Only scalars give the default dtype of their highest kind. Evaluates nothing.
template <Promotable... X>
requires(sizeof...(X) > 0) [[nodiscard]] dtype result_type(const X&... x) {
  const loop_argument arguments[] = {detail::loop_argument_of(x)...};
  return result_type(std::span<const loop_argument>(arguments));
}

}  // namespace lazynd
