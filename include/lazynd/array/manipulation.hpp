// SPDX-License-Identifier: BSD-3-Clause
// Other looks at the elements of arrays and views, which copy nothing but where reshape and ravel have to, and at the values of
// expressions, which stay lazy: `transpose(a + b)` becomes `transpose(a) + transpose(b)`. An expression with a reduction in it is
// evaluated.
#pragma once
#include <lazynd/array/look.hpp>
#include <lazynd/layout/transform.hpp>

namespace lazynd {

/// The axes in reverse order.
template <AnyOperand A>
[[nodiscard]] auto transpose(A&& a) {
  return detail::look_at(a, "transpose", [&](const block_handle& base) { return transposed(base->where); });
}
/// The axes in the order given. `value_error` when it is no permutation, `index_error` for an axis out of range.
template <AnyOperand A>
[[nodiscard]] auto transpose(A&& a, const dims& axes) {
  return detail::look_at(a, "transpose", [&](const block_handle& base) { return transposed(base->where, axes); });
}
/// Two axes exchanged.
template <AnyOperand A>
[[nodiscard]] auto swapaxes(A&& a, index_t first, index_t second) {
  return detail::look_at(a, "swapaxes", [&](const block_handle& base) { return swapaxes(base->where, first, second); });
}
/// Axes moved to other places; the rest keep their order.
template <AnyOperand A>
[[nodiscard]] auto moveaxis(A&& a, const dims& source, const dims& destination) {
  return detail::look_at(a, "moveaxis", [&](const block_handle& base) { return moveaxis(base->where, source, destination); });
}
/// One axis moved to another place.
template <AnyOperand A>
[[nodiscard]] auto moveaxis(A&& a, index_t source, index_t destination) {
  return moveaxis(std::forward<A>(a), dims{source}, dims{destination});
}
/// Without the axes of extent 1.
template <AnyOperand A>
[[nodiscard]] auto squeeze(A&& a) {
  return detail::look_at(a, "squeeze", [&](const block_handle& base) { return squeeze(base->where); });
}
/// Without some axes of extent 1; `shape_error` when one is not.
template <AnyOperand A>
[[nodiscard]] auto squeeze(A&& a, const dims& axes) {
  return detail::look_at(a, "squeeze", [&](const block_handle& base) { return squeeze(base->where, axes); });
}
/// With a new axis of extent 1 where it will stand in the result.
template <AnyOperand A>
[[nodiscard]] auto expand_dims(A&& a, index_t axis) {
  return detail::look_at(a, "expand_dims", [&](const block_handle& base) { return expand_dims(base->where, dims{axis}); });
}
/// With several new axes.
template <AnyOperand A>
[[nodiscard]] auto expand_dims(A&& a, const dims& axes) {
  return detail::look_at(a, "expand_dims", [&](const block_handle& base) { return expand_dims(base->where, axes); });
}
/// Stretched to a shape, read-only: axes of extent 1 repeat. `shape_error` when it does not broadcast.
template <AnyOperand A>
[[nodiscard]] auto broadcast_to(A&& a, const shape_t& shape) {
  const auto stretch = [&](const block_handle& base) {
    return detail::read_only_block(view_block(base, base->data, broadcast_to(base->where, shape, "broadcast_to")));
  };
  if constexpr (ArrayLike<A>) {
    return view<const value_t<A>>(stretch(a.storage()));
  } else {
    return detail::look_at(a, "broadcast_to", stretch);
  }
}
/// The same elements, in C order, in another shape; one extent may be -1. A view where the strides allow it, else of a copy.
/// `shape_error` when the counts differ.
template <AnyOperand A>
[[nodiscard]] auto reshape(A&& a, const shape_t& shape) {
  return detail::look_at(a, "reshape", [&](const block_handle& base) { return detail::reshape_block(base, shape); });
}
/// One axis, in C order; a view where the strides allow it, else of a copy.
template <AnyOperand A>
[[nodiscard]] auto ravel(A&& a) {
  return reshape(std::forward<A>(a), {-1});
}

}  // namespace lazynd
