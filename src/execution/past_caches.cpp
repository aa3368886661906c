// SPDX-License-Identifier: BSD-3-Clause
#include "execution/past_caches.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <lazynd/execution/instruction_sets.hpp>

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace lazynd::detail {

#ifdef __SSE2__

namespace {

constexpr std::size_t line = 64;

// One store of a whole line where there is one: the processor holds few stores that wait for memory.
void store_line_baseline(std::byte* to, const std::byte* from) {
  for (std::size_t part = 0; part < line; part += sizeof(__m128i)) {
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + part), _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + part)));
  }
}
#ifdef LAZYND_HAS_X86_LEVELS
LAZYND_TARGET_AVX2 void store_line_avx2(std::byte* to, const std::byte* from) {
  for (std::size_t part = 0; part < line; part += sizeof(__m256i)) {
    _mm256_stream_si256(reinterpret_cast<__m256i*>(to + part), _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + part)));
  }
}
LAZYND_TARGET_AVX512 void store_line_avx512(std::byte* to, const std::byte* from) {
  _mm512_stream_si512(reinterpret_cast<__m512i*>(to), _mm512_loadu_si512(from));
}
#endif

#define LAZYND_PAST_CACHES(SUFFIX, VECTOR_BYTES, ...)                                                      \
  __VA_ARGS__ void store_past_caches_##SUFFIX(std::byte* to, const std::byte* from, std::size_t bytes) {   \
    const std::size_t head = std::min(bytes, (line - reinterpret_cast<std::uintptr_t>(to) % line) % line); \
    std::memcpy(to, from, head);                                                                           \
    std::size_t at = head;                                                                                 \
    for (; at + line <= bytes; at += line) store_line_##SUFFIX(to + at, from + at);                        \
    std::memcpy(to + at, from + at, bytes - at);                                                           \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_PAST_CACHES)
#undef LAZYND_PAST_CACHES

}  // namespace

void store_past_caches(std::byte* to, const std::byte* from, std::size_t bytes) noexcept {
  using copy = void (*)(std::byte*, const std::byte*, std::size_t);
  static constexpr copy levels[] = LAZYND_ALL_LEVELS(store_past_caches_baseline, store_past_caches_avx2, store_past_caches_avx512);
  levels[static_cast<std::size_t>(active_simd_level())](to, from, bytes);
}

void end_past_caches() noexcept { _mm_sfence(); }

#else

void store_past_caches(std::byte* to, const std::byte* from, std::size_t bytes) noexcept { std::memcpy(to, from, bytes); }

void end_past_caches() noexcept {}

#endif

}  // namespace lazynd::detail
