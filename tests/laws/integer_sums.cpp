// SPDX-License-Identifier: BSD-3-Clause
// Sums of narrow integers, which are made in integers not much wider, hold the largest and the smallest elements at any length, along rows
// and across them, for every instruction set.
#include <limits>

#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;

namespace {

template <class T>
void check(T value) {
  using wide = std::conditional_t<std::is_unsigned_v<T>, std::uint64_t, std::int64_t>;
  const nd::array<T> most = nd::full<T>({70'000}, value);
  for (const nd::index_t n : {1, 3, 15, 16, 63, 64, 65, 127, 255, 500, 1023, 2048, 7999, 8064, 8191, 8192, 8193, 16'000, 33'000, 70'000}) {
    BOOST_TEST((wide(nd::sum(most(nd::slice(0, n)))) == static_cast<wide>(value) * static_cast<wide>(n)),
               n << " times " << std::int64_t{value});
  }
  for (const nd::index_t rows : {1, 4, 130, 255, 256, 600}) {
    const nd::array<T> table = nd::full<T>({rows, 37}, value);
    const nd::array<wide> columns = nd::sum(table, {.axis = 0});
    for (nd::index_t i = 0; i < 37; ++i) BOOST_TEST((columns(i) == static_cast<wide>(value) * static_cast<wide>(rows)), rows << " rows");
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integer_sums)

using types = std::tuple<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t, std::uint32_t>;

BOOST_AUTO_TEST_CASE_TEMPLATE(of_the_largest_and_the_smallest, T, types) {
  for_each_setting([] {
    check<T>(std::numeric_limits<T>::max());
    check<T>(std::numeric_limits<T>::lowest());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_largest_and_the_smallest_stand_anywhere, T, types) {
  for_each_setting([] {
    for (const nd::index_t n : {1, 2, 5, 16, 31, 64, 100, 256, 300}) {
      for (nd::index_t at = 0; at < n; ++at) {
        nd::array<T> a = nd::full<T>({n}, T(7));
        a(at) = std::numeric_limits<T>::max();
        BOOST_TEST((T(nd::max(a)) == std::numeric_limits<T>::max()), at << " of " << n);
        BOOST_TEST((std::int64_t(nd::argmax(a)) == at), at << " of " << n);
        a(at) = std::numeric_limits<T>::lowest();
        BOOST_TEST((T(nd::min(a)) == std::numeric_limits<T>::lowest()), at << " of " << n);
      }
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
