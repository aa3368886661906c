// SPDX-License-Identifier: BSD-3-Clause
// Decimal digits of floating-point numbers.
#pragma once
#include <string>

#include <lazynd/dtype/float16.hpp>

namespace lazynd::detail {

/// Significant digits and the power of ten of the first: 0.00125 is {"125", -3}.
struct decimal {
  std::string digits;
  int exponent;

  /// The digit that stands for 10^`power`.
  [[nodiscard]] char at(int power) const noexcept {
    const int index = exponent - power;
    return index >= 0 && index < static_cast<int>(digits.size()) ? digits[static_cast<std::size_t>(index)] : '0';
  }
};

/// A number cut at its decimal point.
struct split_decimal {
  std::string whole;
  std::string fraction;
};

/// The fewest digits that tell `x` from its neighbours of the same type, and of those the nearest. `x` is finite and not negative.
template <FloatingElement T>
decimal shortest_digits(T x);

/// `count` digits, at least one, of the exact value; ties go to even. `x` is finite and not negative.
decimal round_to_digits(double x, int count);

/// The exact value rounded to `places` digits after the decimal point; ties go to even. `x` is finite and not negative.
split_decimal round_to_places(double x, int places);

/// The digits written without an exponent.
split_decimal place_digits(const decimal& number);

}  // namespace lazynd::detail
