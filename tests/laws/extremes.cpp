// SPDX-License-Identifier: BSD-3-Clause
// Extremes and their positions, for every type that is searched in its own way: ties, NaN at any place, zeros of both signs.
#include "laws/reductions.hpp"

namespace nd = lazynd;
using laws::for_each_setting;

namespace {

/// Lengths around those of vectors, groups of vectors, chunks and blocks.
constexpr nd::index_t lengths[] = {1, 2, 7, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 255, 257, 511, 513, 1023, 2047, 2048, 2049, 5000};

template <class T>
float value_of(T x) {
  return static_cast<float>(x);
}

/// Few different values, so that equals are frequent.
template <class T>
nd::array<T> with_ties(nd::index_t n, std::uint64_t seed) {
  nd::array<T> a = nd::empty<T>({n});
  for (nd::index_t i = 0; i < n; ++i) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto drawn = static_cast<int>((seed >> 40) % 100);
    a.data()[i] = std::is_same_v<T, bool> ? T(drawn == 0) : static_cast<T>(static_cast<float>(drawn));
  }
  return a;
}

template <class T>
void check_search(const nd::array<T>& a) {
  nd::index_t low = 0, high = 0;
  bool settled = false;
  for (nd::index_t i = 0; i < a.size() && !settled; ++i) {
    const float x = value_of(a.data()[i]);
    if (x != x) low = high = i;
    settled = x != x;
    if (x < value_of(a.data()[low])) low = i;
    if (x > value_of(a.data()[high])) high = i;
  }
  nd::array<T> down = nd::empty<T>({a.size(), 70});
  for (nd::index_t i = 0; i < down.size(); ++i) down.data()[i] = a.data()[i / 70];
  for_each_setting([&] {
    const std::int64_t found_low = nd::argmin(a), found_high = nd::argmax(a);
    BOOST_TEST(found_low == low);
    BOOST_TEST(found_high == high);
    const std::int64_t computed_high = nd::argmax(nd::maximum(a, a));
    BOOST_TEST(computed_high == high);
    const T least = nd::min(a), most = nd::max(a), computed_least = nd::min(nd::minimum(a, a));
    BOOST_TEST((settled ? value_of(least) != value_of(least) : value_of(least) == value_of(a.data()[low])));
    BOOST_TEST((settled ? value_of(most) != value_of(most) : value_of(most) == value_of(a.data()[high])));
    BOOST_TEST((settled ? value_of(computed_least) != value_of(computed_least) : value_of(computed_least) == value_of(least)));
    const nd::array<std::int64_t> columns = nd::argmax(down, {.axis = 0});
    BOOST_TEST(columns.data()[0] == high);
    BOOST_TEST(columns.data()[69] == high);
  });
}

template <class T>
void check_lengths() {
  for (const nd::index_t n : lengths) {
    nd::array<T> a = with_ties<T>(n, static_cast<std::uint64_t>(n));
    check_search(a);
    if constexpr (nd::is_floating_v<T>) {
      a.data()[n / 3] = static_cast<T>(-std::numeric_limits<float>::infinity());
      check_search(a);
      a.data()[n - 1] = static_cast<T>(std::numeric_limits<float>::quiet_NaN());
      check_search(a);
      a.data()[n / 2] = static_cast<T>(-std::numeric_limits<float>::quiet_NaN());
      check_search(a);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(extreme_laws)

BOOST_AUTO_TEST_CASE(the_first_of_equals_and_the_first_nan_win_at_any_length) {
  check_lengths<double>();
  check_lengths<float>();
  check_lengths<nd::float16>();
  check_lengths<nd::bfloat16>();
  check_lengths<std::int64_t>();
  check_lengths<std::int16_t>();
  check_lengths<std::uint8_t>();
  check_lengths<bool>();
}

BOOST_AUTO_TEST_CASE(which_of_two_zeros_is_the_extreme_follows_the_fixed_tree) {
  for (const nd::index_t n : lengths) {
    nd::array<double> a = with_ties<double>(n, 7);
    for (nd::index_t i = 0; i < n; ++i) a.data()[i] = a.data()[i] < 40 ? -0.0 : a.data()[i] < 80 ? 0.0 : -1.0;
    const auto larger = [](double x, double y) { return y > x ? y : x; };
    const double expected = laws::fold_by_the_book(lazynd_test::elements(a), -std::numeric_limits<double>::infinity(), larger, larger);
    const nd::view<double> column(a(nd::all, nd::newaxis));
    for_each_setting([&] {
      const double found = nd::max(a), computed = nd::max(nd::positive(a));
      const nd::array<double> across = nd::max(column, {.axis = 0});
      BOOST_TEST(std::signbit(found) == std::signbit(expected));
      BOOST_TEST(std::signbit(computed) == std::signbit(expected));
      BOOST_TEST(std::signbit(across.data()[0]) == std::signbit(expected));
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
