// SPDX-License-Identifier: BSD-3-Clause
// The run-time name of an element type.
#pragma once
#include <iosfwd>
#include <string_view>

#include <lazynd/support/config.hpp>

namespace lazynd {

/// Element type of an array, as a value; NumPy's names, `bool_` for bool.
enum class dtype : std::uint8_t {
  bool_,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float16,
  bfloat16,
  float32,
  float64,
  complex64,
  complex128,
  // Second names: integers as wide as an address.
  intp = sizeof(void*) == 8 ? int64 : int32,
  uintp = sizeof(void*) == 8 ? uint64 : uint32,
};

/// Number of element types.
inline constexpr int dtype_count = 15;

/// Kind of an element type; the order is the order of promotion between kinds.
enum class dtype_kind : std::uint8_t { boolean, unsigned_integer, signed_integer, floating, complex };

namespace detail {
struct dtype_row {
  std::string_view name;
  char code;  ///< NumPy's character; 'E' for bfloat16
  std::uint8_t itemsize;
  std::uint8_t alignment;
  dtype_kind kind;
};
inline constexpr dtype_row dtype_table[dtype_count] = {
    {"bool", '?', 1, 1, dtype_kind::boolean},
    {"int8", 'b', 1, 1, dtype_kind::signed_integer},
    {"int16", 'h', 2, 2, dtype_kind::signed_integer},
    {"int32", 'i', 4, 4, dtype_kind::signed_integer},
    {"int64", 'l', 8, 8, dtype_kind::signed_integer},
    {"uint8", 'B', 1, 1, dtype_kind::unsigned_integer},
    {"uint16", 'H', 2, 2, dtype_kind::unsigned_integer},
    {"uint32", 'I', 4, 4, dtype_kind::unsigned_integer},
    {"uint64", 'L', 8, 8, dtype_kind::unsigned_integer},
    {"float16", 'e', 2, 2, dtype_kind::floating},
    {"bfloat16", 'E', 2, 2, dtype_kind::floating},
    {"float32", 'f', 4, 4, dtype_kind::floating},
    {"float64", 'd', 8, 8, dtype_kind::floating},
    {"complex64", 'F', 8, 4, dtype_kind::complex},
    {"complex128", 'D', 16, 8, dtype_kind::complex},
};
constexpr const dtype_row& row_of(dtype type) noexcept { return dtype_table[static_cast<int>(type)]; }

/// The dtype of one of NumPy's characters, which must be one of the table.
constexpr dtype dtype_of_code(char code) noexcept {
  int i = 0;
  while (dtype_table[i].code != code) ++i;
  return static_cast<dtype>(i);
}
}  // namespace detail

/// Bytes of one element.
constexpr std::size_t itemsize(dtype type) noexcept { return detail::row_of(type).itemsize; }

/// Alignment one element needs, in bytes.
constexpr std::size_t alignment(dtype type) noexcept { return detail::row_of(type).alignment; }

/// Kind of the type.
constexpr dtype_kind kind(dtype type) noexcept { return detail::row_of(type).kind; }

/// NumPy's name of the type: "float64".
constexpr std::string_view name(dtype type) noexcept { return detail::row_of(type).name; }

/// NumPy's character of the type: 'd' for float64, 'l' for int64; 'E' for bfloat16.
constexpr char character(dtype type) noexcept { return detail::row_of(type).code; }

/// Writes the name.
LAZYND_API std::ostream& operator<<(std::ostream& out, dtype type);

}  // namespace lazynd
