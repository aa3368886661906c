// SPDX-License-Identifier: BSD-3-Clause
// Text of arrays, views and expressions.
#pragma once
#include <iosfwd>
#include <string>

#include <lazynd/array/array.hpp>
#include <lazynd/array/format.hpp>

namespace lazynd {

namespace detail {
LAZYND_API void write_text(std::ostream& out, const std::string& text);
}  // namespace detail

/// The text NumPy's `str` gives. Expressions are evaluated.
template <Operand X>
[[nodiscard]] std::string to_string(const X& x) {
  const block_handle elements = detail::elements_of(x, "print");
  return format_array(elements->type, elements->data, elements->where);
}

/// The text NumPy's `repr` gives: `array([1., 2.])`. Expressions are evaluated.
template <Operand X>
[[nodiscard]] std::string repr(const X& x) {
  const block_handle elements = detail::elements_of(x, "print");
  return repr_array(elements->type, elements->data, elements->where);
}

/// Writes the text NumPy's `print` writes. Expressions are evaluated.
template <Operand X>
std::ostream& operator<<(std::ostream& out, const X& x) {
  detail::write_text(out, to_string(x));
  return out;
}

}  // namespace lazynd
