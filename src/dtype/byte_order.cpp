// SPDX-License-Identifier: BSD-3-Clause
// Numbers of the other byte order.
#include "dtype/byte_order.hpp"

#include <cstdint>
#include <cstring>

namespace lazynd::detail {

namespace {

constexpr std::uint16_t swapped(std::uint16_t word) noexcept { return __builtin_bswap16(word); }
constexpr std::uint32_t swapped(std::uint32_t word) noexcept { return __builtin_bswap32(word); }
constexpr std::uint64_t swapped(std::uint64_t word) noexcept { return __builtin_bswap64(word); }

template <class Word>
void swap_words(std::byte* data, index_t stride, index_t count, std::size_t parts) noexcept {
  for (index_t i = 0; i < count; ++i) {
    std::byte* const element = data + i * stride;
    for (std::size_t part = 0; part < parts; ++part) {
      Word word;
      std::memcpy(&word, element + part * sizeof(Word), sizeof(Word));
      word = swapped(word);
      std::memcpy(element + part * sizeof(Word), &word, sizeof(Word));
    }
  }
}

}  // namespace

void swap_byte_order(dtype type, std::byte* data, index_t stride, index_t count) noexcept {
  const std::size_t parts = kind(type) == dtype_kind::complex ? 2 : 1;
  switch (itemsize(type) / parts) {
    case 2: return swap_words<std::uint16_t>(data, stride, count, parts);
    case 4: return swap_words<std::uint32_t>(data, stride, count, parts);
    case 8: return swap_words<std::uint64_t>(data, stride, count, parts);
    default: return;
  }
}

}  // namespace lazynd::detail
