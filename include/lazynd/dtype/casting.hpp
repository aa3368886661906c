// SPDX-License-Identifier: BSD-3-Clause
// Conversion of one element, defined for every value.
#pragma once
#include <limits>

#include <lazynd/dtype/element.hpp>

namespace lazynd {

namespace detail {

/// Truncates to `To`; NaN and what `To` cannot hold give its lowest value, as the x86 instruction does.
template <std::signed_integral To, std::floating_point From>
LAZYND_ALWAYS_INLINE constexpr To truncate(From x) noexcept {
  constexpr From lowest = static_cast<From>(std::numeric_limits<To>::min());
  const bool holds = x >= lowest && x < -lowest;
  const To value = static_cast<To>(holds ? x : From(0));
  return holds ? value : std::numeric_limits<To>::min();
}

}  // namespace detail

/// Converts one element: integers wrap, floats truncate toward zero, complex numbers lose their imaginary part, numbers become bool by
/// comparison with 0. Never undefined: a float that the integer cannot hold gives what NumPy gives on x86-64.
template <Element To, Element From>
LAZYND_ALWAYS_INLINE constexpr To cast_element(From x) noexcept {
  if constexpr (std::is_same_v<To, From>) {
    return x;
  } else if constexpr (is_half_v<From>) {
    if constexpr (std::is_same_v<To, bool>) {
      return (x.bits() & 0x7fff) != 0;
    } else {
      return cast_element<To>(static_cast<float>(x));
    }
  } else if constexpr (is_complex_v<From>) {
    if constexpr (is_complex_v<To>) {
      using R = typename To::value_type;
      return To(static_cast<R>(x.real()), static_cast<R>(x.imag()));
    } else if constexpr (std::is_same_v<To, bool>) {
      return (int{x.real() != 0} | int{x.imag() != 0}) != 0;
    } else {
      return cast_element<To>(x.real());
    }
  } else if constexpr (is_complex_v<To>) {
    return To(static_cast<typename To::value_type>(x), 0);
  } else if constexpr (std::is_same_v<To, bool>) {
    return x != From(0);
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) {
    if constexpr (std::is_same_v<To, std::int64_t> || std::is_same_v<To, std::int32_t>) {
      return detail::truncate<To>(x);
    } else if constexpr (std::is_same_v<To, std::uint64_t>) {
      constexpr From half = From(9223372036854775808.0);
      const std::uint64_t low = static_cast<std::uint64_t>(detail::truncate<std::int64_t>(x));
      const std::uint64_t high = static_cast<std::uint64_t>(detail::truncate<std::int64_t>(x - half)) + (std::uint64_t{1} << 63);
      return x >= half ? high : low;
    } else if constexpr (std::is_same_v<To, std::uint32_t>) {
      return static_cast<To>(detail::truncate<std::int64_t>(x));
    } else {
      return static_cast<To>(detail::truncate<std::int32_t>(x));
    }
  } else {
    return static_cast<To>(x);
  }
}

}  // namespace lazynd
