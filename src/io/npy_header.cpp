// SPDX-License-Identifier: BSD-3-Clause
// Reads and writes the header of .npy files: a Python dictionary literal, of which only what NumPy writes is accepted.
#include "io/npy_header.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <istream>

#include <lazynd/support/error.hpp>

namespace lazynd {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view magic = "\x93NUMPY"sv;
constexpr std::size_t header_alignment = 64;
constexpr std::size_t longest_header = std::size_t{1} << 20;  ///< hundreds of times what 64 axes need
constexpr char native_order = std::endian::native == std::endian::little ? '<' : '>';

/// How the file calls each dtype, without the byte order. The format has no name for bfloat16.
constexpr std::array<std::string_view, dtype_count> type_codes = {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4",
                                                                  "u8", "f2", "",   "f4", "f8", "c8", "c16"};

std::string shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "...";
}

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_printable(char c) noexcept { return c >= ' ' && c <= '~'; }

/// Walks over the text of a header.
class literal_scanner {
 public:
  literal_scanner(std::string_view text, std::string_view where) noexcept : text_(text), where_(where) {}

  [[noreturn]] void fail(const std::string& problem) const {
    throw io_error(std::string(where_) + ": broken header: " + problem + " (byte " + std::to_string(at_) + " of " +
                   std::to_string(text_.size()) + ")");
  }

  /// The next character that is no space; '\0' at the end.
  char peek() noexcept {
    while (at_ < text_.size() && " \t\r\n"sv.find(text_[at_]) != std::string_view::npos) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char wanted) noexcept {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted) {
    if (at_end()) fail(std::string("it ends where '") + wanted + "' should stand");
    if (!accept(wanted)) fail(std::string("expected '") + wanted + "'");
  }
  bool at_end() noexcept { return peek() == '\0' && at_ == text_.size(); }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  [[nodiscard]] std::string_view from(std::size_t start) const noexcept { return text_.substr(start, at_ - start); }

  /// A string of printable ASCII without escapes.
  std::string_view plain_string() {
    const std::string_view inner = any_string();
    if (!std::all_of(inner.begin(), inner.end(), is_printable)) fail("a string with characters other than printable ASCII");
    if (inner.find('\\') != std::string_view::npos) fail("a string with an escape sequence");
    return inner;
  }

  bool boolean() {
    const std::string_view word = name();
    if (word != "True" && word != "False") fail("expected True or False");
    return word == "True";
  }

  index_t integer() {
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

  /// Any literal a structured dtype is described with.
  void skip_value(int depth = 0) {
    constexpr int deepest = 32;
    if (depth > deepest) fail("nested too deeply");
    const char first = peek();
    if (first == '\'' || first == '"') {
      any_string();
    } else if (first == '(' || first == '[') {
      ++at_;
      const char closing = first == '(' ? ')' : ']';
      while (!accept(closing)) {
        skip_value(depth + 1);
        if (!accept(',')) {
          expect(closing);
          break;
        }
      }
    } else if (is_letter(first)) {
      name();
    } else {
      integer();
    }
  }

 private:
  /// A string with whatever is in it; an escaped quote does not end it.
  std::string_view any_string() {
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

  std::string_view name() noexcept {
    peek();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    return from(start);
  }

  std::string_view text_;
  std::string_view where_;
  std::size_t at_ = 0;
};

/// True for what NumPy could mean: a letter, a size, and the unit of a date.
bool is_numpy_code(std::string_view code) noexcept {
  if (code.empty() || "biufcSaUVOMm?"sv.find(code[0]) == std::string_view::npos) return false;
  const auto rest = std::find_if_not(code.begin() + 1, code.end(), is_digit);
  return rest == code.end() || (*rest == '[' && code.back() == ']');
}

/// Sets type and byte order from a description like "<f8".
void read_type(npy_header& header, literal_scanner& scanner, std::string_view where) {
  const std::string_view text = scanner.plain_string();
  const bool has_order = !text.empty() && "<>|="sv.find(text[0]) != std::string_view::npos;
  const std::string_view code = text == "?" || text == "|?" ? type_codes[0] : text.substr(has_order ? 1 : 0);
  const auto row = std::find(type_codes.begin(), type_codes.end(), code);
  if (code.empty() || row == type_codes.end()) {
    if (!is_numpy_code(code)) scanner.fail("'" + shortened(text) + "' is no dtype");
    throw dtype_error(std::string(where) + ": dtype '" + shortened(text) + "' is not supported");
  }
  header.type = static_cast<dtype>(row - type_codes.begin());
  header.swapped = itemsize(header.type) > 1 && text[0] == (native_order == '<' ? '>' : '<');
}

void read_shape(dims& shape, literal_scanner& scanner) {
  scanner.expect('(');
  while (!scanner.accept(')')) {
    if (shape.size() == static_cast<std::size_t>(max_ndim)) scanner.fail("more than " + std::to_string(max_ndim) + " axes");
    const index_t extent = scanner.integer();
    if (extent < 0) scanner.fail("a negative extent in the shape");
    shape.push_back(extent);
    if (!scanner.accept(',')) {
      if (shape.size() == 1) scanner.fail("the shape is no tuple");
      scanner.expect(')');
      break;
    }
  }
}

/// True when the bytes of an array of that shape can be counted, with empty axes taken as 1, as everywhere where shapes are checked.
bool is_addressable(const npy_header& header) noexcept {
  auto bytes = static_cast<index_t>(itemsize(header.type));
  for (const index_t extent : header.shape) {
    if (extent > std::numeric_limits<index_t>::max() / bytes) return false;
    bytes *= std::max<index_t>(extent, 1);
  }
  return true;
}

npy_header parse_dictionary(std::string_view text, std::string_view where) {
  enum key : std::uint8_t { descr, fortran_order, shape };
  constexpr std::array<std::string_view, 3> keys = {"descr", "fortran_order", "shape"};
  std::array<bool, 3> seen{};
  npy_header header;
  std::string_view structured;

  literal_scanner scanner(text, where);
  scanner.expect('{');
  while (!scanner.accept('}')) {
    const std::string_view name = scanner.plain_string();
    const auto position = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), name) - keys.begin());
    if (position == keys.size()) scanner.fail("unknown key '" + shortened(name) + "'");
    if (std::exchange(seen[position], true)) scanner.fail("key '" + std::string(name) + "' comes twice");
    scanner.expect(':');
    if (position == shape) {
      read_shape(header.shape, scanner);
    } else if (position == fortran_order) {
      header.fortran = scanner.boolean();
    } else if (const char first = scanner.peek(); first == '[' || first == '(') {
      const std::size_t start = scanner.position();
      scanner.skip_value();
      structured = scanner.from(start);
    } else {
      read_type(header, scanner, where);
    }
    if (!scanner.accept(',')) {
      scanner.expect('}');
      break;
    }
  }
  if (!scanner.at_end()) scanner.fail("something follows the dictionary");
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!seen[i]) scanner.fail("key '" + std::string(keys[i]) + "' is missing");
  }
  if (!structured.empty()) throw dtype_error(std::string(where) + ": structured dtypes are not supported");
  if (!is_addressable(header)) {
    throw io_error(std::string(where) + ": broken header: no memory could hold shape " + shortened(to_string(header.shape)) + " of " +
                   std::string(name(header.type)));
  }
  return header;
}

