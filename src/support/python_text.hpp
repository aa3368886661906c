// SPDX-License-Identifier: BSD-3-Clause
// Values as Python's `repr` writes them.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// A tuple of integers: "(2, 3)", "(5,)".
std::string python_tuple(std::span<const index_t> values);

/// A string in quotes, of a text in UTF-8. Of the characters that Python does not print as they are, those of Latin-1 are escaped.
std::string python_string(std::string_view text);

}  // namespace lazynd::detail
