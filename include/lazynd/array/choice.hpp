// SPDX-License-Identifier: BSD-3-Clause
// Elements chosen among several arrays: by conditions, or by numbers. Lazy: all choices are computed, tile by tile, and one is taken.
#pragma once
#include <initializer_list>
#include <span>

#include <lazynd/array/any_array.hpp>
#include <lazynd/functions/elementwise.hpp>

namespace lazynd {

/// What becomes of a number that counts no choice.
enum class index_mode : std::uint8_t {
  raise,  ///< an error
  wrap,   ///< taken modulo the number of choices
  clip,   ///< the first choice for those below 0, the last for those beyond
};

/// Keyword arguments of `choose`.
struct choose_options {
  index_mode mode = index_mode::raise;
};

namespace detail {

template <class... V>
struct type_list {};
/// The values among alternating conditions and values, with what stands for none of them at the end.
template <class Found, class... X>
struct values_among : std::type_identity<Found> {};
template <class... V, class Last>
struct values_among<type_list<V...>, Last> : std::type_identity<type_list<V..., Last>> {};
template <class... V, class C, class W, class... X>
struct values_among<type_list<V...>, C, W, X...> : values_among<type_list<V..., W>, X...> {};

/// The dtype of choices together; numbers alone have the default one of their highest kind.
template <class... V>
consteval dtype dtype_of_choices(type_list<V...>) {
  constexpr dtype common = [] {
    if constexpr ((Operand<V> || ...)) {
      return operands_dtype<V...>();
    } else {
      return dtype::bool_;
    }
  }();
  return op::loop_of<op::where, argument_dtype<V, common>()...>();
}

template <Element T, OperandOrScalar X>
auto first_that_holds(X&& otherwise) {
  return argument_node<T>(std::forward<X>(otherwise), "select");
}
template <Element T, Operand C, OperandOrScalar V, OperandOrScalar... X>
auto first_that_holds(C&& condition, V&& value, X&&... rest) {
  static_assert(std::is_same_v<value_t<C>, bool>, "lazynd: select(condition, value, ..., otherwise): conditions are arrays of bool");
  return node_of<op::where>(as_node(std::forward<C>(condition)), argument_node<T>(std::forward<V>(value), "select"),
                            first_that_holds<T>(std::forward<X>(rest)...));
}

}  // namespace detail

/// For each element the choice of the first condition that holds, `otherwise` where none does: NumPy's `select`. Lazy. Of the common dtype
/// of the choices and `otherwise`, C++ numbers being weak; all broadcast. `value_error` for no condition or another number of choices,
/// `dtype_error` for conditions that are not bool, `shape_error`.
[[nodiscard]] LAZYND_API any_expression select(std::span<const any_operand> conditions, std::span<const any_operand> choices,
                                               const any_operand& otherwise = 0);
/// The same for lists: `select({x < 3, x > 5}, {x, x * x}, 42)`.
[[nodiscard]] inline any_expression select(std::initializer_list<any_operand> conditions, std::initializer_list<any_operand> choices,
                                           const any_operand& otherwise = 0) {
  return select(std::span<const any_operand>(conditions.begin(), conditions.size()),
                std::span<const any_operand>(choices.begin(), choices.size()), otherwise);
}
/// The same, typed and fused with what surrounds it: `select(x < 3, x, x > 5, x * x, 42)` has each condition before its choice, and at the
/// end what stands where none holds, 0 if that is left out.
template <Operand C, OperandOrScalar V, OperandOrScalar... X>
[[nodiscard]] auto select(C&& condition, V&& value, X&&... rest) {
  if constexpr (sizeof...(X) % 2 == 0) {
    return select(std::forward<C>(condition), std::forward<V>(value), std::forward<X>(rest)..., 0);
  } else {
    using values = typename detail::values_among<detail::type_list<>, C, V, X...>::type;
    using T = element_t<detail::dtype_of_choices(values{})>;
    return detail::first_that_holds<T>(std::forward<C>(condition), std::forward<V>(value), std::forward<X>(rest)...);
  }
}

/// `choices[a(i)]` at each position i, where `a` holds numbers of choices: NumPy's `choose`. All broadcast; of the common dtype of the
/// choices. The choices stay lazy, the numbers are computed at once when they have to be checked. `value_error` for no choices and, with
/// `index_mode::raise`, for a number that counts none; `dtype_error` for numbers int64 does not hold; `shape_error`.
[[nodiscard]] LAZYND_API any_expression choose(const any_operand& a, std::span<const any_operand> choices,
                                               const choose_options& options = {});
/// The same for a list: `choose(a, {x, y, 0})`.
[[nodiscard]] inline any_expression choose(const any_operand& a, std::initializer_list<any_operand> choices,
                                           const choose_options& options = {}) {
  return choose(a, std::span<const any_operand>(choices.begin(), choices.size()), options);
}
/// The same with the parts of an array along its first axis as choices.
[[nodiscard]] LAZYND_API any_expression choose(const any_operand& a, const any_view& choices, const choose_options& options = {});

}  // namespace lazynd
