// SPDX-License-Identifier: BSD-3-Clause
// Text of the elements of an array, padded to a common width.
#pragma once
#include <cstddef>
#include <cstring>
#include <functional>
#include <span>
#include <string>

#include <lazynd/array/format.hpp>

namespace lazynd::detail {

/// Text of the element at an address.
using element_text = std::function<std::string(const std::byte*)>;

/// The elements that are printed; the width of the text is chosen for them.
using shown_elements = std::span<const std::byte* const>;

/// An element at an address that need not be aligned.
template <class T>
T load(const std::byte* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// "True" and "False"; in an array, that is unless `is_0d`, of one width.
element_text bool_text(bool is_0d);

/// Integers, padded on the left.
element_text integer_text(dtype type, shown_elements shown);

/// Floats and complex numbers, with their decimal points below each other.
element_text float_text(dtype type, shown_elements shown, const print_options& options);

/// The text of elements of a plain dtype; `is_0d` for the element of a 0-d array.
element_text plain_text(dtype type, shown_elements shown, const print_options& options, bool is_0d);

/// Chooses the text for the elements that are shown.
using text_maker = std::function<element_text(shown_elements shown, bool is_0d)>;

/// `array2string` for elements of any kind.
std::string elements_text(const text_maker& make, const std::byte* data, const layout& of, const text_frame& frame,
                          const print_options& options);

/// `repr` for elements of any kind, with the name of the dtype where it is not empty.
std::string repr_text(const text_maker& make, const std::byte* data, const layout& of, const std::string& dtype_name,
                      const print_options& options);

/// What Python's `str` gives for the NumPy scalar at an address: the shortest text that gives the value back.
std::string scalar_text(dtype type, const std::byte* at);

}  // namespace lazynd::detail
