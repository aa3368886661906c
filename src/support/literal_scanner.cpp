// SPDX-License-Identifier: BSD-3-Clause
#include "support/literal_scanner.hpp"

#include <algorithm>
#include <charconv>

#include "support/utf8.hpp"

namespace lazynd::detail {

using namespace std::string_view_literals;

namespace {

constexpr bool is_printable(char c) noexcept { return c >= ' ' && c <= '~'; }

/// Escape sequences of one character, and what they mean.
constexpr std::pair<char, char> simple_escapes[] = {{'\\', '\\'}, {'\'', '\''}, {'"', '"'},  {'a', '\a'}, {'b', '\b'},
                                                    {'f', '\f'},  {'n', '\n'},  {'r', '\r'}, {'t', '\t'}, {'v', '\v'}};

}  // namespace

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "...";
}

void literal_scanner::fail(const std::string& problem) const {
  raise_(where_, problem + " (byte " + std::to_string(at_) + " of " + std::to_string(text_.size()) + ")");
  __builtin_unreachable();
}

char literal_scanner::peek() noexcept {
  while (at_ < text_.size() && " \t\r\n"sv.find(text_[at_]) != std::string_view::npos) ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool literal_scanner::accept(char wanted) noexcept {
  if (peek() != wanted) return false;
  ++at_;
  return true;
}

void literal_scanner::expect(char wanted) {
  if (at_end()) fail(std::string("it ends where '") + wanted + "' should stand");
  if (!accept(wanted)) fail(std::string("expected '") + wanted + "'");
}

bool literal_scanner::ends_sequence(char closing) {
  if (accept(',')) return accept(closing);
  expect(closing);
  return true;
}

std::string literal_scanner::string() {
  std::string_view raw = raw_string();
  std::string text;
  while (!raw.empty()) {
    if (raw[0] != '\\') {
      text += raw[0];
      raw.remove_prefix(1);
      continue;
    }
    const char kind = raw[1];  // a backslash is never the last character of a string
    raw.remove_prefix(2);
    if (const auto* const simple = std::ranges::find(simple_escapes, kind, &std::pair<char, char>::first);
        simple != std::end(simple_escapes)) {
      text += simple->second;
      continue;
    }
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    std::uint32_t code = 0;
    const char* const end = raw.data() + std::min(digits, raw.size());
    if (digits == 0 || raw.size() < digits || std::from_chars(raw.data(), end, code, 16).ptr != end)
      fail("an escape sequence it does not know");
    std::string character;
    if (code < 0x110000) append_character(character, code);
    if (!is_utf8(character) || character.empty()) fail("an escape sequence for no character");
    text += character;
    raw.remove_prefix(digits);
  }
  return text;
}

std::string_view literal_scanner::plain_string() {
  const std::string_view inner = raw_string();
  if (!std::all_of(inner.begin(), inner.end(), is_printable)) fail("a string with characters other than printable ASCII");
  if (inner.find('\\') != std::string_view::npos) fail("a string with an escape sequence");
  return inner;
}

bool literal_scanner::boolean() {
  const std::string_view name = word(is_letter);
  if (name != "True" && name != "False") fail("expected True or False");
  return name == "True";
}

index_t literal_scanner::integer() {
  peek();
  const bool negative = accept('-');
  std::size_t digits = 0;
  while (at_ + digits < text_.size() && is_digit(text_[at_ + digits])) ++digits;
  if (digits == 0) fail("expected an integer");
  if (digits > 1 && text_[at_] == '0') fail("an integer with leading zeros");
  index_t value = 0;
  const char* const first = text_.data() + at_;
  if (std::from_chars(first, first + digits, value).ec != std::errc{}) fail("an integer beyond 64 bits");
  at_ += digits;
  if (at_ < text_.size() && text_[at_] == 'L') ++at_;  // Python 2 wrote long integers that way
  if (at_ < text_.size() && (is_letter(text_[at_]) || text_[at_] == '.')) fail("expected an integer");
  return negative ? -value : value;
}

std::string_view literal_scanner::word(bool (*belongs)(char)) noexcept {
  peek();
  const std::size_t start = at_;
  while (at_ < text_.size() && belongs(text_[at_])) ++at_;
  return text_.substr(start, at_ - start);
}

void literal_scanner::skip(int depth) {
  constexpr int deepest = 32;
  if (depth > deepest) fail("nested too deeply");
  const char first = peek();
  if (first == '\'' || first == '"') {
    raw_string();
  } else if (first == '(' || first == '[' || first == '{') {
    ++at_;
    const char closing = first == '(' ? ')' : first == '[' ? ']' : '}';
    for (bool done = accept(closing); !done; done = ends_sequence(closing)) {
      skip(depth + 1);
      if (first != '{') continue;
      expect(':');
      skip(depth + 1);
    }
  } else if (is_letter(first)) {
    word(is_letter);
  } else {
    integer();
  }
}

std::string_view literal_scanner::raw_string() {
  const char quote = peek();
  if (quote != '\'' && quote != '"') fail("expected a string");
  const std::size_t start = ++at_;
  while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') at_ += text_[at_] == '\\' ? 2U : 1U;
  if (at_ >= text_.size() || text_[at_] != quote) {
    at_ = start - 1;
    fail("a string without an end");
  }
  return text_.substr(start, at_++ - start);
}

}  // namespace lazynd::detail
