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

/// Zeros of both signs among smaller numbers, then negative ones only.
template <class T>
void check_zeros() {
  for (const nd::index_t n : lengths) {
    for (const bool both : {true, false}) {
      nd::array<T> a = with_ties<T>(n, 7);
      bool has_positive = false;
      for (nd::index_t i = 0; i < n; ++i) {
        const float x = value_of(a.data()[i]);
        const bool positive = both && x < 20 && i > 0;
        has_positive |= positive;
        a.data()[i] = static_cast<T>(positive ? 0.0F : x < 60 || i == 0 ? -0.0F : -1.0F);
      }
      const nd::array<T> negated = -a;
      const nd::view<T> column(a(nd::all, nd::newaxis));
      for_each_setting([&] {
        const T found = nd::max(a), computed = nd::max(nd::positive(a)), without_nan = nd::nanmax(a), least = nd::min(negated);
        const nd::array<T> across = nd::max(column, {.axis = 0});
        for (const T zero : {found, computed, without_nan, across.data()[0]}) {
          BOOST_TEST(value_of(zero) == 0);
          BOOST_TEST(std::signbit(value_of(zero)) == !has_positive);
        }
        BOOST_TEST(value_of(least) == 0);
        BOOST_TEST(std::signbit(value_of(least)) == has_positive);
      });
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

BOOST_AUTO_TEST_CASE(zero_is_positive_in_max_and_negative_in_min_if_there_is_such_a_one) {
  check_zeros<double>();
  check_zeros<float>();
  check_zeros<nd::float16>();
  check_zeros<nd::bfloat16>();
}

BOOST_AUTO_TEST_CASE(a_search_that_ends_early_has_found_the_first) {
  constexpr nd::index_t n = 300000;
  nd::array<double> a = with_ties<double>(n, 3);
  nd::array<std::uint8_t> small = with_ties<std::uint8_t>(n, 3);
  nd::array<bool> truth = nd::zeros<bool>({n});
  for (const nd::index_t at : {nd::index_t{0}, nd::index_t{5000}, nd::index_t{150000}, n - 1}) {
    nd::array<double> with_nan = a;
    nd::array<std::uint8_t> with_largest = small;
    nd::array<bool> with_true = truth;
    with_nan.data()[at] = std::numeric_limits<double>::quiet_NaN();
    with_largest.data()[at] = 255;
    with_true.data()[at] = true;
    with_nan.data()[n - 1] = std::numeric_limits<double>::quiet_NaN();
    with_largest.data()[n - 1] = 255;
    for_each_setting([&] {
      const std::int64_t nan_at = nd::argmax(with_nan), largest_at = nd::argmax(with_largest), true_at = nd::argmax(with_true);
      BOOST_TEST(nan_at == at);
      BOOST_TEST(largest_at == at);
      BOOST_TEST(true_at == at);
      auto [most, least, some] = nd::eval(nd::max(with_nan), nd::min(with_nan), nd::any(with_nan != with_nan));
      BOOST_TEST(std::isnan(most()));
      BOOST_TEST(std::isnan(least()));
      BOOST_TEST(some());
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
