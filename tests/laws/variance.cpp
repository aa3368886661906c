// SPDX-License-Identifier: BSD-3-Clause
// Variances in one pass: as accurate as two, and the same bits whatever the layout, the number of threads and the instruction set.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

/// Values around `centre` at distances of about `width`.
template <class T>
nd::array<T> scattered(const nd::shape_t& shape, double centre, double width) {
  return laws::drawn<T>(
      shape, 4321, [&](std::uint64_t bits) { return static_cast<T>(centre + width * (static_cast<double>(bits >> 33) / 1.0e9 - 1.07)); });
}

/// In two passes of extended precision, over distances from the last element, which are exact.
template <class T>
long double slow_variance(const std::vector<T>& values) {
  const long double origin = values.back();
  long double mean = 0, squares = 0;
  for (const T x : values) mean += x - origin;
  mean /= static_cast<long double>(values.size());
  for (const T x : values) squares += (x - origin - mean) * (x - origin - mean);
  return squares / static_cast<long double>(values.size());
}

template <class T>
void check_bits() {
  for (const nd::shape_t& shape : {nd::shape_t{3, 5}, {40, 40}, {5000, 3}, {3, 5000}, {2100, 130}, {17, 1}, {1, 17}}) {
    const nd::array<T> a = scattered<T>(shape, 100, 3);
    nd::thread_limit one(1);
    const auto down = nd::eval(nd::var(a, {.axis = 0})), along = nd::eval(nd::var(a, {.axis = 1})), whole = nd::eval(nd::std(a));
    for_each_setting([&] {
      for (int how = 0; how < laws::layout_count; ++how) {
        const nd::view<T> look = laws::laid_out(a, how);
        BOOST_TEST(same(nd::var(look, {.axis = 0}), down));
        BOOST_TEST(same(nd::var(look, {.axis = 1}), along));
        BOOST_TEST(same(nd::std(look), whole));
        BOOST_TEST(same(nd::std(look * T(1)), whole));
        auto [low, mean, deviation, rows] = nd::eval(nd::min(look), nd::mean(look), nd::std(look), nd::var(look, {.axis = 1}));
        BOOST_TEST(same(deviation, whole));
        BOOST_TEST(same(rows, along));
      }
    });
  }
}

template <class T>
void check_accuracy(double centre, double width) {
  for (const nd::index_t n : {1, 2, 15, 16, 17, 100, 2048, 2049, 100'000}) {
    nd::array<T> a = scattered<T>({n}, centre, width);
    if (n > 40) a.data()[3] = static_cast<T>(centre + width * 1e4);  // an outlier at the beginning of a lane
    const auto expected = slow_variance(lazynd_test::elements(a));
    const auto found = static_cast<long double>(static_cast<T>(nd::var(a)));
    // 2048 distances from a shift lose about 11 bits if the shift is an outlier among them. What
    // the rounding of the elements to double means for their distances comes on top.
    const long double slack = expected * (2048 * std::numeric_limits<double>::epsilon() + std::numeric_limits<T>::epsilon()) +
                              std::pow((std::fabs(centre) + width) * std::numeric_limits<double>::epsilon() * 8.0L, 2);
    BOOST_TEST(std::fabs(found - expected) <= slack, centre << ", error " << static_cast<double>((found - expected) / slack) << ", n " << n
                                                            << ": " << found << " instead of " << expected);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(variance_laws)

BOOST_AUTO_TEST_CASE(bits_do_not_depend_on_layout_threads_or_instruction_set) {
  check_bits<double>();
  check_bits<float>();
}

BOOST_AUTO_TEST_CASE(one_pass_is_as_accurate_as_two) {
  check_accuracy<double>(0, 1);
  check_accuracy<double>(1e9, 1);
  check_accuracy<double>(-3, 1e-8);
  check_accuracy<float>(0, 1);
  check_accuracy<float>(1000, 0.5);
}

// Lanes begin with elements far from the others, whose distances from those are rounded in opposite directions.
BOOST_AUTO_TEST_CASE(floats_whose_shifts_are_outliers_are_as_accurate_as_in_numpy) {
  std::uint64_t state = 99;
  const auto random = [&] {
    return static_cast<double>((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33) * 0x1p-31;
  };
  for (int round = 0; round < 40; ++round) {
    for (const nd::index_t n : {100, 1000, 2048, 5000}) {
      nd::array<float> a = nd::empty<float>({n});
      const double high = 0.01 + 0.04 * random(), low = -high * random();
      for (nd::index_t i = 0; i < n; ++i) a.data()[i] = static_cast<float>(i < 16 ? 0.5 + 1.5 * random() : random() < 0.5 ? high : low);
      const auto expected = static_cast<double>(slow_variance(lazynd_test::elements(a)));
      // NumPy's errors over these are up to 3 times the precision.
      BOOST_TEST(std::fabs(static_cast<double>(static_cast<float>(nd::var(a))) - expected) <=
                 3 * static_cast<double>(std::numeric_limits<float>::epsilon()) * expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(distances_of_huge_floats_do_not_overflow) {
  constexpr float infinity = std::numeric_limits<float>::infinity(), greatest = std::numeric_limits<float>::max();
  for_each_setting([&] {
    for (const nd::index_t n : {3, 16, 40, 5000}) {
      for (const float x : {1e31F, -1e37F, greatest}) {
        BOOST_TEST(static_cast<float>(nd::var(nd::full<float>({n}, x))) == 0.0F);
        BOOST_TEST(same(nd::var(nd::full<float>({n, 3}, x), {.axis = 0}), nd::zeros<float>({3})));
      }
      // 64 rows of ends apart: in a lane, and across rows.
      nd::array<float> a = nd::full<float>({64 + n, 3}, greatest);
      a(nd::slice(40, nd::none)) = -greatest;
      BOOST_TEST(same(nd::var(a, {.axis = 0}), nd::full<float>({3}, infinity)));
      BOOST_TEST(static_cast<float>(nd::var(a)) == infinity);
      a(nd::slice(0, 2)) = 1.0F;
      BOOST_TEST(static_cast<float>(nd::var(a)) == infinity);
      a(50, 1) = -infinity;
      BOOST_TEST(std::isnan(static_cast<float>(nd::var(a))));
      BOOST_TEST(std::isnan(nd::eval(nd::var(a, {.axis = 0}))(1)));
      BOOST_TEST(nd::eval(nd::var(a, {.axis = 0}))(2) == infinity);
    }
  });
}

BOOST_AUTO_TEST_CASE(equal_elements_have_no_variance) {
  for (const nd::index_t n : {1, 100, 5000}) {
    BOOST_TEST(static_cast<double>(nd::var(nd::full<double>({n}, 0.1))) == 0.0);
    BOOST_TEST(static_cast<float>(nd::std(nd::full<float>({n}, 1e30F))) == 0.0F);
  }
}

BOOST_AUTO_TEST_SUITE_END()
