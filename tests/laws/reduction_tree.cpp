// SPDX-License-Identifier: BSD-3-Clause
// The promise of reductions: element i of a block of 2048 goes to lane i % lanes, lanes of 128 bytes of state, combined pairwise at
// distances lanes/2, ..., 1; blocks pairwise at distances 1, 2, 4, ... Here written once more, slowly, and compared bit for bit.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

template <class T>
T sum_by_the_book(const std::vector<T>& values) {
  constexpr std::size_t lanes = 128 / sizeof(T), block = 2048;
  std::vector<T> blocks;
  for (std::size_t begin = 0; begin < values.size(); begin += block) {
    std::vector<T> lane(lanes, static_cast<T>(-0.0));
    for (std::size_t i = begin; i < std::min(values.size(), begin + block); ++i) lane[(i - begin) % lanes] += values[i];
    for (std::size_t half = lanes / 2; half > 0; half /= 2) {
      for (std::size_t l = 0; l < half; ++l) lane[l] += lane[l + half];
    }
    blocks.push_back(lane[0]);
  }
  for (std::size_t step = 1; step < blocks.size(); step *= 2) {
    for (std::size_t b = 0; b + step < blocks.size(); b += 2 * step) blocks[b] += blocks[b + step];
  }
  return blocks.empty() ? T(0) : blocks[0];
}

template <class T>
nd::array<T> rough(const nd::shape_t& shape) {
  return laws::rough<T>(shape, 99, 1e6, 1e-3);
}

template <class T>
void check_lengths() {
  for (const nd::index_t n : {0, 1, 2, 15, 16, 17, 31, 33, 63, 1023, 2047, 2048, 2049, 4097, 10000, 16384, 16385, 40000, 300001}) {
    const nd::array<T> a = rough<T>({n});
    const T expected = sum_by_the_book(lazynd_test::elements(a));
    for_each_setting([&] {
      const T found = nd::sum(a), of_expression = nd::sum(a * T(1));
      BOOST_TEST(lazynd_test::same_element(found, expected));
      BOOST_TEST(lazynd_test::same_element(of_expression, expected));
    });
  }
}

/// Sums along one axis of a matrix, by the book.
template <class T>
nd::array<T> sums_by_the_book(const nd::array<T>& a, bool down) {
  nd::array<T> result = nd::empty<T>({a.shape(down ? 1 : 0)});
  for (nd::index_t k = 0; k < result.size(); ++k) {
    result.data()[k] = sum_by_the_book(lazynd_test::elements(down ? nd::view<const T>(a(nd::all, k)) : nd::view<const T>(a(k, nd::all))));
  }
  return result;
}

template <class T>
void check_axes() {
  for (const nd::shape_t& shape : {nd::shape_t{3, 5}, {40, 40}, {5000, 3}, {3, 5000}, {2100, 130}, {17, 1}, {1, 17}}) {
    const nd::array<T> a = rough<T>(shape);
    const nd::array<T> down = sums_by_the_book(a, true), along = sums_by_the_book(a, false);
    const T total = sum_by_the_book(lazynd_test::elements(a));
    for_each_setting([&] {
      for (int how = 0; how < laws::layout_count; ++how) {
        const nd::view<T> look = laws::laid_out(a, how);
        BOOST_TEST(same(nd::sum(look, {.axis = 0}), down));
        BOOST_TEST(same(nd::sum(look, {.axis = 1}), along));
        const T whole = nd::sum(look);
        BOOST_TEST(lazynd_test::same_element(whole, total));
      }
    });
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reduction_laws)

BOOST_AUTO_TEST_CASE(sums_of_any_length_follow_the_fixed_tree) {
  check_lengths<double>();
  check_lengths<float>();
}

BOOST_AUTO_TEST_CASE(sums_along_any_axis_and_layout_follow_the_fixed_tree) {
  check_axes<double>();
  check_axes<float>();
}

BOOST_AUTO_TEST_CASE(several_results_in_one_pass_equal_each_alone) {
  const nd::array<double> a = rough<double>({70, 90});
  for_each_setting([&] {
    auto [low, high, mean, total, where, doubled, rows] =
        nd::eval(nd::min(a), nd::max(a), nd::mean(a), nd::sum(a * a), nd::argmax(a), a * 2, nd::sum(a, {.axis = 1}));
    BOOST_TEST(same(low, nd::min(a)));
    BOOST_TEST(same(high, nd::max(a)));
    BOOST_TEST(same(mean, nd::mean(a)));
    BOOST_TEST(same(total, nd::sum(a * a)));
    BOOST_TEST(same(where, nd::argmax(a)));
    BOOST_TEST(same(doubled, a * 2));
    BOOST_TEST(same(rows, nd::sum(a, {.axis = 1})));
  });
}

BOOST_AUTO_TEST_CASE(a_reduction_inside_an_expression_equals_the_reduction_in_a_variable) {
  const nd::array<double> a = rough<double>({120, 35});
  const nd::array<double> mean = nd::mean(a, {.axis = 0, .keepdims = true}), expected = (a - mean) * 2;
  for_each_setting([&] { BOOST_TEST(same((a - nd::mean(a, {.axis = 0, .keepdims = true})) * 2, expected)); });
}

BOOST_AUTO_TEST_CASE(sums_of_ten_million_rough_values_are_close_to_the_exact_sum) {
  const nd::array<double> a = rough<double>({10'000'000});
  long double exact = 0, magnitude = 0;
  for (nd::index_t i = 0; i < a.size(); ++i) {
    exact += a.data()[i];
    magnitude += std::fabs(a.data()[i]);
  }
  // 128 additions in a lane, 4 + 13 levels of the tree: the bound is 145 roundings of the sum of magnitudes.
  const double found = nd::sum(a);
  BOOST_TEST(std::fabs(static_cast<long double>(found) - exact) <= 145 * std::numeric_limits<double>::epsilon() / 2 * magnitude);
}

BOOST_AUTO_TEST_SUITE_END()
