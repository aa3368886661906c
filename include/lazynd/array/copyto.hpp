// SPDX-License-Identifier: BSD-3-Clause
// Evaluating into existing elements where a mask is true: NumPy's `out`, `where` and `casting`.
#pragma once
#include <memory>

#include <lazynd/array/any_array.hpp>

namespace lazynd {

namespace detail {

/// A value that is computed when a program runs: any operand or C++ scalar, of a type nobody needs to know. Owns what it refers to.
class lazy_operand {
 public:
  lazy_operand() noexcept = default;
  template <AnyOperandOrScalar X>
  lazy_operand(const X& x) {
    if constexpr (Operand<X>) {
      held_ = std::make_shared<typed<std::remove_cvref_t<node_t<const X&>>>>(as_node(x));
    } else {
      held_ = std::make_shared<dynamic>(any_operand(x));
    }
  }
  explicit operator bool() const noexcept { return held_ != nullptr; }
  /// Enters the value into a program, which it must outlive. A scalar takes the dtype `beside`, if that is of its kind.
  [[nodiscard]] value_id lower(program& to, dtype beside) const { return held_->lower(to, beside); }

 private:
  struct value {
    virtual ~value() = default;
    virtual value_id lower(program& to, dtype beside) = 0;
  };
  template <class E>
  struct typed final : value {
    explicit typed(E given) : node(std::move(given)) {}
    value_id lower(program& to, dtype) override { return detail::lower(node, to); }
    E node;
  };
  struct dynamic final : value {
    explicit dynamic(any_operand given) noexcept : operand(std::move(given)) {}
    LAZYND_API value_id lower(program& to, dtype beside) override;
    any_operand operand;
    dynamic_handle constant;  ///< of a scalar, in the dtype asked for last
  };

  std::shared_ptr<value> held_;
};

}  // namespace detail

/// A bool array, view or expression, typed or not, as an option; not given, it is true everywhere.
class where_argument : public detail::lazy_operand {
 public:
  where_argument() noexcept = default;
  template <AnyOperand M>
  where_argument(const M& mask) : lazy_operand(mask) {
    if constexpr (Operand<M>) static_assert(std::is_same_v<value_t<M>, bool>, "lazynd: a mask is an array, view or expression of bool");
  }
};

/// Keyword arguments of `copyto` into elements of a type known at compile time.
struct where_options {
  where_argument where = {};  ///< which elements are written
};

/// Keyword arguments of `copyto` into elements of a run-time dtype.
struct copyto_options {
  where_argument where = {};                             ///< which elements are written
  lazynd::casting casting = lazynd::casting::same_kind;  ///< what values may be cast to the elements by
};

namespace detail {
/// Writes a value where a mask is true.
LAZYND_API void write_where(const block_handle& to, const lazy_operand& x, const where_argument& where, casting allowed);
}  // namespace detail

/// Evaluates `x` into the elements of `out` where a mask is true: `numpy.copyto`, and what `out` and `where` do in calls of NumPy's ufuncs.
/// `x` and the mask broadcast to `out`, and are read as if completely before anything is written; other elements keep their values. One
/// pass over memory. `Rule` is NumPy's `casting`: `copyto<casting::unsafe>(out, x)`. Eager. `shape_error`, `value_error` for elements that
/// cannot be written, `dtype_error` for a run-time mask that is not of bool; nothing is written then.
template <casting Rule = casting::same_kind, ArrayLike A, AnyOperandOrScalar X>
void copyto(A&& out, const X& x, const where_options& options = {}) {
  using T = value_t<A>;
  static_assert(!std::is_const_v<std::remove_pointer_t<decltype(out.data())>>, "lazynd: copyto: const elements cannot be written");
  if constexpr (Operand<X>) {
    static_assert(can_cast(dtype_of<value_t<X>>, dtype_of<T>, Rule),
                  "lazynd: copyto: the casting rule does not allow this; cast first, or write copyto<nd::casting::unsafe>(out, x)");
  } else if constexpr (!Dynamic<X>) {
    static_assert(Rule == casting::unsafe || detail::casts_to<T, X>(),
                  "lazynd: copyto: this scalar's kind does not fit the element type (for example a float into integers); cast it first");
  }
  detail::write_where(out.storage(), x, options.where, Rule);
}

/// The same into elements of a run-time dtype, with the casting rule as an option. `dtype_error` for a cast it does not allow.
template <AnyOperandOrScalar X>
void copyto(any_view out, const X& x, const copyto_options& options = {}) {
  detail::write_where(out.storage(), x, options.where, options.casting);
}

}  // namespace lazynd
