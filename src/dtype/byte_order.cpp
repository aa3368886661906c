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
void swap_words(std::byte* data, std::size_t bytes) noexcept {
  for (std::size_t i = 0; i < bytes; i += sizeof(Word)) {
    Word word;
    std::memcpy(&word, data + i, sizeof(Word));
    word = swapped(word);
    std::memcpy(data + i, &word, sizeof(Word));
  }
}

}  // namespace

void swap_byte_order(dtype type, std::byte* data, std::size_t count) noexcept {
  const std::size_t bytes = count * itemsize(type);
  switch (itemsize(type) / (kind(type) == dtype_kind::complex ? 2 : 1)) {
    case 2: return swap_words<std::uint16_t>(data, bytes);
    case 4: return swap_words<std::uint32_t>(data, bytes);
    case 8: return swap_words<std::uint64_t>(data, bytes);
    default: return;
  }
}

}  // namespace lazynd::detail
