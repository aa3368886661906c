// SPDX-License-Identifier: BSD-3-Clause
// Text of one floating-point number, with control over digits and padding.
#pragma once
#include <concepts>
#include <optional>
#include <string>

#include <lazynd/dtype/float16.hpp>

namespace lazynd {

/// How `format_float_positional` writes; the names and defaults are NumPy's.
struct positional_format {
  std::optional<int> precision{};   ///< most digits; none: as many as needed
  bool unique = true;               ///< as few digits as tell the value from its neighbours; false: `precision` digits of the exact value
  bool fractional = true;           ///< digits are counted after the decimal point; false: from the first digit that is not 0
  char trim = 'k';                  ///< trailing zeros: 'k' keep, '.' trim, '0' trim all but one, '-' trim them and the decimal point
  bool sign = false;                ///< write the sign of positive values
  std::optional<int> pad_left{};    ///< fewest characters before the decimal point
  std::optional<int> pad_right{};   ///< fewest characters after the decimal point
  std::optional<int> min_digits{};  ///< fewest digits, where `unique` would give less
};

/// How `format_float_scientific` writes; the names and defaults are NumPy's, see `positional_format`.
struct scientific_format {
  std::optional<int> precision{};
  bool unique = true;
  char trim = 'k';
  bool sign = false;
  std::optional<int> pad_left{};
  std::optional<int> exp_digits{};  ///< fewest digits of the exponent; none: 2
  std::optional<int> min_digits{};
};

/// Text of `x` without an exponent: `numpy.format_float_positional`. The digits are correctly rounded, ties to even. `value_error` for a
/// negative number of digits, `min_digits` above `precision`, no `precision` when not `unique`, and an unknown `trim`. Differs from NumPy
/// without `fractional`: zeros that `trim` 'k' adds are counted as digits, while NumPy also counts the zeros before the first digit.
LAZYND_API std::string format_float_positional(double x, const positional_format& how = {});
LAZYND_API std::string format_float_positional(float x, const positional_format& how = {});
LAZYND_API std::string format_float_positional(float16 x, const positional_format& how = {});
LAZYND_API std::string format_float_positional(bfloat16 x, const positional_format& how = {});
template <std::integral T>
std::string format_float_positional(T x, const positional_format& how = {}) {
  return format_float_positional(static_cast<double>(x), how);
}

/// Text of `x` with an exponent: `numpy.format_float_scientific`. Rounding and errors are those of `format_float_positional`.
/// Differs from NumPy where `trim` '-' removes every digit after the point: the point goes too, as documented there.
LAZYND_API std::string format_float_scientific(double x, const scientific_format& how = {});
LAZYND_API std::string format_float_scientific(float x, const scientific_format& how = {});
LAZYND_API std::string format_float_scientific(float16 x, const scientific_format& how = {});
LAZYND_API std::string format_float_scientific(bfloat16 x, const scientific_format& how = {});
template <std::integral T>
std::string format_float_scientific(T x, const scientific_format& how = {}) {
  return format_float_scientific(static_cast<double>(x), how);
}

}  // namespace lazynd
