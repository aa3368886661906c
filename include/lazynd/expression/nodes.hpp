// SPDX-License-Identifier: BSD-3-Clause
// The node types of expression trees.
#pragma once
#include <boost/hana/tuple.hpp>
#include <utility>

#include <lazynd/expression/concepts.hpp>
#include <lazynd/expression/operations/rules.hpp>
#include <lazynd/expression/reduction_settings.hpp>
#include <lazynd/layout/slice.hpp>

namespace lazynd {

namespace detail {
/// Evaluates a 0-d expression; defined in array/evaluate.hpp, the layer that may evaluate.
template <class E>
typename E::value_type scalar_of(const E& expression);
// Defined in array/look.hpp.
template <class E>
auto index_expression(const E& expression, std::span<const index_item> items);
template <class E>
auto reshape_expression(const E& expression, const shape_t& shape);
template <class E>
shape_t shape_of(const E& expression);
}  // namespace detail

/// What every node can do.
template <class Derived, class T>
struct expression_node {
  using value_type = T;
  using node_type = Derived;
  /// A 0-d expression converts to its element; any other shape is a `shape_error`.
  operator T() const { return detail::scalar_of(static_cast<const Derived&>(*this)); }
  /// Basic indexing as of arrays, integers for all axes naming an element: the same expression over parts of its leaves, so that only what
  /// is asked for is computed. Lazy, but for an expression with a reduction in it. `index_error` out of range, `shape_error` when operands
  /// do not broadcast.
  template <IndexItem... I>
  auto operator()(I... items) const {
    const index_item list[] = {index_item(items)..., index_item(0)};
    return detail::index_expression(static_cast<const Derived&>(*this), std::span<const index_item>(list, sizeof...(I)));
  }
  /// The same as `lazynd::reshape`.
  auto reshape(const shape_t& shape) const { return detail::reshape_expression(static_cast<const Derived&>(*this), shape); }
  /// Extents of the result. `shape_error` when operands do not broadcast.
  [[nodiscard]] shape_t shape() const { return detail::shape_of(static_cast<const Derived&>(*this)); }
};

/// Leaf: shares the storage of an array or view.
template <Element T>
struct terminal : expression_node<terminal<T>, T> {
  block_handle storage;
  explicit terminal(block_handle shared) noexcept : storage(std::move(shared)) {}
  [[nodiscard]] const block& target() const noexcept { return *storage; }
};

/// Leaf that does not keep its storage alive; made by `borrow`.
template <Element T>
struct borrowed_terminal : expression_node<borrowed_terminal<T>, T> {
  const block* storage;
  explicit borrowed_terminal(const block* unowned) noexcept : storage(unowned) {}
  [[nodiscard]] const block& target() const noexcept { return *storage; }
};

/// Leaf: one value, broadcast.
template <Element T>
struct constant : expression_node<constant<T>, T> {
  T value;
  explicit constant(T v) noexcept : value(v) {}
};

/// `Op` over the elements of its arguments, broadcast together. The arguments have the exact types of one loop of `Op`.
template <class Op, Expression... Args>
struct elementwise : expression_node<elementwise<Op, Args...>, op::result_t<Op, typename Args::value_type...>> {
  [[no_unique_address]] Op op;
  boost::hana::tuple<Args...> args;
  /// From nodes to copy or move; each is moved once only, so that building a tree stays linear in its depth times its operands.
  template <class... A>
  requires(sizeof...(A) == sizeof...(Args)) explicit elementwise(Op f, A&&... a) : op(std::move(f)), args(std::forward<A>(a)...) {}
};

/// `Reducer` over some axes of its argument.
template <class Reducer, Expression Arg>
struct reduction : expression_node<reduction<Reducer, Arg>, typename Reducer::result_type> {
  Arg arg;
  reduction_settings over;
  template <class A, class Settings>
  reduction(A&& a, Settings&& settings) : arg(std::forward<A>(a)), over(std::forward<Settings>(settings)) {}
};

namespace detail {
template <class E>
inline constexpr bool is_leaf = false;
template <class T>
inline constexpr bool is_leaf<terminal<T>> = true;
template <class T>
inline constexpr bool is_leaf<borrowed_terminal<T>> = true;

template <class E>
inline constexpr bool is_constant = false;
template <class T>
inline constexpr bool is_constant<constant<T>> = true;

template <class E>
inline constexpr bool is_elementwise = false;
template <class Op, class... A>
inline constexpr bool is_elementwise<elementwise<Op, A...>> = true;

template <class E>
inline constexpr bool has_reduction = false;
template <class Op, class... A>
inline constexpr bool has_reduction<elementwise<Op, A...>> = (has_reduction<A> || ...);
template <class R, class A>
inline constexpr bool has_reduction<reduction<R, A>> = true;

/// Sum of `Of<L>::value` over the leaves L of a tree.
template <class E, template <class> class Of>
inline constexpr std::size_t sum_over_leaves = Of<E>::value;
template <class Op, class... A, template <class> class Of>
inline constexpr std::size_t sum_over_leaves<elementwise<Op, A...>, Of> = (sum_over_leaves<A, Of> + ... + 0);
template <class R, class A, template <class> class Of>
inline constexpr std::size_t sum_over_leaves<reduction<R, A>, Of> = sum_over_leaves<A, Of>;

/// The node an operand becomes: nodes are that themselves, arrays become leaves. Without a throw between them, temporary nodes are never
/// written down, which is most of what a long formula of small arrays costs.
template <Operand X>
LAZYND_ALWAYS_INLINE decltype(auto) as_node(X&& x) noexcept {
  if constexpr (Expression<X>) {
    return std::forward<X>(x);
  } else {
    return terminal<std::remove_const_t<value_t<X>>>(std::forward<X>(x).storage());
  }
}
template <Operand X>
using node_t = std::remove_cvref_t<decltype(as_node(std::declval<X>()))>;
}  // namespace detail

}  // namespace lazynd