std::uint32_t little_endian(std::string_view bytes) noexcept {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::size_t read_up_to(std::istream& in, char* to, std::size_t count) {
  in.read(to, static_cast<std::streamsize>(count));
  return static_cast<std::size_t>(in.gcount());
}

}  // namespace

npy_header detail::read_npy_header(std::istream& in, std::uint64_t available_bytes, std::string_view where) {
  const auto fail = [&](const std::string& problem) { throw io_error(std::string(where) + ": " + problem); };

  std::array<char, 12> prefix{};
  const std::size_t found = read_up_to(in, prefix.data(), magic.size() + 2);
  const std::string_view start(prefix.data(), found);
  if (found == 0) fail("empty: not an .npy file");
  if (!start.starts_with(magic.substr(0, found))) fail(start.starts_with("PK") ? "a zip archive, not an .npy file" : "not an .npy file");
  if (found < magic.size() + 2) fail("truncated: the file ends within its first " + std::to_string(magic.size() + 2) + " bytes");

  const int major = static_cast<unsigned char>(prefix[magic.size()]);
  const int minor = static_cast<unsigned char>(prefix[magic.size() + 1]);
  if (major < 1 || major > 3 || minor != 0) {
    fail("format version " + std::to_string(major) + "." + std::to_string(minor) + " is not supported");
  }
  const std::size_t width = major == 1 ? 2 : 4;
  char* const length_bytes = prefix.data() + magic.size() + 2;
  if (read_up_to(in, length_bytes, width) < width) fail("truncated: the file ends before the length of its header");
  const std::size_t length = little_endian({length_bytes, width});
  const std::size_t before = magic.size() + 2 + width;
  const auto fail_truncated = [&](std::uint64_t bytes) {
    fail("truncated: " + std::to_string(bytes) + " bytes of header where " + std::to_string(length) + " are promised");
  };
  if (available_bytes != unknown_size && length > available_bytes - std::min<std::uint64_t>(before, available_bytes)) {
    fail_truncated(available_bytes - std::min<std::uint64_t>(before, available_bytes));
  }
  if (length > longest_header) fail("broken header: it claims to be " + std::to_string(length) + " bytes long");

  std::string text(length, '\0');
  if (const std::size_t got = read_up_to(in, text.data(), length); got < length) fail_truncated(got);
  npy_header header = parse_dictionary(text, where);
  header.data_offset = before + length;
  return header;
}

std::string detail::format_npy_header(dtype type, const dims& shape, bool fortran) {
  constexpr std::size_t room_to_grow = 21;  // NumPy pads the growing axis to this many digits

  std::string extents = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) extents += (i ? ", " : "") + std::to_string(shape[i]);
  extents += shape.size() == 1 ? ",)" : ")";

  if (type_codes[static_cast<std::size_t>(type)].empty()) {
    throw dtype_error("save: the .npy format has no name for " + std::string(name(type)) + "; cast to float32 first");
  }
  std::string text = "{'descr': '";
  text += itemsize(type) == 1 ? '|' : native_order;
  text += type_codes[static_cast<std::size_t>(type)];
  text += fortran ? "', 'fortran_order': True, 'shape': " : "', 'fortran_order': False, 'shape': ";
  text += extents + ", }";
  if (!shape.empty()) text.append(room_to_grow - std::to_string(shape[fortran ? shape.size() - 1 : 0]).size(), ' ');

  const std::size_t before = magic.size() + 4;
  const std::size_t used = before + text.size() + 1;
  text.append(header_alignment - used % header_alignment, ' ');
  text += '\n';

  // 64 axes of 20 characters stay far below the 65535 bytes of version 1.0.
  std::string bytes(magic);
  bytes += {'\x01', '\x00', static_cast<char>(text.size() & 0xff), static_cast<char>(text.size() >> 8)};
  return bytes + text;
}

npy_header read_npy_header(std::istream& in, std::uint64_t available_bytes) { return detail::read_npy_header(in, available_bytes, "load"); }

}  // namespace lazynd
