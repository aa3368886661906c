// SPDX-License-Identifier: BSD-3-Clause
#include "support/utf8.hpp"

namespace lazynd::detail {

namespace {

constexpr bool is_character(char32_t c) noexcept { return c < 0x110000 && (c < 0xd800 || c > 0xdfff); }

/// Bytes of a character.
constexpr std::size_t length_of(char32_t c) noexcept { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

}  // namespace

char32_t next_character(std::string_view& text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t first = byte(0);
  const std::size_t length = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
  char32_t c = length < 2 ? first : first & (0x7fU >> length);
  bool valid = length != 0 && length <= text.size();
  for (std::size_t i = 1; valid && i < length; ++i) {
    valid = (byte(i) & 0xc0) == 0x80;
    c = c << 6 | (byte(i) & 0x3f);
  }
  valid = valid && is_character(c) && length_of(c) == length;  // a longer form than needed is none
  text.remove_prefix(valid ? length : 1);
  return valid ? c : no_character;
}

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    if (next_character(text) == no_character) return false;
  }
  return true;
}

void append_character(std::string& text, char32_t c) {
  const std::size_t length = length_of(c);
  if (length == 1) {
    text += static_cast<char>(c);
    return;
  }
  const unsigned lead = 0xff00U >> length & 0xffU;
  text += static_cast<char>(lead | static_cast<unsigned>(c >> 6 * (length - 1)));
  for (std::size_t i = length - 1; i-- > 0;) text += static_cast<char>(0x80U | (static_cast<unsigned>(c >> 6 * i) & 0x3fU));
}

}  // namespace lazynd::detail
