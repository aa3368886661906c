// SPDX-License-Identifier: BSD-3-Clause
// Decimal digits of floating-point numbers.
#include "array/format_digits.hpp"

#include <charconv>
#include <limits>

namespace lazynd::detail {

namespace {

template <class... Arguments>
std::string to_text(int places, Arguments... arguments) {
  std::string text(static_cast<std::size_t>(std::numeric_limits<double>::max_exponent10 + 16 + places), '\0');
  const auto end = std::to_chars(text.data(), text.data() + text.size(), arguments...).ptr;
  text.resize(static_cast<std::size_t>(end - text.data()));
  return text;
}

decimal read_scientific(const std::string& text) {
  const std::size_t e = text.find('e');
  decimal number{text.substr(0, 1), 0};
  if (e > 1) number.digits.append(text, 2, e - 2);
  const std::size_t first = text[e + 1] == '+' ? e + 2 : e + 1;
  std::from_chars(text.data() + first, text.data() + text.size(), number.exponent);
  return number;
}

double value_of(const decimal& number) {
  const std::string text = number.digits + 'e' + std::to_string(number.exponent + 1 - static_cast<int>(number.digits.size()));
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

template <FloatingElement T>
decimal shortest_digits(T x) {
  if constexpr (is_half_v<T>) {
    int count = 1;
    while (static_cast<T>(value_of(round_to_digits(static_cast<double>(x), count))) != x) ++count;
    return round_to_digits(static_cast<double>(x), count);
  } else {
    return read_scientific(to_text(0, x, std::chars_format::scientific));
  }
}
template decimal shortest_digits(float16);
template decimal shortest_digits(bfloat16);
template decimal shortest_digits(float);
template decimal shortest_digits(double);

decimal round_to_digits(double x, int count) { return read_scientific(to_text(count, x, std::chars_format::scientific, count - 1)); }

split_decimal round_to_places(double x, int places) {
  const std::string text = to_text(places, x, std::chars_format::fixed, places);
  const std::size_t point = text.find('.');
  return {text.substr(0, point), point == std::string::npos ? "" : text.substr(point + 1)};
}

split_decimal place_digits(const decimal& number) {
  if (number.exponent < 0) return {"0", std::string(static_cast<std::size_t>(-number.exponent - 1), '0') + number.digits};
  const std::size_t whole = static_cast<std::size_t>(number.exponent) + 1;
  if (number.digits.size() <= whole) return {number.digits + std::string(whole - number.digits.size(), '0'), ""};
  return {number.digits.substr(0, whole), number.digits.substr(whole)};
}

}  // namespace lazynd::detail
