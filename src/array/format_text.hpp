// SPDX-License-Identifier: BSD-3-Clause
// Widths of text, for aligned printing.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// Code points of UTF-8 text: what Python's `len` counts.
inline index_t text_width(std::string_view text) noexcept {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

/// `text` without the blanks at its end.
inline std::string_view trim_right(std::string_view text) noexcept { return text.substr(0, text.find_last_not_of(" \t\n\r\f\v") + 1); }

/// That many blanks; none for a negative number.
inline std::string blanks(index_t count) { return std::string(static_cast<std::size_t>(std::max<index_t>(count, 0)), ' '); }

}  // namespace lazynd::detail
