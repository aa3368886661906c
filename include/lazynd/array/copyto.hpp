// SPDX-License-Identifier: BSD-3-Clause
// Evaluating into existing elements where a mask is true: NumPy's `out`, `where` and `casting`.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/expression/reduction_options.hpp>

namespace lazynd {

/// Keyword arguments of `copyto` into elements of a type known at compile time.
struct where_options {
  std::optional<mask_argument> where = {};  ///< which elements are written; without it, all
};

/// Keyword arguments of `copyto` into elements of a run-time dtype.
struct copyto_options {
  std::optional<mask_argument> where = {};               ///< which elements are written; without it, all
  lazynd::casting casting = lazynd::casting::same_kind;  ///< what values may be cast to the elements by
};

namespace detail {
/// Writes a value where a mask is true.
LAZYND_API void write_where(const block_handle& to, const any_operand& x, const std::optional<mask_argument>& where, casting allowed);
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
