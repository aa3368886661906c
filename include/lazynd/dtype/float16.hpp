// SPDX-License-Identifier: BSD-3-Clause
// Half precision numbers: float16 (IEEE 754 binary16) and bfloat16 (the upper half of a float).
#pragma once
#include <bit>
#include <compare>
#include <limits>
#include <type_traits>

#include <lazynd/dtype/dtype.hpp>

namespace lazynd {

namespace detail {

// Every conversion is free of branches, so that loops of them vectorise on each instruction set.

/// The float nearest to x whose last bit tells whether x lies off it: rounding that to a shorter type rounds x itself.
LAZYND_ALWAYS_INLINE constexpr float round_to_odd(double x) noexcept {
  const float near = static_cast<float>(x);
  const double back = static_cast<double>(near);
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(near);
  const double magnitude = x < 0 ? -x : x, reached = back < 0 ? -back : back;
  const std::uint32_t beyond = reached > magnitude ? 1u : 0u;
  const std::uint32_t inexact = reached > magnitude || reached < magnitude ? 1u : 0u;
  return std::bit_cast<float>((bits - beyond) | inexact);
}

/// How a half precision format is converted.
struct binary16_format {
  static constexpr int digits = 11, max_exponent = 16;
  static constexpr std::uint16_t infinity = 0x7c00, quiet = 0x0200;

  static LAZYND_ALWAYS_INLINE constexpr std::uint16_t from_float(float x) noexcept {
    constexpr std::uint32_t denormal_magic = ((127u - 15) + (23 - 10) + 1) << 23;
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(x);
    const std::uint32_t sign = (bits >> 16) & 0x8000u;
    const std::uint32_t magnitude = bits & 0x7fffffffu;
    const std::uint32_t normal = (magnitude - (112u << 23) + 0xfffu + ((magnitude >> 13) & 1u)) >> 13;
    const std::uint32_t tiny =
        std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + std::bit_cast<float>(denormal_magic)) - denormal_magic;
    const std::uint32_t payload = 0x7c00u | ((magnitude >> 13) & 0x3ffu);
    const std::uint32_t not_a_number = payload == 0x7c00u ? 0x7c01u : payload;
    std::uint32_t result = magnitude < (113u << 23) ? tiny : normal;
    result = magnitude >= (143u << 23) ? 0x7c00u : result;
    result = magnitude > 0x7f800000u ? not_a_number : result;
    return static_cast<std::uint16_t>(sign | result);
  }
  static LAZYND_ALWAYS_INLINE constexpr float to_float(std::uint16_t bits) noexcept {
    constexpr std::uint32_t magic = 113u << 23;
    const std::uint32_t wide = static_cast<std::uint32_t>(bits);
    const std::uint32_t magnitude = (wide & 0x7fffu) << 13;
    const std::uint32_t exponent = magnitude & (0x7c00u << 13);
    const std::uint32_t normal = magnitude + (112u << 23);
    const std::uint32_t special = normal + (112u << 23);
    const std::uint32_t tiny = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude + magic) - std::bit_cast<float>(magic));
    std::uint32_t result = exponent == 0 ? tiny : normal;
    result = exponent == (0x7c00u << 13) ? special : result;
    return std::bit_cast<float>(result | ((wide & 0x8000u) << 16));
  }
};

struct bfloat16_format {
  static constexpr int digits = 8, max_exponent = 128;
  static constexpr std::uint16_t infinity = 0x7f80, quiet = 0x0040;

  static LAZYND_ALWAYS_INLINE constexpr std::uint16_t from_float(float x) noexcept {
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(x);
    const std::uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    const std::uint32_t not_a_number = (bits >> 16) | 0x0040u;
    return static_cast<std::uint16_t>((bits & 0x7fffffffu) > 0x7f800000u ? not_a_number : rounded);
  }
  static LAZYND_ALWAYS_INLINE constexpr float to_float(std::uint16_t bits) noexcept {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
  }
};

