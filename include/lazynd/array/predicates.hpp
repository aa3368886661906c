// SPDX-License-Identifier: BSD-3-Clause
// Questions about whole arrays. All are eager.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/functions/special.hpp>

namespace lazynd {

namespace detail {
template <class E>
bool truth_of(const E& x) {
  if constexpr (Dynamic<E>) {
    return as<bool>(any_array(x)).item();
  } else {
    return static_cast<bool>(x);
  }
}
}  // namespace detail

/// Whether all pairs of elements are close, as `isclose` says. `shape_error` when the shapes do not broadcast.
template <AnyOperandOrScalar A, AnyOperandOrScalar B>
requires(AnyOperand<A> || AnyOperand<B>) [[nodiscard]] bool allclose(const A& a, const B& b, const closeness_options& options = {}) {
  return detail::truth_of(all(isclose(a, b, options)));
}

/// Whether both have the same shape and equal elements; with `equal_nan`, NaN equals NaN.
template <class A, class B>
requires(ArrayLike<A> || Dynamic<A>) && (ArrayLike<B> || Dynamic<B>)
                                            [[nodiscard]] bool array_equal(const A& a, const B& b, bool equal_nan = false) {
  if (!(a.shape() == b.shape())) return false;
  return equal_nan ? detail::truth_of(all(a == b || (isnan(a) && isnan(b)))) : detail::truth_of(all(a == b));
}

/// Whether the shapes broadcast and all pairs of elements are equal.
template <class A, class B>
requires(ArrayLike<A> || Dynamic<A>) && (ArrayLike<B> || Dynamic<B>) [[nodiscard]] bool array_equiv(const A& a, const B& b) {
  try {
    return detail::truth_of(all(a == b));
  } catch (const shape_error&) {
    return false;
  }
}

/// Whether the argument is one number and no array: `numpy.isscalar`. False for 0-d arrays.
template <class X>
[[nodiscard]] constexpr bool isscalar(const X&) noexcept {
  return Scalar<X> || Element<X>;
}

/// Whether the dtype is complex.
template <AnyOperand A>
[[nodiscard]] bool iscomplexobj(const A& a) {
  if constexpr (Dynamic<A>) {
    return kind(a.dtype()) == dtype_kind::complex;
  } else {
    return is_complex_v<value_t<A>>;
  }
}
/// Whether the dtype is not complex.
template <AnyOperand A>
[[nodiscard]] bool isrealobj(const A& a) {
  return !iscomplexobj(a);
}

/// NaN and infinities replaced; the elements are computed. See the typed `nan_to_num`.
[[nodiscard]] LAZYND_API any_array nan_to_num(const any_operand& x, const nan_to_num_options& options = {});

/// The real parts when all imaginary parts are within `tol` machine epsilons of 0 (or, with `tol` below 1, within `tol`); else a copy.
[[nodiscard]] LAZYND_API any_array real_if_close(const any_operand& x, double tol = 100);

}  // namespace lazynd
