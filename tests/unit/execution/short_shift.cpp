// SPDX-License-Identifier: BSD-3-Clause
// Shifts of short integers by one number have the bits of shifts by an array of it.
#include <lazynd/execution/instruction_sets.hpp>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

template <class T>
T shifted_right(T x, int count) {
  if (count < 0 || count >= std::numeric_limits<T>::digits + std::numeric_limits<T>::is_signed) return x < 0 ? T(-1) : T(0);
  return static_cast<T>(std::floor(std::ldexp(static_cast<double>(x), -count)));
}
template <class T>
T shifted_left(T x, int count) {
  if (count < 0 || count >= std::numeric_limits<T>::digits + std::numeric_limits<T>::is_signed) return 0;
  return static_cast<T>(static_cast<std::int64_t>(x) * (std::int64_t{1} << count));
}

template <class T>
void check() {
  nd::array<T> a = nd::empty<T>({1003});
  for (nd::index_t i = 0; i < a.size(); ++i) a(i) = static_cast<T>(i < 500 ? i - 250 : i * 7919);
  for (const nd::index_t i : {0, 501}) {
    a(i) = std::numeric_limits<T>::max();
    a(i + 1) = std::numeric_limits<T>::min();
  }
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    const nd::simd_level before = nd::active_simd_level();
    nd::set_simd_level(static_cast<nd::simd_level>(level));
    for (const int count : {0, 1, 2, 5, 6, 7, 8, 9, 14, 15, 16, 17, 40, 100, std::is_signed_v<T> ? -1 : 120}) {
      const T by = static_cast<T>(count);
      const nd::array<T> right = a >> by, left = a << by, counts = nd::full<T>({1003}, by);
      const nd::array<std::uint8_t> lowest = nd::cast<std::uint8_t>((a ^ T(3)) >> by);
      nd::array<T> expected_right = nd::empty<T>({1003}), expected_left = nd::empty<T>({1003});
      nd::array<std::uint8_t> expected_lowest = nd::empty<std::uint8_t>({1003});
      for (nd::index_t i = 0; i < a.size(); ++i) {
        expected_right(i) = shifted_right(a(i), count);
        expected_left(i) = shifted_left(a(i), count);
        expected_lowest(i) = static_cast<std::uint8_t>(shifted_right(static_cast<T>(a(i) ^ T(3)), count));
      }
      BOOST_TEST(same(right, expected_right), "right by " << count);
      BOOST_TEST(same(left, expected_left), "left by " << count);
      BOOST_TEST(same(lowest, expected_lowest), "lowest bits, right by " << count);
      BOOST_TEST(same(nd::eval(a >> counts), expected_right));
      BOOST_TEST(same(nd::eval(a << counts), expected_left));
      BOOST_TEST(same(nd::eval(nd::sum(a >> by)), nd::eval(nd::sum(expected_right))));
    }
    nd::set_simd_level(before);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(short_shift)

BOOST_AUTO_TEST_CASE(bits_of_shifts_by_one_number) {
  check<std::uint8_t>();
  check<std::int8_t>();
  check<std::uint16_t>();
  check<std::int16_t>();
}

BOOST_AUTO_TEST_SUITE_END()
