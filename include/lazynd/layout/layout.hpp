// SPDX-License-Identifier: BSD-3-Clause
// Shape and strides of an array.
#pragma once
#include <string>

#include <lazynd/support/small_vector.hpp>

namespace lazynd {

/// Extents or strides; ranks up to 8 need no allocation.
using dims = small_vector<index_t, 8>;

/// Extents of an array, outermost axis first.
using shape_t = dims;

/// Order of elements in memory when an array is made: rows first (C) or columns first (F).
enum class order : std::uint8_t { c, f };

/// Shape and strides (in bytes, may be negative or 0). Contiguity is derived from them, never stored.
struct layout {
  dims shape;
  dims strides;

  [[nodiscard]] int ndim() const noexcept { return static_cast<int>(shape.size()); }
};

/// Number of elements of a shape; 1 for a 0-d shape. The shape must have passed `check_shape`.
inline index_t element_count(const dims& shape) noexcept {
  index_t count = 1;
  for (const index_t extent : shape) count *= extent;
  return count;
}

/// Checks extents and total bytes: `value_error` for a negative extent or more than 64 axes, `memory_error` when the bytes exceed
/// the address range. `function` begins the message.
LAZYND_API void check_shape(const dims& shape, std::size_t itemsize, const char* function);

/// Strides of a contiguous array of that shape.
LAZYND_API dims contiguous_strides(const dims& shape, std::size_t itemsize, order in_memory = order::c);

/// True when the elements follow each other in C order without gaps (extents of 1 and empty arrays do not matter, as in NumPy).
LAZYND_API bool is_c_contiguous(const layout& of, std::size_t itemsize) noexcept;

/// True when the elements follow each other in Fortran order without gaps.
LAZYND_API bool is_f_contiguous(const layout& of, std::size_t itemsize) noexcept;

/// True when every element of a layout that begins at `data` is at a multiple of `alignment`; elements of packed records need not be.
LAZYND_API bool is_aligned(const layout& of, const void* data, std::size_t alignment) noexcept;

/// `axis` counted from the front. `index_error` when it is out of range: `sum: axis 3 is out of range for 2 dimensions`.
LAZYND_API int normalize_axis(index_t axis, int ndim, const char* function);

/// The same for several axes; `value_error` when one comes twice.
LAZYND_API dims normalize_axes(const dims& axes, int ndim, const char* function);

/// `(3,4)`, `(5,)`, `()`: as NumPy prints a shape.
LAZYND_API std::string to_string(const dims& shape);

}  // namespace lazynd
