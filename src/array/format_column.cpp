// SPDX-License-Identifier: BSD-3-Clause
// Text of floats and complex numbers in an array: one precision, one notation, decimal points below each other.
#include <algorithm>
#include <cmath>
#include <vector>

#include <lazynd/array/format_float.hpp>
#include <lazynd/dtype/element.hpp>

#include "array/format_element.hpp"
#include "array/format_text.hpp"

namespace lazynd::detail {

namespace {

/// The texts of floats of type T, `offset` bytes behind the addresses of the elements.
template <FloatingElement T>
class float_column {
 public:
  float_column(shown_elements shown, std::size_t offset, const print_options& options, char sign)
      : offset_(offset), nan_(options.nanstr), inf_(options.infstr), plus_(sign == '+') {
    std::vector<T> finite;
    bool negative_infinity = false;
    bool negative = false;
    for (const std::byte* at : shown) {
      const T x = load<T>(at + offset_);
      if (std::isfinite(x)) {
        finite.push_back(x);
        negative |= std::signbit(x);
      } else {
        negative_infinity |= x < 0;
      }
    }
    exponents_ = needs_exponents(finite, options.suppress);
    if (!finite.empty()) exponents_ ? choose_scientific(finite, options) : choose_positional(finite, options);
    if (sign == ' ' && !negative) ++left_;
    if (finite.size() != shown.size()) {
      const index_t after = right_ + 1;
      left_ = std::max({left_, text_width(nan_) - after, text_width(inf_) + (sign != '-' || negative_infinity) - after});
    }
    positional_.pad_left = scientific_.pad_left = static_cast<int>(left_);
    positional_.pad_right = static_cast<int>(right_);
  }

  [[nodiscard]] std::string operator()(const std::byte* at) const {
    const T x = load<T>(at + offset_);
    if (std::isfinite(x)) return exponents_ ? format_float_scientific(x, scientific_) : format_float_positional(x, positional_);
    const bool is_nan = std::isnan(x);
    const std::string text = (!is_nan && x < 0 ? "-" : plus_ ? "+" : "") + (is_nan ? nan_ : inf_);
    return blanks(left_ + right_ + 1 - text_width(text)) + text;
  }

 private:
  static bool needs_exponents(const std::vector<T>& finite, bool suppress) {
    T largest(0);
    T smallest(0);
    for (const T x : finite) {
      const T magnitude = static_cast<T>(std::abs(x));
      largest = std::max(largest, magnitude);
      if (magnitude != 0 && (smallest == 0 || magnitude < smallest)) smallest = magnitude;
    }
    if (largest == 0) return false;
    return largest >= T(1e8) || (!suppress && (static_cast<double>(smallest) < 1e-4 || largest / smallest > T(1000)));
  }

  void choose_scientific(const std::vector<T>& finite, const print_options& options) {
    scientific_.sign = plus_;
    scientific_.unique = options.floatmode != float_mode::fixed;
    scientific_.trim = scientific_.unique ? '.' : 'k';
    if (options.floatmode != float_mode::unique) scientific_.precision = options.precision;
    int digits = 0;
    int exponent_digits = 0;
    for (const T x : finite) {
      const std::string text = format_float_scientific(x, scientific_);
      const std::size_t point = text.find('.');
      const std::size_t e = text.find('e');
      left_ = std::max(left_, static_cast<index_t>(point));
      digits = std::max(digits, static_cast<int>(e - point) - 1);
      exponent_digits = std::max(exponent_digits, static_cast<int>(text.size() - e) - 2);
    }
    scientific_.trim = 'k';
    scientific_.precision = scientific_.min_digits = digits;
    scientific_.exp_digits = exponent_digits;
    right_ = exponent_digits + 2 + digits;
  }

  void choose_positional(const std::vector<T>& finite, const print_options& options) {
    positional_.sign = plus_;
    positional_.unique = options.floatmode != float_mode::fixed;
    positional_.trim = positional_.unique ? '.' : 'k';
    if (options.floatmode != float_mode::unique) positional_.precision = options.precision;
    for (const T x : finite) {
      const std::string text = format_float_positional(x, positional_);
      const std::size_t point = text.find('.');
      left_ = std::max(left_, static_cast<index_t>(point));
      right_ = std::max(right_, static_cast<index_t>(text.size() - point) - 1);
    }
    positional_.min_digits = 0;
    if (options.floatmode == float_mode::fixed || options.floatmode == float_mode::maxprec_equal) {
      positional_.trim = 'k';
      positional_.precision = positional_.min_digits = static_cast<int>(right_);
    }
  }

  std::size_t offset_;
  std::string nan_;
  std::string inf_;
  bool plus_;
  bool exponents_ = false;
  index_t left_ = 0;
  index_t right_ = 0;
  positional_format positional_;
  scientific_format scientific_;
};

template <FloatingElement T>
element_text complex_text(shown_elements shown, const print_options& options) {
  return [real = float_column<T>(shown, 0, options, options.sign),
          imag = float_column<T>(shown, sizeof(T), options, '+')](const std::byte* at) {
    std::string text = imag(at);
    text.insert(trim_right(text).size(), 1, 'j');
    return real(at) + text;
  };
}

}  // namespace

element_text float_text(dtype type, shown_elements shown, const print_options& options) {
  switch (type) {
    case dtype::float16: return float_column<float16>(shown, 0, options, options.sign);
    case dtype::bfloat16: return float_column<bfloat16>(shown, 0, options, options.sign);
    case dtype::float32: return float_column<float>(shown, 0, options, options.sign);
    case dtype::complex64: return complex_text<float>(shown, options);
    case dtype::complex128: return complex_text<double>(shown, options);
    default: return float_column<double>(shown, 0, options, options.sign);
  }
}

}  // namespace lazynd::detail
