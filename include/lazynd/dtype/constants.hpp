// SPDX-License-Identifier: BSD-3-Clause
// NumPy's constants.
#pragma once
#include <bit>
#include <limits>
#include <numbers>

namespace lazynd {

inline constexpr double pi = std::numbers::pi;
inline constexpr double e = std::numbers::e;
inline constexpr double euler_gamma = std::numbers::egamma;
inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Whether the machine stores the lowest byte first.
inline constexpr bool little_endian = std::endian::native == std::endian::little;

}  // namespace lazynd
