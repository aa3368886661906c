// SPDX-License-Identifier: BSD-3-Clause
// Asking about dtypes: classes, limits, NumPy's spellings.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include <lazynd/dtype/casts.hpp>
#include <lazynd/dtype/element.hpp>
#include <lazynd/dtype/loops.hpp>

namespace lazynd {

/// NumPy's abstract types.
enum class dtype_class : std::uint8_t {
  generic,
  boolean,
  number,
  integer,
  signedinteger,
  unsignedinteger,
  inexact,
  floating,
  complexfloating,
};

/// Whether a dtype belongs to a class: `numpy.issubdtype`.
constexpr bool issubdtype(dtype type, dtype_class in) noexcept {
  const dtype_kind is = kind(type);
  switch (in) {
    case dtype_class::generic: return true;
    case dtype_class::boolean: return is == dtype_kind::boolean;
    case dtype_class::number: return is != dtype_kind::boolean;
    case dtype_class::integer: return is == dtype_kind::signed_integer || is == dtype_kind::unsigned_integer;
    case dtype_class::signedinteger: return is == dtype_kind::signed_integer;
    case dtype_class::unsignedinteger: return is == dtype_kind::unsigned_integer;
    case dtype_class::inexact: return is >= dtype_kind::floating;
    case dtype_class::floating: return is == dtype_kind::floating;
    case dtype_class::complexfloating: return is == dtype_kind::complex;
  }
  return false;
}
/// Whether two dtypes are the same.
constexpr bool issubdtype(dtype type, dtype other) noexcept { return type == other; }

/// Whether a dtype is of one of the array API's kinds: "bool", "signed integer", "unsigned integer", "integral", "real floating",
/// "complex floating", "numeric". `value_error` for another word.
LAZYND_API bool isdtype(dtype type, std::string_view kind_name);

/// The dtype NumPy means by a text: "float64", "f8", "<i4", "d", "intp"; "bfloat16" too. `dtype_error` for one it does not know, or
/// in a byte order that is not the machine's, which only files can have.
LAZYND_API dtype parse_dtype(std::string_view text);

/// NumPy's text with the byte order: "<f8". bfloat16 is "bfloat16".
LAZYND_API std::string dtype_str(dtype type);

/// The smallest dtype that holds the value: `numpy.min_scalar_type`. Floats keep their value in range, not their digits.
LAZYND_API dtype min_scalar_type(bool x) noexcept;
LAZYND_API dtype min_scalar_type(std::int64_t x) noexcept;
LAZYND_API dtype min_scalar_type(std::uint64_t x) noexcept;
LAZYND_API dtype min_scalar_type(double x) noexcept;
LAZYND_API dtype min_scalar_type(std::complex<double> x) noexcept;

/// The inexact dtype of several arrays together: `numpy.common_type`. Integers count as float64; `dtype_error` for bool.
LAZYND_API dtype common_type(std::span<const dtype> types);

/// The dtype of several together, without weak scalars: `numpy.result_type`. `value_error` for none.
LAZYND_API dtype result_type(std::span<const dtype> types);
/// The same with weak scalars among them, whose kind counts and whose value does not.
LAZYND_API dtype result_type(std::span<const loop_argument> types);

/// Limits of an integer dtype. `dtype_error` for others.
struct iinfo {
  explicit LAZYND_API iinfo(lazynd::dtype of);
  lazynd::dtype dtype;
  int bits;
  std::int64_t min;
  std::uint64_t max;
};

/// Limits of a floating dtype; of a complex one those of its parts. `dtype_error` for others.
struct finfo {
  explicit LAZYND_API finfo(lazynd::dtype of);
  lazynd::dtype dtype;  ///< of the parts, for complex ones
  int bits;
  int nmant;      ///< bits of the fraction
  int nexp;       ///< bits of the exponent
  int maxexp;     ///< least power of two that overflows
  int minexp;     ///< power of two of the least normal number
  int precision;  ///< decimal digits
  double eps;     ///< 1 to the next number
  double epsneg;  ///< the number before 1 to 1
  double max;
  double min;
  double resolution;  ///< 10^-precision
  double smallest_normal;
  double smallest_subnormal;
};

}  // namespace lazynd
