// SPDX-License-Identifier: BSD-3-Clause
// Makes the node of an operation: promotes the arguments to one of its loops, resolves weak scalars.
#pragma once
#include <lazynd/expression/nodes.hpp>
#include <lazynd/expression/operations/conversion.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::detail {

/// `value_error`: a weak integer that its array's dtype cannot hold.
[[noreturn]] LAZYND_API void throw_does_not_fit(const char* function, long long value, bool is_unsigned, dtype type);

/// A weak scalar as an element of type T.
template <Element T, Scalar S>
constant<T> resolve_scalar(S value, const char* function) {
  if constexpr (std::is_integral_v<S> && !std::is_same_v<S, bool> && std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    if (!std::in_range<T>(value)) throw_does_not_fit(function, static_cast<long long>(value), std::is_unsigned_v<S>, dtype_of<T>);
    return constant<T>(static_cast<T>(value));
  } else if constexpr (is_complex_v<S> && is_complex_v<T>) {
    using R = typename T::value_type;
    return constant<T>(T(static_cast<R>(value.real()), static_cast<R>(value.imag())));
  } else if constexpr (is_complex_v<T>) {
    return constant<T>(T(static_cast<typename T::value_type>(value)));
  } else if constexpr (std::is_same_v<T, bool>) {
    return constant<T>(value != S(0));
  } else {
    return constant<T>(static_cast<T>(value));
  }
}

/// A node with elements of type T.
template <Element T, Expression E>
auto cast_node(E&& node) {
  using node_type = std::remove_cvref_t<E>;
  if constexpr (std::is_same_v<typename node_type::value_type, T>) {
    return node_type(std::forward<E>(node));
  } else {
    return elementwise<op::cast<T>, node_type>(op::cast<T>{}, std::forward<E>(node));
  }
}

/// Whether an argument becomes a node of element type T without a thing that throws.
template <class T, class X>
inline constexpr bool becomes_node_safely = !std::is_integral_v<std::remove_cvref_t<X>>;
template <class T, Operand X>
inline constexpr bool becomes_node_safely<T, X> = std::is_same_v<std::remove_const_t<value_t<X>>, T>;

/// An argument as a node with elements of type T; itself where it is one.
template <Element T, OperandOrScalar X>
LAZYND_ALWAYS_INLINE decltype(auto) argument_node(X&& x, const char* function) noexcept(becomes_node_safely<T, X>) {
  if constexpr (!Operand<X>) {
    return resolve_scalar<T>(x, function);
  } else if constexpr (std::is_same_v<std::remove_const_t<value_t<X>>, T>) {
    return as_node(std::forward<X>(x));
  } else {
    return cast_node<T>(as_node(std::forward<X>(x)));
  }
}

/// Common dtype of the operands among arguments; bool, which every scalar lifts to its kind, when there is none.
template <OperandOrScalar... X>
consteval dtype operands_dtype() {
  dtype common = dtype::bool_;
  ((common =
        [](dtype so_far) {
          if constexpr (Operand<X>) {
            return promote_types(so_far, dtype_of<value_t<X>>);
          } else {
            return so_far;
          }
        }(common)),
   ...);
  return common;
}

/// Dtype of an argument beside operands of a common dtype: weak scalars only add their kind.
template <OperandOrScalar X, dtype Common>
consteval dtype argument_dtype() {
  if constexpr (Operand<X>) {
    return dtype_of<value_t<X>>;
  } else {
    return promote_weak(Common, weak_kind_of<std::remove_cvref_t<X>>);
  }
}

/// Element type of the loop of `Op` for arguments.
template <class Op, OperandOrScalar... X>
using loop_t = element_t<op::loop_of<Op, argument_dtype<X, operands_dtype<X...>()>()...>()>;

/// The loop that takes weak integers whatever their size, where integers give floats anyway (true division).
template <class Op, class Loop, OperandOrScalar... X>
using roomy_loop_t =
    std::conditional_t<std::is_integral_v<Loop> && std::is_same_v<op::result_t<Op, std::conditional_t<true, Loop, X>...>, double> &&
                           (Scalar<std::remove_cvref_t<X>> || ...),
                       double, Loop>;

template <class Op, Expression... A>
auto node_of(A&&... args) {
  return elementwise<Op, std::remove_cvref_t<A>...>(Op{}, std::forward<A>(args)...);
}

/// The node of an operation with parameters, over an operand as it is.
template <class Op, Operand A>
auto stateful_node(Op op, A&& a) {
  return elementwise<Op, node_t<A>>(std::move(op), as_node(std::forward<A>(a)));
}

template <class Op, OperandOrScalar C, OperandOrScalar... X>
auto conditional_node(C&& condition, X&&... x) {
  using loop = loop_t<Op, X...>;
  return node_of<Op>(argument_node<bool>(std::forward<C>(condition), Op::name), argument_node<loop>(std::forward<X>(x), Op::name)...);
}

