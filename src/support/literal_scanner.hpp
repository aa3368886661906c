// SPDX-License-Identifier: BSD-3-Clause
// Walks over Python literals: dictionaries, lists, tuples, strings, integers and names.
#pragma once
#include <string>
#include <string_view>

#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// The beginning of a text, no longer than fits into a message.
std::string shortened(std::string_view text);

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Reads a text in UTF-8 from its beginning on; between its parts there may be space.
class literal_scanner {
 public:
  /// Throws the error that says where and what is wrong.
  using raise_function = void (*)(const std::string& where, const std::string& problem);

  literal_scanner(std::string_view text, std::string where, raise_function raise) noexcept
      : text_(text), where_(std::move(where)), raise_(raise) {}

  [[noreturn]] void fail(const std::string& problem) const;
  [[nodiscard]] const std::string& where() const noexcept { return where_; }
  /// A scanner of a text that is part of this one.
  [[nodiscard]] literal_scanner within(std::string_view part) const { return {part, where_, raise_}; }

  /// The next character that is no space; '\0' at the end.
  char peek() noexcept;
  bool at_end() noexcept { return peek() == '\0' && at_ == text_.size(); }
  /// Passes over a character if it is the next one.
  bool accept(char wanted) noexcept;
  void expect(char wanted);
  /// The end of an item of a sequence: true when the sequence ends, which it may do behind a comma.
  bool ends_sequence(char closing);

  /// What a string says; Python's escape sequences are replaced.
  std::string string();
  /// A string of printable ASCII without escapes.
  std::string_view plain_string();
  /// True or False.
  bool boolean();
  index_t integer();
  /// The characters from here on that `belongs` takes.
  std::string_view word(bool (*belongs)(char)) noexcept;
  /// Any literal.
  void skip(int depth = 0);

 private:
  /// What is between the quotes; an escaped quote does not end it.
  std::string_view raw_string();

  std::string_view text_;
  std::string where_;
  raise_function raise_;
  std::size_t at_ = 0;
};

}  // namespace lazynd::detail
