// SPDX-License-Identifier: BSD-3-Clause
// Structured dtypes to text and back.
#pragma once
#include <vector>

#include <lazynd/dtype/structured_dtype.hpp>

#include "support/literal_scanner.hpp"

namespace lazynd::detail {

/// A plain dtype as a text names it.
struct named_dtype {
  dtype type;
  bool swapped = false;  ///< in the other byte order than this machine's
};

/// How dtypes are written.
struct dtype_dialect {
  /// The dtype of a code like "<f8"; throws for one it does not know.
  named_dtype (*read)(std::string_view code, const literal_scanner& at);
  bool only_lists;  ///< records come as lists of tuples only, as in files
};

/// A structured dtype and the byte order of its leaves, in their order.
struct parsed_record {
  structured_dtype type;
  std::vector<bool> swapped;
};

/// Reads a list of fields, or another form where the dialect has one. Fields with an empty name and a void dtype, `('', '|V4')`, are bytes
/// that nothing stands in. Throws as the scanner does, and `value_error` for what no structured dtype can have.
parsed_record parse_record(literal_scanner& from, const dtype_dialect& dialect, bool align = false);

/// The fields as `numpy.dtype.descr` lists them, with the bytes between them. `value_error` for fields that overlap or are out of order,
/// `dtype_error` for bfloat16, which NumPy has not.
std::string describe_record(const structured_dtype& type);

}  // namespace lazynd::detail
