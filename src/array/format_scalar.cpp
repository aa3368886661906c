// SPDX-License-Identifier: BSD-3-Clause
// Text of a single element, as of a NumPy scalar.
#include <cmath>

#include <lazynd/array/format_float.hpp>
#include <lazynd/dtype/element.hpp>

#include "array/format_element.hpp"

namespace lazynd::detail {

namespace {

template <FloatingElement T>
std::string number_text(T x, char trim, bool sign) {
  const double magnitude = std::abs(static_cast<double>(x));
  if (std::isnan(static_cast<double>(x))) return sign ? "+nan" : "nan";
  if (x == 0 || (magnitude < 1e16 && magnitude >= 1e-4)) return format_float_positional(x, {.trim = trim, .sign = sign});
  return format_float_scientific(x, {.trim = '-', .sign = sign});
}

}  // namespace

std::string scalar_text(dtype type, const std::byte* at) {
  return visit_dtype(type, [&]<class T>(std::type_identity<T>) -> std::string {
    if constexpr (std::is_same_v<T, bool>) {
      return bool_text(true)(at);
    } else if constexpr (std::is_integral_v<T>) {
      return std::to_string(load<T>(at));
    } else if constexpr (is_floating_v<T>) {
      return number_text(load<T>(at), '0', false);
    } else {
      const T z = load<T>(at);
      if (z.real() == 0 && !std::signbit(z.real())) return number_text(z.imag(), '-', false) + 'j';
      return '(' + number_text(z.real(), '-', false) + number_text(z.imag(), '-', true) + "j)";
    }
  });
}

}  // namespace lazynd::detail
