// SPDX-License-Identifier: BSD-3-Clause
// Number theory and bits of integers.
#pragma once
#include <bit>
#include <numeric>

#include <lazynd/expression/operations/rules.hpp>

namespace lazynd::op {

/// Absolute value in the unsigned type, which holds that of the lowest number too.
template <Integer T>
LAZYND_ALWAYS_INLINE std::make_unsigned_t<T> magnitude(T a) {
  using U = std::make_unsigned_t<T>;
  return static_cast<U>(a < T(0) ? static_cast<wrapping_t<T>>(0) - static_cast<wrapping_t<T>>(a) : static_cast<wrapping_t<T>>(a));
}

/// Number theory takes no bool.
struct numbers_only : integers_only {
  static constexpr bool refuses_boolean = true;
};

/// Greatest common divisor of the magnitudes.
struct gcd : fused_operation, numbers_only {
  static constexpr const char* name = "gcd";
  static constexpr float weight = 60;
  template <Integer T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    return static_cast<T>(std::gcd(magnitude(a), magnitude(b)));
  }
};

/// Least common multiple of the magnitudes; wraps.
struct lcm : fused_operation, numbers_only {
  static constexpr const char* name = "lcm";
  static constexpr float weight = 80;
  template <Integer T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    const auto divisor = std::gcd(magnitude(a), magnitude(b));
    if (divisor == 0) return 0;
    return static_cast<T>(static_cast<wrapping_t<T>>(magnitude(a) / divisor) * static_cast<wrapping_t<T>>(magnitude(b)));
  }
};

/// Number of one bits of the magnitude.
struct bitwise_count : fused_operation, integers_only {
  static constexpr const char* name = "bitwise_count";
  static constexpr float weight = 3;
  template <Integer T>
  static LAZYND_ALWAYS_INLINE std::uint8_t apply(T a) {
    return static_cast<std::uint8_t>(std::popcount(magnitude(a)));
  }
};

}  // namespace lazynd::op
