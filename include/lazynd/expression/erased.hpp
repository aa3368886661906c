// SPDX-License-Identifier: BSD-3-Clause
// Expressions of which a type knows the dtype only: what keyword arguments hold, and what is chosen at run time.
#pragma once
#include <memory>

#include <lazynd/expression/build.hpp>

namespace lazynd {

class program;

namespace detail {

/// Enters an expression into a program and gives the value's number; defined in execution/lower.hpp.
template <class E>
std::int32_t enter_expression(const E& expression, program& to);
/// Evaluates without a plan where that is possible: true, and the result is in a new block; defined in array/direct_values.hpp.
template <class E>
bool evaluate_small(const E& expression, block_handle& result);

/// A tree of some type.
class erased_tree {
 public:
  erased_tree() = default;
  erased_tree(const erased_tree&) = delete;
  erased_tree& operator=(const erased_tree&) = delete;
  virtual ~erased_tree() = default;
  virtual std::int32_t enter(program& to) const = 0;
  /// Evaluates where that takes no plan: true, and the result is in a new block.
  virtual bool try_evaluate(block_handle&) const { return false; }
};
template <Expression E>
class erased_tree_of : public erased_tree {
 public:
  explicit erased_tree_of(E expression) : expression_(std::move(expression)) {}
  std::int32_t enter(program& to) const override { return enter_expression(expression_, to); }

 protected:
  E expression_;
};
/// One that can be evaluated by itself; for the layers that may evaluate.
template <Expression E>
class erased_argument_of final : public erased_tree_of<E> {
 public:
  using erased_tree_of<E>::erased_tree_of;
  bool try_evaluate(block_handle& result) const override { return evaluate_small(this->expression_, result); }
};

}  // namespace detail

/// Any expression with elements of type T, or the storage of an array. It is computed in the same passes over memory as what it stands in,
/// tile by tile, but by a kernel of its own.
template <Element T>
struct erased : expression_node<erased<T>, T> {
  block_handle storage;                             ///< of an array or view,
  std::shared_ptr<const detail::erased_tree> tree;  ///< or the expression
  explicit erased(block_handle shared) noexcept : storage(std::move(shared)) {}
  explicit erased(std::shared_ptr<const detail::erased_tree> shared) noexcept : tree(std::move(shared)) {}
};

namespace detail {

/// Perhaps: parts of it are had by evaluating it.
template <class T>
inline constexpr bool has_reduction<erased<T>> = true;

/// Extents of its result. Errors of shapes come out here.
LAZYND_API dims shape_of_tree(const erased_tree& tree);

/// An operand as an expression of T that does not show its type. One number is an array without axes.
template <Element T, OperandOrScalar X>
erased<T> erase(X&& x, const char* function) {
  using source = std::remove_cvref_t<X>;
  if constexpr (Scalar<source>) {
    erased<T> one(allocate_block(dtype_of<T>, {}));
    *reinterpret_cast<T*>(one.storage->data) = resolve_scalar<T>(x, function).value;
    return one;
  } else if constexpr (std::is_same_v<source, erased<T>>) {
    return std::forward<X>(x);
  } else if constexpr (ArrayLike<X> && std::is_same_v<value_t<X>, T>) {
    return erased<T>(std::forward<X>(x).storage());
  } else {
    using node = std::remove_cvref_t<decltype(argument_node<T>(std::forward<X>(x), function))>;
    return erased<T>(std::make_shared<const erased_argument_of<node>>(argument_node<T>(std::forward<X>(x), function)));
  }
}

}  // namespace detail

}  // namespace lazynd
