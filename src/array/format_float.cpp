// SPDX-License-Identifier: BSD-3-Clause
// Text of one floating-point number, with control over digits and padding.
#include <cmath>
#include <string_view>

#include <lazynd/array/format_float.hpp>
#include <lazynd/support/error.hpp>

#include "array/format_digits.hpp"
#include "array/format_text.hpp"

namespace lazynd {

namespace detail {
namespace {

template <class Format>
void check_format(const Format& how, const char* function) {
  const auto check_count = [&](const std::optional<int>& count, const char* argument) {
    if (count && *count < 0) throw value_error(std::string(function) + ": " + argument + " " + std::to_string(*count) + " is negative");
  };
  check_count(how.precision, "precision");
  check_count(how.pad_left, "pad_left");
  check_count(how.min_digits, "min_digits");
  if constexpr (requires { how.pad_right; }) {
    check_count(how.pad_right, "pad_right");
    if (!how.fractional && how.precision == 0) throw value_error(std::string(function) + ": precision 0 leaves no digit");
  } else {
    check_count(how.exp_digits, "exp_digits");
  }
  if (!how.unique && !how.precision) throw value_error(std::string(function) + ": precision is needed when unique is false");
  if (how.precision && how.min_digits && *how.min_digits > *how.precision) {
    throw value_error(std::string(function) + ": min_digits " + std::to_string(*how.min_digits) + " is above precision " +
                      std::to_string(*how.precision));
  }
  if (std::string_view("k.0-").find(how.trim) == std::string_view::npos) {
    throw value_error(std::string(function) + ": trim '" + how.trim + "' is none of 'k', '.', '0', '-'");
  }
}

/// What NaN and infinity look like: without padding, and NaN without a sign.
std::string non_finite_text(double x, bool sign) {
  if (std::isnan(x)) return "nan";
  return std::signbit(x) ? "-inf" : sign ? "+inf" : "inf";
}

const char* sign_text(double x, bool sign) { return std::signbit(x) ? "-" : sign ? "+" : ""; }

/// To how many digits a number is rounded whose shortest text has `unique_count`; none: that shortest text will do.
template <class Format>
std::optional<int> rounded_count(int unique_count, const Format& how) {
  if (!how.unique || (how.precision && unique_count > *how.precision)) return how.precision;
  if (how.min_digits && unique_count < *how.min_digits) return how.min_digits;
  return std::nullopt;
}

void trim_zeros(std::string& fraction) { fraction.erase(fraction.find_last_not_of('0') + 1); }

/// Removes or adds zeros at the end; returns whether the decimal point stays.
template <class Format>
bool finish_fraction(std::string& fraction, bool was_rounded_up, int counted_before_point, const Format& how) {
  // Rounding 0.9996 to three places gives NumPy "1.", not "1.000": the nines that became zeros are no digits.
  if (how.trim != 'k' || (how.unique && was_rounded_up)) trim_zeros(fraction);
  if (how.trim == 'k') {
    const int wanted = (how.unique ? how.min_digits : how.precision).value_or(0) - counted_before_point;
    if (wanted > static_cast<int>(fraction.size())) fraction.resize(static_cast<std::size_t>(wanted), '0');
  }
  if (how.trim == '0' && fraction.empty()) fraction = "0";
  return how.trim != '-' || !fraction.empty();
}

template <FloatingElement T>
std::string positional(T x, const positional_format& how) {
  check_format(how, "format_float_positional");
  if (!std::isfinite(x)) return non_finite_text(x, how.sign);
  const decimal shortest = shortest_digits(static_cast<T>(std::abs(x)));
  const int count = static_cast<int>(shortest.digits.size());
  const std::optional<int> rounded = rounded_count(how.fractional ? count - 1 - shortest.exponent : count, how);
  split_decimal number;
  if (!rounded) {
    number = place_digits(shortest);
  } else if (how.fractional) {
    number = round_to_places(std::abs(x), *rounded);
  } else {
    number = place_digits(round_to_digits(std::abs(x), std::max(*rounded, 1)));
  }
  const bool ends_in_zero = rounded && number.fraction.ends_with('0');
  const bool was_rounded_up = ends_in_zero && shortest.at(-static_cast<int>(number.fraction.size())) != '0';
  const bool point = finish_fraction(number.fraction, was_rounded_up, how.fractional ? 0 : static_cast<int>(number.whole.size()), how);

  const std::string left = sign_text(x, how.sign) + number.whole;
  std::string text = blanks(how.pad_left.value_or(0) - static_cast<int>(left.size())) + left;
  if (point) text += '.';
  text += number.fraction;
  if (how.pad_right) text += blanks(*how.pad_right - static_cast<int>(number.fraction.size()) + (point ? 0 : 1));
  return text;
}

template <FloatingElement T>
std::string scientific(T x, const scientific_format& how) {
  check_format(how, "format_float_scientific");
  if (!std::isfinite(x)) return non_finite_text(x, how.sign);
  const decimal shortest = shortest_digits(static_cast<T>(std::abs(x)));
  const std::optional<int> rounded = rounded_count(static_cast<int>(shortest.digits.size()) - 1, how);
  const decimal number = rounded ? round_to_digits(std::abs(x), *rounded + 1) : shortest;
  std::string fraction = number.digits.substr(1);
  const bool ends_in_zero = rounded && fraction.ends_with('0');
  const bool was_rounded_up = ends_in_zero && shortest.at(number.exponent - static_cast<int>(fraction.size())) != '0';
  const bool point = finish_fraction(fraction, was_rounded_up, 0, how);

  const std::string left = std::string(sign_text(x, how.sign)) + number.digits[0];
  std::string text = blanks(how.pad_left.value_or(0) - static_cast<int>(left.size())) + left;
  if (point) text += '.';
  const std::string exponent = std::to_string(std::abs(number.exponent));
  const int zeros = how.exp_digits.value_or(2) - static_cast<int>(exponent.size());
  return text + fraction + (number.exponent < 0 ? "e-" : "e+") + std::string(static_cast<std::size_t>(std::max(zeros, 0)), '0') + exponent;
}

}  // namespace
}  // namespace detail

std::string format_float_positional(double x, const positional_format& how) { return detail::positional(x, how); }
std::string format_float_positional(float x, const positional_format& how) { return detail::positional(x, how); }
std::string format_float_positional(float16 x, const positional_format& how) { return detail::positional(x, how); }
std::string format_float_positional(bfloat16 x, const positional_format& how) { return detail::positional(x, how); }
std::string format_float_scientific(double x, const scientific_format& how) { return detail::scientific(x, how); }
std::string format_float_scientific(float x, const scientific_format& how) { return detail::scientific(x, how); }
std::string format_float_scientific(float16 x, const scientific_format& how) { return detail::scientific(x, how); }
std::string format_float_scientific(bfloat16 x, const scientific_format& how) { return detail::scientific(x, how); }

}  // namespace lazynd
