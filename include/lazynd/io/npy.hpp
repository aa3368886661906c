// SPDX-License-Identifier: BSD-3-Clause
// Arrays from .npy files and to them.
#pragma once
#include <lazynd/array/eval.hpp>
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

/// Writes an array, view or expression (evaluated) to an .npy file, replacing it; byte for byte what `numpy.save` writes. Eager.
/// `io_error` when the file cannot be written; the old one is then as it was.
template <Operand X>
void save(const std::string& file, const X& x) {
  if constexpr (ArrayLike<X>) {
    save_npy(file, *x.storage());
  } else {
    save_npy(file, *eval(x).storage());
  }
}

}  // namespace lazynd
