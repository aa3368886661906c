// SPDX-License-Identifier: BSD-3-Clause
// Elements as the bytes they are made of.
#pragma once
#include <vector>

#include <lazynd/array/any_array.hpp>

namespace lazynd {

namespace detail {
/// A copy of the elements, the bytes of each number in reverse order.
LAZYND_API block_handle swapped_copy(const block_handle& base);
}  // namespace detail

/// The bytes of the elements as elements of another dtype: `numpy.ndarray.view(dtype)`. Shares them, copies nothing; cannot be written
/// where `x` cannot. With another itemsize the last axis grows or shrinks and its elements must follow each other. `value_error` for a 0-d
/// array of another itemsize, a last axis that is not contiguous or has no whole number of elements, and, unlike NumPy, where an element
/// would not be aligned. `dtype_error` for `bool` out of anything else, whose bytes need not be 0 or 1. In C++, elements that `as<T>`
/// then reads one by one may be written only by library functions, or as the same type.
[[nodiscard]] LAZYND_API any_view view_as(const any_view& x, dtype type);

/// A copy with the bytes of each number in reverse order, of complex numbers those of each part: `numpy.ndarray.byteswap()`. Eager. The
/// dtype stays, so that what is read from a file of another byte order becomes right.
[[nodiscard]] LAZYND_API any_array byteswap(const any_view& x);
template <ArrayLike A>
[[nodiscard]] array<std::remove_const_t<value_t<A>>> byteswap(const A& x) {
  return array<std::remove_const_t<value_t<A>>>(detail::swapped_copy(x.storage()));
}

/// The bytes of the elements one after the other, in C or Fortran order: `numpy.ndarray.tobytes`. Eager. Numbers are in the machine's byte
/// order.
[[nodiscard]] LAZYND_API std::vector<std::byte> tobytes(const any_view& x, order in_memory = order::c);

/// Whether the elements follow each other in Fortran order and not in C order: `numpy.isfortran`. False for 1-d arrays.
[[nodiscard]] LAZYND_API bool isfortran(const any_view& x);

}  // namespace lazynd
