// SPDX-License-Identifier: BSD-3-Clause
// Text of an array of any dtype, as NumPy prints it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include <lazynd/array/print_options.hpp>
#include <lazynd/dtype/dtype.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd {

/// What surrounds an array's text: lines keep room for `suffix` and begin below the end of `prefix`; neither is part of the text.
struct text_frame {
  std::string_view separator = " ";  ///< between elements
  std::string_view prefix = "";
  std::string_view suffix = "";
};

/// Text of an array: `numpy.array2string`. `data` is the element at position 0 of `of`. Reads only the elements it prints. `value_error`
/// for options that `set_print_options` would refuse. Differs from NumPy in one case: with `edgeitems` of 0, the width of the one element
/// printed of an axis does not depend on elements that are not printed.
LAZYND_API std::string array2string(dtype type, const std::byte* data, const layout& of, const text_frame& frame = {},
                                    const print_options& options = get_print_options());

/// Text of an array as `str` gives it: `array2string`, and for a 0-d array the shortest text of its element, as for a scalar.
LAZYND_API std::string format_array(dtype type, const std::byte* data, const layout& of,
                                    const print_options& options = get_print_options());

/// Text of an array as `repr` gives it: `array([1., 2.])`; the dtype is named unless it is bool, int64, float64 or complex128 and there are
/// elements. `numpy.array_repr` of NumPy 1; from 2.2 on NumPy adds the shape of summarised arrays.
LAZYND_API std::string repr_array(dtype type, const std::byte* data, const layout& of, const print_options& options = get_print_options());

}  // namespace lazynd
