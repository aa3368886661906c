// SPDX-License-Identifier: BSD-3-Clause
// NumPy's promotion rules (NEP 50), as one function for compile time and run time.
#pragma once
#include <algorithm>

#include <lazynd/dtype/element.hpp>

namespace lazynd {

namespace detail {
constexpr dtype signed_of_size(std::size_t bytes) noexcept {
  return bytes == 1 ? dtype::int8 : bytes == 2 ? dtype::int16 : bytes == 4 ? dtype::int32 : dtype::int64;
}
/// The floating or complex dtype whose real part has that many bytes; there is no complex of half precision.
constexpr dtype floating_of(dtype_kind kind, std::size_t real_bytes) noexcept {
  if (kind == dtype_kind::complex) return real_bytes <= 4 ? dtype::complex64 : dtype::complex128;
  return real_bytes == 2 ? dtype::float16 : real_bytes == 4 ? dtype::float32 : dtype::float64;
}
/// Bytes of the float that holds every value of `type` (64-bit integers go to float64, as in NumPy).
constexpr std::size_t real_width(dtype type) noexcept {
  switch (kind(type)) {
    case dtype_kind::complex: return itemsize(type) / 2;
    case dtype_kind::floating: return itemsize(type);
    default: return itemsize(type) == 1 ? 2 : itemsize(type) == 2 ? 4 : 8;
  }
}
}  // namespace detail

/// The smallest dtype both can be cast to safely: `numpy.promote_types`.
constexpr dtype promote_types(dtype a, dtype b) noexcept {
  if (kind(a) > kind(b)) std::swap(a, b);
  if (a == b) return a;
  if (kind(a) == kind(b) && itemsize(a) != itemsize(b)) return itemsize(a) > itemsize(b) ? a : b;
  if (kind(a) == kind(b)) return dtype::float32;  // float16 and bfloat16
  if (kind(a) == dtype_kind::boolean) return b;
  if (kind(b) == dtype_kind::signed_integer) {
    if (itemsize(b) > itemsize(a)) return b;
    return itemsize(a) == 8 ? dtype::float64 : detail::signed_of_size(2 * itemsize(a));
  }
  const std::size_t width = std::max(detail::real_width(a), detail::real_width(b));
  return b == dtype::bfloat16 && width == 2 ? b : detail::floating_of(kind(b), width);
}

/// What a weak scalar of a kind becomes beside an array of dtype `strong`: its own kind's default only when the kind is higher.
constexpr dtype promote_weak(dtype strong, dtype_kind weak) noexcept {
  switch (weak) {
    case dtype_kind::boolean: return strong;
    case dtype_kind::unsigned_integer:
    case dtype_kind::signed_integer: return kind(strong) == dtype_kind::boolean ? dtype::int64 : strong;
    case dtype_kind::floating: return kind(strong) < dtype_kind::floating ? dtype::float64 : strong;
    case dtype_kind::complex: break;
  }
  if (kind(strong) == dtype_kind::complex) return strong;
  return kind(strong) == dtype_kind::floating ? detail::floating_of(dtype_kind::complex, itemsize(strong)) : dtype::complex128;
}

/// Kind of a C++ scalar type.
template <Scalar S>
inline constexpr dtype_kind weak_kind_of = std::is_same_v<S, bool>       ? dtype_kind::boolean
                                           : std::is_integral_v<S>       ? dtype_kind::signed_integer
                                           : std::is_floating_point_v<S> ? dtype_kind::floating
                                                                         : dtype_kind::complex;

/// True when every value of `from` exists in `to`: `numpy.can_cast(from, to, "safe")`.
constexpr bool can_cast_safely(dtype from, dtype to) noexcept { return promote_types(from, to) == to; }

/// True when every value of `from` has its kind or a higher one in `to`: `numpy.can_cast(from, to, "same_kind")`.
constexpr bool can_cast_same_kind(dtype from, dtype to) noexcept {
  if (can_cast_safely(from, to) || kind(from) == kind(to)) return true;
  if (kind(from) == dtype_kind::boolean) return true;
  if (kind(from) == dtype_kind::unsigned_integer) return kind(to) >= dtype_kind::signed_integer;
  return kind(from) < kind(to) && kind(to) >= dtype_kind::floating;
}

}  // namespace lazynd
