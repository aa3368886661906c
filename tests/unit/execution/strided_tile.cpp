// SPDX-License-Identifier: BSD-3-Clause
// Copies between strided memory and tiles, for every size of elements, at every instruction set.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include <cstring>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include <lazynd/execution/instruction_sets.hpp>

#include "execution/strided_tile.hpp"

namespace detail = lazynd::detail;
using lazynd::index_t;

namespace {

constexpr std::size_t sizes[] = {1, 2, 4, 8, 16};

/// Memory between pages that must not be touched: to read one byte too far ends the test.
class guarded_bytes {
 public:
  guarded_bytes() : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), size_(4 * page_) {
    all_ = static_cast<std::byte*>(mmap(nullptr, size_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    BOOST_REQUIRE(mprotect(begin(), size_, PROT_READ | PROT_WRITE) == 0);
    for (std::size_t i = 0; i < size_; ++i) begin()[i] = static_cast<std::byte>(i * 167 + i / 256);
  }
  ~guarded_bytes() { munmap(all_, size_ + 2 * page_); }
  guarded_bytes(const guarded_bytes&) = delete;
  guarded_bytes& operator=(const guarded_bytes&) = delete;
  [[nodiscard]] std::byte* begin() const { return all_ + page_; }
  [[nodiscard]] std::byte* end() const { return begin() + size_; }

 private:
  std::size_t page_, size_;
  std::byte* all_;
};

template <class F>
void for_each_level(F f) {
  const lazynd::simd_level before = lazynd::active_simd_level();
  for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
    lazynd::set_simd_level(static_cast<lazynd::simd_level>(level));
    f();
  }
  lazynd::set_simd_level(before);
}

/// Calls f(bytes of an element, stride in bytes, number of elements).
template <class F>
void for_each_row(F f) {
  for (const std::size_t size : sizes) {
    const auto bytes = static_cast<index_t>(size);
    for (index_t step = -5; step <= 5; ++step) {
      for (index_t n = step == 0 ? 1 : 0; n <= 70; ++n) f(size, step * bytes, n);
      for (const index_t n : {127, 128, 129, 200}) f(size, step * bytes, n);
      if (step != 0 && size > 1) f(size, step * bytes + 1, index_t{67});
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strided_tile)

BOOST_AUTO_TEST_CASE(rows_of_every_stride_are_gathered_without_reading_past_their_ends) {
  const guarded_bytes memory;
  for_each_level([&] {
    for_each_row([&](std::size_t size, index_t stride, index_t n) {
      const index_t span = n == 0 ? 0 : std::abs(stride) * (n - 1) + static_cast<index_t>(size);
      for (std::byte* const lowest : {memory.begin(), memory.end() - span}) {
        const std::byte* const first = stride < 0 && n > 0 ? lowest - stride * (n - 1) : lowest;
        const std::size_t length = static_cast<std::size_t>(n) * size;
        std::vector<std::byte> tile(length + 1, std::byte{0x5a}), expected(length + 1, std::byte{0x5a});
        for (index_t i = 0; i < n; ++i) std::memcpy(expected.data() + static_cast<std::size_t>(i) * size, first + i * stride, size);
        detail::gather_row(tile.data(), first, stride, n, size);
        BOOST_TEST((tile == expected), size << " bytes, stride " << stride << ", " << n << " elements");
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(rows_are_scattered_to_where_they_are_gathered_from) {
  const guarded_bytes memory;
  for_each_level([&] {
    for_each_row([&](std::size_t size, index_t stride, index_t n) {
      if (stride == 0) return;
      const index_t span = n == 0 ? 0 : std::abs(stride) * (n - 1) + static_cast<index_t>(size);
      std::vector<std::byte> tile(static_cast<std::size_t>(n) * size);
      for (std::size_t i = 0; i < tile.size(); ++i) tile[i] = static_cast<std::byte>(i * 89 + 3);
      for (std::byte* const lowest : {memory.begin(), memory.end() - span}) {
        std::byte* const first = stride < 0 && n > 0 ? lowest - stride * (n - 1) : lowest;
        std::memset(lowest, 0x5a, static_cast<std::size_t>(span));
        std::vector<std::byte> expected(static_cast<std::size_t>(span), std::byte{0x5a});
        for (index_t i = 0; i < n; ++i) {
          std::memcpy(expected.data() + (first - lowest) + i * stride, tile.data() + static_cast<std::size_t>(i) * size, size);
        }
        detail::scatter_row(tile.data(), first, stride, n, size);
        BOOST_TEST(std::equal(expected.begin(), expected.end(), lowest), size << " bytes, stride " << stride << ", " << n << " elements");
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(what_lies_between_scattered_elements_may_be_written_by_other_threads) {
  constexpr index_t n = 4000, rounds = 300;
  for_each_level([&] {
    for (const std::size_t size : sizes) {
      for (const index_t step : {2, 3, 4}) {
        const index_t bytes = static_cast<index_t>(size), stride = step * bytes;
        std::vector<std::byte> target(static_cast<std::size_t>(n * stride));
        const auto scatter = [&](index_t at, index_t last) {
          std::vector<std::byte> tile(static_cast<std::size_t>(n * bytes));
          for (index_t round = 0; round <= last; ++round) {
            std::memset(tile.data(), static_cast<int>(round % 128 + 1), tile.size());
            detail::scatter_row(tile.data(), target.data() + at * bytes, stride, n, size);
          }
        };
        std::thread other(scatter, 1, rounds);
        scatter(0, rounds + 1);
        other.join();
        index_t wrong = 0;
        for (index_t i = 0; i < n * step; ++i) {
          const int value = i % step == 0 ? (rounds + 1) % 128 + 1 : i % step == 1 ? rounds % 128 + 1 : 0;
          wrong += target[static_cast<std::size_t>(i * bytes)] == static_cast<std::byte>(value) ? 0 : 1;
        }
        BOOST_TEST(wrong == 0, size << " bytes, step " << step);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(parts_of_runs_over_two_axes_are_gathered_and_scattered) {
  for (const std::size_t size : sizes) {
    const auto bytes = static_cast<index_t>(size);
    for (const index_t columns : {1, 2, 3, 4, 8}) {
      for (const index_t inner : {bytes, -bytes, 2 * bytes}) {
        const index_t extents[] = {9, columns}, strides[] = {20 * bytes, inner};
        std::vector<std::byte> source(static_cast<std::size_t>(220 * bytes));
        for (std::size_t i = 0; i < source.size(); ++i) source[i] = static_cast<std::byte>(i * 167 + i / 256);
        const index_t origin = 20 * bytes;
        for (index_t first = 0; first < 9 * columns; ++first) {
          for (const index_t n : {index_t{1}, columns, 2 * columns, 9 * columns - first}) {
            if (first + n > 9 * columns) continue;
            std::vector<std::byte> tile(static_cast<std::size_t>(n * bytes)), expected(tile.size()), back(source.size()),
                only(source.size());
            for (index_t i = 0; i < n; ++i) {
              const index_t at = origin + (first + i) / columns * strides[0] + (first + i) % columns * strides[1];
              std::memcpy(expected.data() + i * bytes, source.data() + at, size);
              std::memcpy(only.data() + at, source.data() + at, size);
            }
            detail::gather_tile(tile.data(), source.data() + origin, {extents, strides, 2}, first, n, size);
            BOOST_TEST((tile == expected), size << " bytes, " << columns << " columns, from " << first << ", " << n);
            detail::scatter_tile(tile.data(), back.data() + origin, {extents, strides, 2}, first, n, size);
            BOOST_TEST((back == only), size << " bytes, " << columns << " columns, to " << first << ", " << n);
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
