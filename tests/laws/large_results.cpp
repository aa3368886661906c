// SPDX-License-Identifier: BSD-3-Clause
// Results that no cache holds are what the same expression gives piece by piece, wherever they begin and end, bit for bit; and nothing
// beside them is written.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

/// The product of two arrays, a few elements at a time.
template <class T>
nd::array<T> product(const nd::array<T>& a, const nd::array<T>& b) {
  nd::array<T> result = nd::empty<T>(a.shape());
  for (nd::index_t at = 0; at < a.size(); at += 4096) {
    const nd::slice some(at, std::min(at + 4096, a.size()));
    result(some) = a(some) * b(some);
  }
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(large_results)

using types = std::tuple<std::int8_t, float, std::complex<double>>;

BOOST_AUTO_TEST_CASE_TEMPLATE(wherever_they_begin, T, types) {
  constexpr nd::index_t n = (17 << 20) / static_cast<nd::index_t>(sizeof(T)) + 5;
  const nd::array<T> a = laws::drawn_integers<T>({n}, 1), b = laws::drawn_integers<T>({n}, 2), expected = product(a, b);
  for_each_setting([&] {
    BOOST_TEST(same(nd::array<T>(a * b), expected));
    nd::array<T> own = a;
    own = own * b;
    BOOST_TEST(same(own, expected), "in place");
    nd::array<T> room = nd::full<T>({n + 6}, T(77));
    nd::view<T> target = room(nd::slice(3, n + 3));
    target = a * b;
    BOOST_TEST(same(nd::array<T>(target), expected), "from the fourth element on");
    for (const nd::index_t beside : {0, 1, 2}) BOOST_TEST((room(beside) == T(77) && room(n + 3 + beside) == T(77)));
  });
}

BOOST_AUTO_TEST_CASE(rows_with_gaps_between_them) {
  constexpr nd::index_t rows = 1201, columns = 2003;
  const nd::array<double> a = laws::drawn_integers<double>({rows * columns}, 3), b = laws::drawn_integers<double>({rows}, 4);
  nd::array<double> expected = nd::empty<double>({rows, columns});
  for (nd::index_t i = 0; i < rows; ++i) {
    for (nd::index_t j = 0; j < columns; ++j) expected(i, j) = a.data()[i * columns + j] * b(i) + 1;
  }
  for_each_setting([&] {
    nd::array<double> room = nd::full<double>({rows, columns + 3}, 77.0);
    nd::view<double> target = room(nd::all, nd::slice(1, columns + 1));
    target = a.reshape({rows, columns}) * b.reshape({rows, 1}) + 1;
    BOOST_TEST(same(nd::array<double>(target), expected));
    BOOST_TEST(bool(nd::all(room(nd::all, nd::slice(columns + 1, nd::none)) == 77)));
    BOOST_TEST(bool(nd::all(room(nd::all, 0) == 77)));
  });
}

BOOST_AUTO_TEST_SUITE_END()
