// SPDX-License-Identifier: BSD-3-Clause
// Assignment to arrays and views.
#pragma once
#include <lazynd/array/array_base.hpp>
#include <lazynd/array/evaluate.hpp>
#include <lazynd/functions/operators.hpp>

namespace lazynd {

template <class T>
class array;

namespace detail {

/// The right side of an assignment to elements of type T, as a node. Only `same_kind` casts are implicit, as in NumPy's in-place
/// operations.
template <Element T, OperandOrScalar X>
decltype(auto) assigned_node(X&& x) {
  if constexpr (Operand<X>) {
    static_assert(casts_to<T, X>(),
                  "lazynd: this assignment would lose the kind of the values (for example float64 to int32); write nd::cast<T>(e)");
    return argument_node<T>(std::forward<X>(x), "assign");
  } else {
    static_assert(casts_to<T, X>(),
                  "lazynd: this scalar's kind does not fit the element type (for example a float into integers); cast it first");
    return resolve_scalar<T>(x, "assign");
  }
}

/// Evaluates `x` into the storage; with `may_replace`, a value of another shape gets new storage.
template <Element T, OperandOrScalar X>
void assign_into(block_handle& storage, X&& x, bool may_replace) {
  evaluate_into(assigned_node<T>(std::forward<X>(x)), storage, may_replace, "assign");
}

/// `a += e` and its like: shape and element type stay, casts are `same_kind`.
template <class Derived>
class compound_assignment {
 public:
  template <OperandOrScalar X>
  Derived& operator+=(X&& x) {
    return write(self() + std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator-=(X&& x) {
    return write(self() - std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator*=(X&& x) {
    return write(self() * std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator/=(X&& x) {
    return write(self() / std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator%=(X&& x) {
    return write(self() % std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator&=(X&& x) {
    return write(self() & std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator|=(X&& x) {
    return write(self() | std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator^=(X&& x) {
    return write(self() ^ std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator<<=(X&& x) {
    return write(self() << std::forward<X>(x));
  }
  template <OperandOrScalar X>
  Derived& operator>>=(X&& x) {
    return write(self() >> std::forward<X>(x));
  }

 private:
  template <class E>
  Derived& write(E&& result) {
    using element = std::remove_pointer_t<decltype(self().data())>;
    static_assert(!std::is_const_v<element>, "lazynd: a view of const elements cannot be assigned to");
    if constexpr (!std::is_const_v<element>) {
      block_handle destination = self().storage();
      evaluate_into(assigned_node<element>(std::forward<E>(result)), destination, false, "assign");
    }
    return self();
  }
  Derived& self() noexcept { return static_cast<Derived&>(*this); }
};

}  // namespace detail

}  // namespace lazynd
