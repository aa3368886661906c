// SPDX-License-Identifier: BSD-3-Clause
// Reads and writes the header of .npy files: a Python dictionary literal, of which only what NumPy writes is accepted.
#include "io/npy_header.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <istream>

#include <lazynd/support/error.hpp>

#include "dtype/structured_text.hpp"
#include "support/python_text.hpp"
#include "support/utf8.hpp"

namespace lazynd {
namespace {

using namespace std::string_view_literals;
using namespace detail;

constexpr std::string_view magic = "\x93NUMPY"sv;
constexpr std::size_t header_alignment = 64;
constexpr std::size_t longest_header = std::size_t{1} << 20;  ///< hundreds of times what 64 axes need
constexpr char native_order = std::endian::native == std::endian::little ? '<' : '>';

/// How the file calls each dtype, without the byte order. The format has no name for bfloat16.
constexpr std::array<std::string_view, dtype_count> type_codes = {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4",
                                                                  "u8", "f2", "",   "f4", "f8", "c8", "c16"};

/// True for what NumPy could mean: a letter, a size, and the unit of a date.
bool is_numpy_code(std::string_view code) noexcept {
  if (code.empty() || "biufcSaUVOMm?"sv.find(code[0]) == std::string_view::npos) return false;
  const auto rest = std::find_if_not(code.begin() + 1, code.end(), is_digit);
  return rest == code.end() || (*rest == '[' && code.back() == ']');
}

/// The dtype of a description like "<f8".
named_dtype read_type(std::string_view text, const literal_scanner& scanner) {
  const bool has_order = !text.empty() && "<>|="sv.find(text[0]) != std::string_view::npos;
  const std::string_view code = text == "?" || text == "|?" ? type_codes[0] : text.substr(has_order ? 1 : 0);
  const auto row = std::find(type_codes.begin(), type_codes.end(), code);
  if (code.empty() || row == type_codes.end()) {
    if (!is_numpy_code(code)) scanner.fail("'" + shortened(text) + "' is no dtype");
    throw dtype_error(scanner.where() + ": dtype '" + shortened(text) + "' is not supported");
  }
  const auto type = static_cast<dtype>(row - type_codes.begin());
  return {type, itemsize(type) > 1 && text[0] == (native_order == '<' ? '>' : '<')};
}

/// Sets the dtype of elements or of records.
void read_descr(npy_header& header, literal_scanner& scanner) {
  const char first = scanner.peek();
  if (first != '[' && first != '(') {
    const named_dtype named = read_type(scanner.plain_string(), scanner);
    header.type = named.type;
    header.swapped = named.swapped;
    return;
  }
  try {
    parsed_record parsed = parse_record(scanner, {read_type, true});
    header.record = std::move(parsed.type);
    header.swapped_fields = std::move(parsed.swapped);
  } catch (const value_error& impossible) {
    scanner.fail(impossible.what());
  }
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
  auto bytes = std::max<index_t>(static_cast<index_t>(item_bytes(header)), 1);
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

  literal_scanner scanner(text, std::string(where), [](const std::string& file, const std::string& problem) {
    throw io_error(file + ": broken header: " + problem);
  });
  scanner.expect('{');
  for (bool done = scanner.accept('}'); !done; done = scanner.ends_sequence('}')) {
    const std::string_view name = scanner.plain_string();
    const auto position = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), name) - keys.begin());
    if (position == keys.size()) scanner.fail("unknown key '" + shortened(name) + "'");
    if (std::exchange(seen[position], true)) scanner.fail("key '" + std::string(name) + "' comes twice");
    scanner.expect(':');
    switch (position) {
      case shape: read_shape(header.shape, scanner); break;
      case fortran_order: header.fortran = scanner.boolean(); break;
      default: read_descr(header, scanner);
    }
  }
  if (!scanner.at_end()) scanner.fail("something follows the dictionary");
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!seen[i]) scanner.fail("key '" + std::string(keys[i]) + "' is missing");
  }
  if (header.record && header.shape.size() == static_cast<std::size_t>(max_ndim)) scanner.fail("records with more than 63 axes");
  if (!is_addressable(header)) {
    throw io_error(std::string(where) + ": broken header: no memory could hold shape " + shortened(to_string(header.shape)) + " of " +
                   (header.record ? "records" : std::string(name(header.type))));
  }
  return header;
}

/// Latin-1, in which versions 1 and 2 are written, as UTF-8.
std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) append_character(text, static_cast<unsigned char>(c));
  return text;
}

/// The other way; empty when there are other characters.
std::optional<std::string> to_latin1(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const char32_t c = next_character(text);
    if (c > 0xff) return {};
    bytes += static_cast<char>(static_cast<unsigned char>(c));
  }
  return bytes;
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
  if (major < 3) {
    text = from_latin1(text);
  } else if (!is_utf8(text)) {
    fail("broken header: its text is no UTF-8");
  }
  npy_header header = parse_dictionary(text, where);
  header.data_offset = before + length;
  return header;
}

std::string detail::describe_type(dtype type) {
  if (type_codes[static_cast<std::size_t>(type)].empty()) {
    throw dtype_error("save: the .npy format has no name for " + std::string(name(type)) + "; cast to float32 first");
  }
  return std::string("'") + (itemsize(type) == 1 ? '|' : native_order) + std::string(type_codes[static_cast<std::size_t>(type)]) + "'";
}

std::string detail::format_npy_header(const std::string& descr, const dims& shape, bool fortran) {
  constexpr std::size_t room_to_grow = 21;  // NumPy pads the growing axis to this many digits

  std::string text =
      "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + python_tuple(shape) + ", }";
  if (!shape.empty()) text.append(room_to_grow - std::to_string(shape[fortran ? shape.size() - 1 : 0]).size(), ' ');

  // The lowest version that holds the text: 1.0 has two bytes for its length, and 3.0 alone takes names beyond Latin-1.
  char version = 3;
  const auto padding = [&](std::size_t length_bytes) {
    return header_alignment - (magic.size() + 2 + length_bytes + text.size() + 1) % header_alignment;
  };
  if (const std::optional<std::string> latin1 = to_latin1(text)) {
    text = *latin1;
    version = text.size() + padding(2) + 1 <= 65535 ? 1 : 2;
  }
  const std::size_t width = version == 1 ? 2 : 4;
  text.append(padding(width), ' ');
  text += '\n';
  std::string bytes(magic);
  bytes += {version, '\0'};
  for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(text.size() >> 8 * i & 0xff);
  return bytes + text;
}

npy_header read_npy_header(std::istream& in, std::uint64_t available_bytes) { return detail::read_npy_header(in, available_bytes, "load"); }

}  // namespace lazynd
