// SPDX-License-Identifier: BSD-3-Clause
// The bits of an element depend on its arguments only: not on n, on its position, on alignment, on its neighbours or on aliasing.
#include <boost/test/unit_test.hpp>

#include <lazynd/execution/instruction_sets.hpp>

#include "measure.hpp"

namespace {

using namespace accuracy;

/// Each element computed in a tile of its own.
template <class T>
std::vector<T> one_by_one(const sample<T>& s, int level) {
  std::vector<T> results(s.first().size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const void* const operands[] = {&s.first()[i], s.second().empty() ? nullptr : &s.second()[i]};
    s.kernels().run[level](operands, &results[i], 1);
  }
  return results;
}

template <class T>
bool same_bits(const T* a, const T* b, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const bool both_nan = std::isnan(a[i]) && std::isnan(b[i]);
    if (!both_nan && (a[i] != b[i] || std::signbit(a[i]) != std::signbit(b[i]))) return false;
  }
  return true;
}

template <class T, class Check>
void at_every_level(Check check) {
  for (const function& f : functions) {
    const sample<T> s(f, 300);
    for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) check(f, s, level, one_by_one(s, level));
  }
}

using floats = std::tuple<float, double>;
using halves = std::tuple<lazynd::float16, lazynd::bfloat16>;

}  // namespace

BOOST_AUTO_TEST_SUITE(transcendental_positions)

BOOST_AUTO_TEST_CASE_TEMPLATE(bits_are_the_same_for_each_offset_and_length, T, floats) {
  at_every_level<T>([](const function& f, const sample<T>& s, int level, const std::vector<T>& expected) {
    for (std::size_t offset = 0; offset < 17; ++offset) {
      for (std::size_t n = 0; n < 50; n += offset % 2 ? 1 : 7) {
        std::vector<T> results(n + 1, T(42));
        const void* const operands[] = {s.first().data() + offset, s.second().empty() ? nullptr : s.second().data() + offset};
        s.kernels().run[level](operands, results.data(), n);
        BOOST_TEST_REQUIRE(same_bits(results.data(), expected.data() + offset, n),
                           f.name << " at level " << level << ", " << offset << ", " << n);
        BOOST_TEST_REQUIRE(results[n] == T(42), f.name << " writes past the end");
      }
    }
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(bits_of_half_precision_are_the_same_for_each_offset_and_length, T, halves) {
  std::vector<T> some;
  for (std::uint32_t bits = 0; bits < 0x10000u; bits += 631) some.push_back(T::from_bits(static_cast<std::uint16_t>(bits)));
  for (const function& f : functions) {
    if (f.binary) continue;
    const sample<T> s(f, some);
    for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
      const std::vector<T> expected = one_by_one(s, level);
      for (std::size_t offset = 0; offset < 17; ++offset) {
        for (std::size_t n = 0; n < 50; n += offset % 2 ? 1 : 7) {
          std::vector<T> results(n + 1, T(42));
          const void* const operands[] = {some.data() + offset};
          s.kernels().run[level](operands, results.data(), n);
          BOOST_TEST_REQUIRE(same_bits(results.data(), expected.data() + offset, n),
                             f.name << " at level " << level << ", " << offset << ", " << n);
          BOOST_TEST_REQUIRE(static_cast<float>(results[n]) == 42, f.name << " writes past the end");
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_output_may_be_an_operand, T, floats) {
  at_every_level<T>([](const function& f, const sample<T>& s, int level, const std::vector<T>& expected) {
    std::vector<T> first = s.first(), second = s.second();
    const void* const operands[] = {first.data(), second.data()};
    s.kernels().run[level](operands, first.data(), first.size());
    BOOST_TEST(same_bits(first.data(), expected.data(), first.size()), f.name << " over its first operand at level " << level);
    if (!f.binary) return;
    first = s.first();
    s.kernels().run[level](operands, second.data(), second.size());
    BOOST_TEST(same_bits(second.data(), expected.data(), second.size()), f.name << " over its second operand at level " << level);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(ordinary_elements_do_not_notice_extraordinary_neighbours, T, floats) {
  at_every_level<T>([](const function& f, const sample<T>& s, int level, const std::vector<T>& expected) {
    for (const T neighbour : {std::numeric_limits<T>::quiet_NaN(), std::numeric_limits<T>::infinity(), T(0), std::numeric_limits<T>::max(),
                              std::numeric_limits<T>::denorm_min(), T(-1)}) {
      for (std::size_t i = 0; i < 64; ++i) {
        std::vector<T> first(16, neighbour), second(16, neighbour), results(16);
        first[i % 16] = s.first()[i];
        if (f.binary) second[i % 16] = s.second()[i];
        const void* const operands[] = {first.data(), second.data()};
        s.kernels().run[level](operands, results.data(), results.size());
        BOOST_TEST(same_bits(&results[i % 16], &expected[i], 1),
                   f.name << "(" << s.first()[i] << ") beside " << neighbour << " at " << level);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(avx2_and_avx512_give_the_same_bits, T, floats) {
  if (lazynd::best_simd_level() < lazynd::simd_level::avx512) return;
  for (const function& f : functions) {
    const sample<T> s(f, 5'000);
    const void* const operands[] = {s.first().data(), s.second().data()};
    std::vector<T> avx2(s.first().size()), avx512(s.first().size());
    s.kernels().run[1](operands, avx2.data(), avx2.size());
    s.kernels().run[2](operands, avx512.data(), avx512.size());
    BOOST_TEST(same_bits(avx2.data(), avx512.data(), avx2.size()), f.name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
