// SPDX-License-Identifier: BSD-3-Clause
#include "support/python_text.hpp"

#include "support/utf8.hpp"

namespace lazynd::detail {

namespace {

void append_escaped(std::string& text, char32_t c, char quote) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (c == '\n' || c == '\r' || c == '\t') {
    text += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
  } else if (c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xad) {
    text += {'\\', 'x', digits[c >> 4], digits[c & 15]};
  } else {
    if (c == '\\' || c == static_cast<char32_t>(quote)) text += '\\';
    append_character(text, c);
  }
}

}  // namespace

std::string python_tuple(std::span<const index_t> values) {
  std::string text = "(";
  for (std::size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(values[i]);
  return text + (values.size() == 1 ? ",)" : ")");
}

std::string python_string(std::string_view text) {
  const bool doubled = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos;
  const char quote = doubled ? '"' : '\'';
  std::string result(1, quote);
  while (!text.empty()) append_escaped(result, next_character(text), quote);
  return result + quote;
}

}  // namespace lazynd::detail
