// SPDX-License-Identifier: BSD-3-Clause
// Other looks at the elements of arrays and views. All are eager and copy nothing, but reshape and ravel where strides force them to.
#pragma once
#include <lazynd/array/array.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/layout/transform.hpp>

namespace lazynd {

namespace detail {
/// What a look at `A` can do: read and write, or only read.
template <class A>
using element_seen_t = std::remove_pointer_t<decltype(std::declval<A&>().data())>;

template <ArrayLike A>
using view_t = view<element_seen_t<std::remove_reference_t<A>>>;

template <ArrayLike A>
view_t<A> make_view(A&& a, layout where) {
  const block_handle& base = a.storage();
  return view_t<A>(view_block(base, base->data, std::move(where)));
}
}  // namespace detail

/// The axes in reverse order.
template <ArrayLike A>
[[nodiscard]] auto transpose(A&& a) {
  return detail::make_view(a, transposed(a.storage()->where));
}
/// The axes in the order given. `value_error` when it is no permutation, `index_error` for an axis out of range.
template <ArrayLike A>
[[nodiscard]] auto transpose(A&& a, const dims& axes) {
  return detail::make_view(a, transposed(a.storage()->where, axes));
}
/// Two axes exchanged.
template <ArrayLike A>
[[nodiscard]] auto swapaxes(A&& a, index_t first, index_t second) {
  return detail::make_view(a, swapaxes(a.storage()->where, first, second));
}
/// Axes moved to other places; the rest keep their order.
template <ArrayLike A>
[[nodiscard]] auto moveaxis(A&& a, const dims& source, const dims& destination) {
  return detail::make_view(a, moveaxis(a.storage()->where, source, destination));
}
/// One axis moved to another place.
template <ArrayLike A>
[[nodiscard]] auto moveaxis(A&& a, index_t source, index_t destination) {
  return moveaxis(std::forward<A>(a), dims{source}, dims{destination});
}
/// Without the axes of extent 1.
template <ArrayLike A>
[[nodiscard]] auto squeeze(A&& a) {
  return detail::make_view(a, squeeze(a.storage()->where));
}
/// Without some axes of extent 1; `shape_error` when one is not.
template <ArrayLike A>
[[nodiscard]] auto squeeze(A&& a, const dims& axes) {
  return detail::make_view(a, squeeze(a.storage()->where, axes));
}
/// With a new axis of extent 1 where it will stand in the result.
template <ArrayLike A>
[[nodiscard]] auto expand_dims(A&& a, index_t axis) {
  return detail::make_view(a, expand_dims(a.storage()->where, dims{axis}));
}
/// With several new axes.
template <ArrayLike A>
[[nodiscard]] auto expand_dims(A&& a, const dims& axes) {
  return detail::make_view(a, expand_dims(a.storage()->where, axes));
}
/// Stretched to a shape, read-only: axes of extent 1 repeat. `shape_error` when it does not broadcast.
template <ArrayLike A>
[[nodiscard]] auto broadcast_to(A&& a, const shape_t& shape) {
  const block_handle& base = a.storage();
  return view<const value_t<A>>(view_block(base, base->data, broadcast_to(base->where, shape, "broadcast_to")));
}
/// The same elements, in C order, in another shape; one extent may be -1. A view where the strides allow it, else of a copy.
/// `shape_error` when the counts differ.
template <ArrayLike A>
[[nodiscard]] auto reshape(A&& a, const shape_t& shape) {
  return detail::view_t<A>(detail::reshape_block(a.storage(), shape));
}
/// One axis, in C order; a view where the strides allow it, else of a copy.
template <ArrayLike A>
[[nodiscard]] auto ravel(A&& a) {
  return reshape(std::forward<A>(a), {-1});
}

}  // namespace lazynd
