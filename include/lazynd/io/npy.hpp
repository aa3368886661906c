// SPDX-License-Identifier: BSD-3-Clause
// Arrays from .npy files and to them.
#pragma once
#include <lazynd/array/eval.hpp>
#include <lazynd/array/structured_array.hpp>
#include <lazynd/io/npy_format.hpp>

namespace lazynd {

namespace detail {
[[noreturn]] LAZYND_API void throw_file_dtype(const std::string& file, dtype has, dtype wanted);
}  // namespace detail

/// The array in an .npy file whose dtype is that of `T`; with `{.mmap = true}`, pages are read when they are touched, and writing to the
/// array never changes the file. Eager. Elements keep the file's order, C or Fortran. `dtype_error` when the file holds another dtype,
/// `io_error` when it cannot be read, is truncated or malformed. NumPy: `numpy.load`.
template <Element T>
[[nodiscard]] array<T> load(const std::string& file, load_options options = {}) {
  block_handle elements = load_npy(file, options);
  if (elements->type != dtype_of<T>) detail::throw_file_dtype(file, elements->type, dtype_of<T>);
  return array<T>(std::move(elements));
}

/// The same for whatever dtype the file holds.
[[nodiscard]] inline any_array load(const std::string& file, load_options options = {}) { return any_array(load_npy(file, options)); }

namespace detail {
/// The elements of an operand, typed or not.
template <AnyOperand X>
block_handle any_elements_of(const X& x, const char* function) {
  if constexpr (Operand<X>) {
    return elements_of(x, function);
  } else if constexpr (std::is_convertible_v<const X&, any_view>) {
    return any_view(x).storage();
  } else {
    return any_array(x).storage();
  }
}
}  // namespace detail

/// Writes an array, view or expression (evaluated), of any dtype but bfloat16, to an .npy file, replacing it; byte for byte what
/// `numpy.save` writes. Eager. `io_error` when the file cannot be written; the old one is then as it was.
template <AnyOperand X>
void save(const std::string& file, const X& x) {
  save_npy(file, *detail::any_elements_of(x, "save"));
}

/// The records in an .npy file: nested fields, sub-arrays and bytes between fields as NumPy writes them, numbers in this machine's byte
/// order, bytes of bool fields as 0 or 1. Titles of fields are dropped. With `{.mmap = true}` as for `load`. Eager. `dtype_error` when the
/// file holds no records or a field is of a dtype lazynd has not, `io_error` as for `load`. NumPy: `numpy.load`.
[[nodiscard]] LAZYND_API structured_array load_structured(const std::string& file, load_options options = {});
[[nodiscard]] LAZYND_API structured_array load_structured(std::istream& in);

/// Writes records to an .npy file as `numpy.save` does. Eager. `value_error` for fields that overlap or are out of order, which the format
/// cannot tell, `dtype_error` for bfloat16, `io_error` as for other arrays.
LAZYND_API void save(const std::string& file, const structured_view& records);
LAZYND_API void save(std::ostream& out, const structured_view& records);

}  // namespace lazynd
