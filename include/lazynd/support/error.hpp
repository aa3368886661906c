// SPDX-License-Identifier: BSD-3-Clause
// Exception types of the library.
#pragma once
#include <stdexcept>
#include <string>

#include <lazynd/support/config.hpp>

namespace lazynd {

/// Base of every exception lazynd throws; `what()` names the function, the argument and the shapes or dtypes.
class LAZYND_API error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Shapes that do not fit: broadcasting, reshape, assignment. NumPy: ValueError.
class LAZYND_API shape_error : public error {
 public:
  using error::error;
};

/// A dtype an operation does not take. NumPy: TypeError.
class LAZYND_API dtype_error : public error {
 public:
  using error::error;
};

/// An index or axis out of range. NumPy: IndexError, AxisError.
class LAZYND_API index_error : public error {
 public:
  using error::error;
};

/// An argument with the right type and a wrong value. NumPy: ValueError, OverflowError.
class LAZYND_API value_error : public error {
 public:
  using error::error;
};

/// A floating-point condition that `errstate` makes an error. NumPy: FloatingPointError.
class LAZYND_API floating_point_error : public error {
 public:
  using error::error;
};

/// A matrix the algorithm cannot treat. NumPy: LinAlgError.
class LAZYND_API linalg_error : public error {
 public:
  using error::error;
};

/// A file that cannot be read or written. NumPy: OSError, or ValueError for a broken header.
class LAZYND_API io_error : public error {
 public:
  using error::error;
};

/// Memory that cannot be had, or a size that no memory could hold. NumPy: MemoryError.
class LAZYND_API memory_error : public error {
 public:
  using error::error;
};

}  // namespace lazynd
