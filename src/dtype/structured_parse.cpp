// SPDX-License-Identifier: BSD-3-Clause
// Reads what NumPy writes for structured dtypes.
#include <algorithm>

#include <lazynd/dtype/inspection.hpp>
#include <lazynd/support/error.hpp>

#include "dtype/record_leaves.hpp"
#include "dtype/structured_text.hpp"

namespace lazynd {

namespace detail {
namespace {

using extents = small_vector<index_t, 8>;

constexpr bool is_order(char c) noexcept { return c == '<' || c == '>' || c == '=' || c == '|'; }
constexpr bool is_code(char c) noexcept { return is_letter(c) || is_digit(c) || c == '?'; }

/// The bytes of an unnamed field of dtype "V4"; -1 for other dtypes.
index_t void_bytes(std::string_view code) {
  if (code.starts_with('|')) code.remove_prefix(1);
  constexpr std::size_t longest = 18;  // more digits than a size has
  if (code.size() < 2 || code.size() > longest || code[0] != 'V') return -1;
  index_t bytes = 0;
  for (const char c : code.substr(1)) {
    if (!is_digit(c)) return -1;
    bytes = 10 * bytes + (c - '0');
  }
  return bytes;
}

class record_parser {
 public:
  record_parser(const dtype_dialect& dialect, bool align) : dialect_(dialect), align_(align) {}

  std::vector<bool> swapped;

  structured_dtype record(literal_scanner& from) {
    if (dialect_.only_lists || from.peek() == '[') {
      from.expect('[');
      return list(from);
    }
    return from.accept('{') ? dictionary(from) : codes(from);
  }

 private:
  /// What follows a field's name: a dtype or records, and the shape of a sub-array.
  record_field type(literal_scanner& from) {
    constexpr int deepest = 32;
    if (++depth_ > deepest) from.fail("nested too deeply");
    record_field element = nested_type(from);
    --depth_;
    return element;
  }

  record_field nested_type(literal_scanner& from) {
    const char first = from.peek();
    if (first == '[' || first == '{') return {{}, record(from)};
    if (first == '(') {
      from.expect('(');
      record_field element = type(from);
      from.expect(',');
      surround(element, shape(from));
      if (!from.ends_sequence(')')) from.fail("expected ')'");
      return element;
    }
    const std::string_view code = from.plain_string();
    if (!dialect_.only_lists && code.find(',') != std::string_view::npos) {
      literal_scanner inside = from.within(code);
      return {{}, record(inside)};
    }
    return plain(code, from);
  }

  record_field plain(std::string_view code, const literal_scanner& at) {
    const named_dtype named = dialect_.read(code, at);
    swapped.push_back(named.swapped);
    return {{}, named.type};
  }

  static void surround(record_field& element, extents outer) {
    for (const index_t extent : element.shape) outer.push_back(extent);
    element.shape = std::move(outer);
  }

  /// `(2, 3)`, or `3` for one axis; 1 without parentheses is no axis, as in NumPy.
  static extents shape(literal_scanner& from) {
    extents axes;
    if (!from.accept('(')) {
      if (const index_t extent = from.integer(); extent != 1) axes.push_back(extent);
      return axes;
    }
    for (bool done = from.accept(')'); !done; done = from.ends_sequence(')')) axes.push_back(from.integer());
    return axes;
  }

  /// A name, or a tuple of a title and a name.
  static std::string name(literal_scanner& from) {
    if (!from.accept('(')) return from.string();
    from.skip();
    from.expect(',');
    std::string text = from.string();
    if (!from.ends_sequence(')')) from.fail("expected ')'");
    return text;
  }

  /// Passes over a void dtype and gives its bytes; -1, and nothing is passed over, for another one.
  static index_t void_type(literal_scanner& from) {
    literal_scanner ahead = from;
    const char quote = ahead.peek();
    const index_t bytes = quote == '\'' || quote == '"' ? void_bytes(ahead.plain_string()) : -1;
    if (bytes >= 0) from = std::move(ahead);
    return bytes;
  }

  structured_dtype list(literal_scanner& from) {
    std::vector<record_field> fields;
    index_t next = 0;
    for (bool done = from.accept(']'); !done; done = from.ends_sequence(']')) {
      from.expect('(');
      std::string field_name = name(from);
      from.expect(',');
      const index_t padding = field_name.empty() ? void_type(from) : -1;
      record_field field = padding < 0 ? type(from) : record_field({}, dtype::uint8, {padding});
      if (!from.ends_sequence(')')) {
        surround(field, shape(from));
        if (!from.ends_sequence(')')) from.fail("expected ')'");
      }
      if (padding >= 0 && align_) from.fail("bytes between fields that are to be aligned");
      if (!align_) field.offset = next;
      next += checked_size(field);
      field.name = std::move(field_name);
      if (padding < 0) fields.push_back(std::move(field));
    }
    return {std::move(fields), {.align = align_, .itemsize = align_ ? -1 : next}};
  }

