// SPDX-License-Identifier: BSD-3-Clause
// Text in UTF-8, character by character.
#pragma once
#include <string>
#include <string_view>

namespace lazynd::detail {

/// What stands for bytes that are no character.
inline constexpr char32_t no_character = 0xffffffff;

/// The first character of a text that is not empty; removes it. `no_character` for bytes that are none, of which one is removed.
char32_t next_character(std::string_view& text) noexcept;

/// Whether the text consists of characters.
bool is_utf8(std::string_view text) noexcept;

/// Adds a character, which must be below 0x110000 and no surrogate.
void append_character(std::string& text, char32_t c);

}  // namespace lazynd::detail