/// Dtype with which the first argument of a scaling looks for its loop.
template <OperandOrScalar A, OperandOrScalar B>
consteval dtype scaled_dtype() {
  if constexpr (Operand<A>) {
    return dtype_of<value_t<A>>;
  } else {
    return weak_scaled(weak_kind_of<std::remove_cvref_t<A>>, dtype_of<value_t<B>>);
  }
}

template <class Op, OperandOrScalar A, OperandOrScalar B>
auto scaling_node(A&& a, B&& exponent) {
  using loop = element_t<op::loop_of<Op, scaled_dtype<A, B>()>()>;
  if constexpr (Operand<B>) {
    static_assert(can_cast_safely(dtype_of<value_t<B>>, dtype::int64), "lazynd: the exponents must be integers that int64 holds");
  } else {
    static_assert(std::is_integral_v<std::remove_cvref_t<B>>, "lazynd: the exponent must be an integer");
  }
  return node_of<Op>(argument_node<loop>(std::forward<A>(a), Op::name), argument_node<std::int64_t>(std::forward<B>(exponent), Op::name));
}

/// An int64 operand beside one of uint64.
template <class... X>
inline constexpr bool mixes_signs = false;
template <Operand A, Operand B>
inline constexpr bool mixes_signs<A, B> = std::is_integral_v<value_t<A>>&& std::is_integral_v<value_t<B>> && sizeof(value_t<A>) == 8 &&
                                          sizeof(value_t<B>) == 8 && std::is_signed_v<value_t<A>> != std::is_signed_v<value_t<B>>;

/// The node of a stateless operation over operands and weak scalars. Lazy; no shape is checked here.
template <class Op, OperandOrScalar... X>
auto make_elementwise(X&&... x) {
  if constexpr (Op::takes == op::arguments::boolean) {
    return node_of<Op>(argument_node<bool>(std::forward<X>(x), Op::name)...);
  } else if constexpr (Op::takes == op::arguments::condition) {
    return conditional_node<Op>(std::forward<X>(x)...);
  } else if constexpr (Op::takes == op::arguments::exponent) {
    return scaling_node<Op>(std::forward<X>(x)...);
  } else if constexpr (Op::compares_mixed && mixes_signs<X...>) {
    return node_of<Op>(as_node(std::forward<X>(x))...);
  } else {
    using loop = roomy_loop_t<Op, loop_t<Op, X...>, X...>;
    return node_of<Op>(argument_node<loop>(std::forward<X>(x), Op::name)...);
  }
}

/// What T of `f<T>(a, b)` may be: nothing, or the dtype of the result.
template <class T>
concept ResultType = std::is_void_v<T> || Element<T>;

/// Whether an argument becomes T by `same_kind` casting; of a C++ scalar the kind counts.
template <Element T, OperandOrScalar X>
consteval bool casts_to() {
  using source = std::remove_cvref_t<X>;
  if constexpr (Operand<X>) {
    return can_cast_same_kind(dtype_of<value_t<X>>, dtype_of<T>);
  } else {
    return weak_kind_of<source> <= kind(dtype_of<T>) || (std::is_integral_v<source> && std::is_integral_v<T>);
  }
}

/// Whether `Op` has a loop of L that takes the arguments and gives T.
template <class Op, class L, class T, OperandOrScalar... X>
consteval bool has_loop() {
  if constexpr (Op::takes != op::arguments::common || !Element<L>) {
    return false;
  } else if constexpr (op::accepts<Op>(dtype_of<L>) && (casts_to<L, X>() && ...)) {
    return std::is_same_v<op::result_t<Op, std::conditional_t<true, L, X>...>, T>;
  } else {
    return false;
  }
}

template <class T>
using complex_of =
    std::conditional_t<std::is_floating_point_v<T>, std::complex<std::conditional_t<std::is_floating_point_v<T>, T, float>>, void>;

/// The same in the loop that gives T, NumPy's `dtype`: the loop of T, for moduli and parts that of complex numbers, or the one taken
/// anyway.
template <class Op, ResultType T, OperandOrScalar... X>
auto make_elementwise_as(X&&... x) {
  if constexpr (std::is_void_v<T>) {
    return make_elementwise<Op>(std::forward<X>(x)...);
  } else if constexpr (has_loop<Op, T, T, X...>()) {
    return node_of<Op>(argument_node<T>(std::forward<X>(x), Op::name)...);
  } else if constexpr (has_loop<Op, complex_of<T>, T, X...>()) {
    return node_of<Op>(argument_node<complex_of<T>>(std::forward<X>(x), Op::name)...);
  } else {
    using node = decltype(make_elementwise<Op>(std::forward<X>(x)...));
    static_assert(std::is_same_v<typename node::value_type, T>,
                  "lazynd: f<T>(a, ...): f has no loop that gives T for arguments that cast within their kind; cast them first");
    return make_elementwise<Op>(std::forward<X>(x)...);
  }
}

}  // namespace lazynd::detail