  /// Whether a dictionary says that fields are aligned; that holds for nested records, and may come behind them.
  static bool says_aligned(literal_scanner ahead) {
    for (bool done = ahead.accept('}'); !done; done = ahead.ends_sequence('}')) {
      const std::string_view key = ahead.plain_string();
      ahead.expect(':');
      if (key == "aligned") return ahead.boolean();
      ahead.skip();
    }
    return false;
  }

  structured_dtype dictionary(literal_scanner& from) {
    const bool outside = std::exchange(align_, align_ || says_aligned(from));
    std::vector<std::string> names;
    std::vector<record_field> fields;
    std::vector<index_t> offsets;
    structured_options options{.align = align_};
    const auto each = [&](auto&& read_one) {
      from.expect('[');
      for (bool done = from.accept(']'); !done; done = from.ends_sequence(']')) read_one();
    };
    for (bool done = from.accept('}'); !done; done = from.ends_sequence('}')) {
      const std::string_view key = from.plain_string();
      from.expect(':');
      if (key == "names") {
        each([&] { names.push_back(from.string()); });
      } else if (key == "formats") {
        each([&] { fields.push_back(type(from)); });
      } else if (key == "offsets") {
        each([&] { offsets.push_back(from.integer()); });
      } else if (key == "itemsize") {
        options.itemsize = from.integer();
      } else if (key == "aligned") {
        from.boolean();
      } else if (key == "titles") {
        from.skip();
      } else {
        from.fail("unknown key '" + shortened(key) + "'");
      }
    }
    if (names.size() != fields.size() || (!offsets.empty() && offsets.size() != fields.size())) {
      from.fail("names, formats and offsets are not of one length");
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      fields[i].name = std::move(names[i]);
      if (!offsets.empty()) fields[i].offset = offsets[i] < 0 ? std::min<index_t>(offsets[i], -2) : offsets[i];
    }
    align_ = outside;
    return {std::move(fields), options};
  }

  /// "f8, 3i4, (2,3)<u1".
  structured_dtype codes(literal_scanner& from) {
    std::vector<record_field> fields;
    do {
      const std::string order(from.word(is_order));
      extents axes;
      if (from.peek() == '(' || is_digit(from.peek())) axes = repeats(from);
      const std::string code = order + std::string(from.word(is_order)) + std::string(from.word(is_code));
      fields.push_back(plain(code, from));
      fields.back().shape = std::move(axes);
    } while (from.accept(',') && !from.at_end());
    if (!from.at_end()) from.fail("expected ','");
    return {std::move(fields), {.align = align_}};
  }

  /// The digits or the tuple before a code.
  static extents repeats(literal_scanner& from) {
    if (from.peek() == '(') return shape(from);
    literal_scanner number = from.within(from.word(is_digit));
    return shape(number);
  }

  const dtype_dialect& dialect_;
  bool align_;
  int depth_ = 0;
};

/// The dtypes of a program's texts.
named_dtype read_spelling(std::string_view code, const literal_scanner& /*at*/) { return {parse_dtype(code)}; }

structured_dtype parse_text(std::string_view text, bool align) {
  constexpr dtype_dialect spellings{read_spelling, false};
  literal_scanner scanner(text, "dtype: '" + shortened(text) + "'",
                          [](const std::string& where, const std::string& problem) { throw dtype_error(where + ": " + problem); });
  const char first = scanner.peek();
  if (first != '[' && first != '{' && text.find(',') == std::string_view::npos) scanner.fail("a dtype without fields");
  structured_dtype made = parse_record(scanner, spellings, align).type;
  if (!scanner.at_end()) scanner.fail("something follows the dtype");
  return made;
}

}  // namespace

parsed_record parse_record(literal_scanner& from, const dtype_dialect& dialect, bool align) {
  record_parser parser(dialect, align);
  structured_dtype made = parser.record(from);
  return {std::move(made), std::move(parser.swapped)};
}

}  // namespace detail

structured_dtype::structured_dtype(std::string_view text, bool align) : structured_dtype(detail::parse_text(text, align)) {}

}  // namespace lazynd