/// A half precision number. Arithmetic happens in float: it converts to float by itself, and back where that is said.
template <class Format>
class half_precision {
 public:
  using format = Format;
  half_precision() = default;
  /// Rounds to nearest, ties to even. Integers go through float, as in NumPy.
  LAZYND_ALWAYS_INLINE explicit constexpr half_precision(float x) noexcept : bits_(Format::from_float(x)) {}
  LAZYND_ALWAYS_INLINE explicit constexpr half_precision(double x) noexcept : bits_(Format::from_float(round_to_odd(x))) {}
  template <class I>
  requires std::is_integral_v<I> LAZYND_ALWAYS_INLINE explicit constexpr half_precision(I x) noexcept
      : bits_(Format::from_float(static_cast<float>(x))) {}
  LAZYND_ALWAYS_INLINE constexpr operator float() const noexcept { return Format::to_float(bits_); }

  /// The number with that encoding.
  static constexpr half_precision from_bits(std::uint16_t bits) noexcept {
    half_precision result{};
    result.bits_ = bits;
    return result;
  }
  /// The encoding.
  [[nodiscard]] constexpr std::uint16_t bits() const noexcept { return bits_; }

 private:
  std::uint16_t bits_;
};

}  // namespace detail

/// IEEE 754 binary16: 11 significant bits, up to 65504. A storage type: operators compute in float, library functions round each result.
using float16 = detail::half_precision<detail::binary16_format>;

/// The upper half of a float: 8 significant bits, the range of float32. NumPy has no such type; it promotes like float16.
using bfloat16 = detail::half_precision<detail::bfloat16_format>;

template <class T>
inline constexpr bool is_half_v = false;
template <class F>
inline constexpr bool is_half_v<detail::half_precision<F>> = true;

/// A real floating-point element type: float16, bfloat16, float, double.
template <class T>
inline constexpr bool is_floating_v = std::is_floating_point_v<T> || is_half_v<T>;

template <class T>
concept FloatingElement = is_floating_v<T>;

}  // namespace lazynd

template <class Format>
class std::numeric_limits<lazynd::detail::half_precision<Format>> {
  using number = lazynd::detail::half_precision<Format>;
  static constexpr int mantissa = Format::digits - 1;

 public:
  static constexpr bool is_specialized = true, is_signed = true, is_integer = false, is_exact = false, has_infinity = true,
                        has_quiet_NaN = true, has_signaling_NaN = true, is_iec559 = true, is_bounded = true, is_modulo = false,
                        traps = false, tinyness_before = false;
  static constexpr int digits = Format::digits, radix = 2, max_exponent = Format::max_exponent, min_exponent = 3 - max_exponent,
                       digits10 = (digits - 1) * 301 / 1000, max_digits10 = digits * 301 / 1000 + 2,
                       max_exponent10 = max_exponent * 301 / 1000, min_exponent10 = -((-min_exponent) * 301 / 1000);
  static constexpr std::float_round_style round_style = std::round_to_nearest;
  static constexpr number min() noexcept { return number::from_bits(std::uint16_t(1u << mantissa)); }
  static constexpr number max() noexcept { return number::from_bits(std::uint16_t(Format::infinity - 1)); }
  static constexpr number lowest() noexcept { return number::from_bits(std::uint16_t(0x8000u | (Format::infinity - 1u))); }
  static constexpr number epsilon() noexcept { return number(1.0f / float(1u << mantissa)); }
  static constexpr number round_error() noexcept { return number(0.5f); }
  static constexpr number infinity() noexcept { return number::from_bits(Format::infinity); }
  static constexpr number quiet_NaN() noexcept { return number::from_bits(std::uint16_t(Format::infinity | Format::quiet)); }
  static constexpr number signaling_NaN() noexcept { return number::from_bits(std::uint16_t(Format::infinity | 1u)); }
  static constexpr number denorm_min() noexcept { return number::from_bits(1); }
};
