// SPDX-License-Identifier: BSD-3-Clause
// A picture as text: PNG with its pixels in stored (not compressed) blocks, in Base64.
#include "png.hpp"

#include <array>
#include <string_view>

namespace {

namespace nd = lazynd;

void append_number(std::string& to, std::uint32_t value) {  // most significant byte first
  for (const int shift : {24, 16, 8, 0}) to += static_cast<char>(value >> shift & 255);
}

std::uint32_t checksum_crc(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

std::uint32_t checksum_adler(std::string_view bytes) {
  std::uint32_t low = 1, high = 0;
  for (const char byte : bytes) {
    low = (low + static_cast<unsigned char>(byte)) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16 | low;
}

void append_chunk(std::string& png, std::string_view type, std::string_view content) {
  append_number(png, static_cast<std::uint32_t>(content.size()));
  const std::string body = std::string(type).append(content);
  png += body;
  append_number(png, checksum_crc(body));
}

/// A zlib stream of stored blocks.
std::string stored(std::string_view bytes) {
  constexpr std::size_t longest = 65535;
  std::string stream = "\x78\x01";
  for (std::size_t at = 0; at < bytes.size(); at += longest) {
    const std::string_view block = bytes.substr(at, longest);
    stream += static_cast<char>(at + longest >= bytes.size());
    for (const std::size_t length : {block.size(), ~block.size()}) {
      stream += static_cast<char>(length & 255);
      stream += static_cast<char>(length >> 8 & 255);
    }
    stream += block;
  }
  append_number(stream, checksum_adler(bytes));
  return stream;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) group = group << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0);
    for (std::size_t i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : letters[group >> (18 - 6 * i) & 63];
  }
  return text;
}

}  // namespace

std::string png_uri(const nd::array<std::uint8_t>& pixels) {
  const nd::index_t rows = pixels.shape(0), columns = pixels.shape(1);
  // A row of the file is a byte 0 and then the pixels.
  nd::array<std::uint8_t> lines = nd::zeros<std::uint8_t>({rows, 1 + 3 * columns});
  lines(nd::all, nd::slice(1, nd::none)) = nd::reshape(pixels, {rows, 3 * columns});

  std::string header;
  append_number(header, static_cast<std::uint32_t>(columns));
  append_number(header, static_cast<std::uint32_t>(rows));
  header += std::string_view("\x08\x02\0\0\0", 5);  // 8 bits, red green blue, nothing special
  std::string png = "\x89PNG\r\n\x1a\n";
  append_chunk(png, "IHDR", header);
  append_chunk(png, "IDAT", stored({reinterpret_cast<const char*>(lines.data()), static_cast<std::size_t>(lines.size())}));
  append_chunk(png, "IEND", "");
  return "data:image/png;base64," + base64(png);
}
