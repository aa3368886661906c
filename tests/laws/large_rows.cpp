// SPDX-License-Identifier: BSD-3-Clause
// Reductions across the rows of matrices that no cache holds go through them in groups of rows, as wide as states allow, and narrow rows
// that follow each other go side by side. They have the bits of the same reductions along the rows of the transposed matrix, where every
// result is folded by itself.
#include "laws/drawn.hpp"
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

/// Values of all magnitudes; of integers, all of them.
template <class T>
nd::array<T> rough(const nd::shape_t& shape) {
  if constexpr (std::is_integral_v<T>) {
    return laws::drawn<T>(shape, 7, [](std::uint64_t bits) { return static_cast<T>(bits >> 40); });
  } else {
    return nd::cast<T>(laws::rough<float>(shape, 7, 1e6, 1e-3));
  }
}

/// Matrices of more than 8 MiB: with a last block of fewer rows than lanes, of some rows, and with fewer rows than a block.
template <class T>
std::vector<nd::shape_t> large() {
  std::vector<nd::shape_t> shapes;
  for (const nd::index_t rows : {2053, 4100, 40}) shapes.push_back({rows, 9'000'000 / (rows * static_cast<nd::index_t>(sizeof(T))) + 3});
  return shapes;
}

std::vector<nd::shape_t> narrow() { return {{5, 16}, {33, 16}, {1000, 17}, {2049, 16}, {6000, 64}, {4099, 128}, {300, 129}}; }

template <class T, class Reduce>
void check(const char* name, const std::vector<nd::shape_t>& shapes, Reduce reduce) {
  for (const nd::shape_t& shape : shapes) {
    const nd::array<T> a = rough<T>(shape), turned = nd::transpose(a);
    const nd::array expected = reduce(turned, 1);
    for_each_setting([&] { BOOST_TEST(same(reduce(a, 0), expected), name << " of " << nd::to_string(shape)); });
  }
}

template <class T>
void check_sums_and_extremes(const std::vector<nd::shape_t>& shapes) {
  check<T>("sum", shapes, [](const nd::array<T>& a, int axis) { return nd::eval(nd::sum(a, {.axis = axis})); });
  check<T>("max", shapes, [](const nd::array<T>& a, int axis) { return nd::eval(nd::max(a, {.axis = axis})); });
}

/// With the shapes that a function gives for each type.
template <class Shapes>
void check_others(Shapes shapes) {
  check<std::int32_t>("mean", shapes(std::int32_t{}), [](const auto& a, int axis) { return nd::eval(nd::mean(a, {.axis = axis})); });
  check<std::complex<float>>("prod", shapes(std::complex<float>{}),
                             [](const auto& a, int axis) { return nd::eval(nd::prod(a, {.axis = axis})); });
  check<double>("argmin", shapes(double{}), [](const auto& a, int axis) { return nd::eval(nd::argmin(a, {.axis = axis})); });
  check<float>("var", shapes(float{}), [](const auto& a, int axis) { return nd::eval(nd::var(a, {.axis = axis})); });
  check<std::uint8_t>("all", shapes(std::uint8_t{}), [](const auto& a, int axis) { return nd::eval(nd::all(a > 3, {.axis = axis})); });
}

void check_several(const nd::shape_t& shape) {
  const nd::array<double> a = rough<double>(shape), turned = nd::transpose(a);
  const auto wanted = nd::eval(nd::mean(turned, {.axis = 1}), nd::std(turned, {.axis = 1}), nd::max(turned, {.axis = 1}));
  for_each_setting([&] {
    const auto found = nd::eval(nd::mean(a, {.axis = 0}), nd::std(a, {.axis = 0}), nd::max(a, {.axis = 0}));
    BOOST_TEST(same(std::get<0>(found), std::get<0>(wanted)));
    BOOST_TEST(same(std::get<1>(found), std::get<1>(wanted)));
    BOOST_TEST(same(std::get<2>(found), std::get<2>(wanted)));
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(large_rows)

BOOST_AUTO_TEST_CASE(sums_and_extremes_down_large_matrices_equal_those_along_them) {
  check_sums_and_extremes<double>(large<double>());
  check_sums_and_extremes<float>(large<float>());
  check_sums_and_extremes<std::int64_t>(large<std::int64_t>());
  check_sums_and_extremes<std::uint8_t>(large<std::uint8_t>());
}

BOOST_AUTO_TEST_CASE(sums_and_extremes_down_narrow_matrices_equal_those_along_them) {
  check_sums_and_extremes<double>(narrow());
  check_sums_and_extremes<float>(narrow());
  check_sums_and_extremes<std::int64_t>(narrow());
  check_sums_and_extremes<std::uint8_t>(narrow());
}

BOOST_AUTO_TEST_CASE(other_reductions_down_matrices_equal_those_along_them) {
  check_others([]<class T>(T) { return large<T>(); });
  check_others([]<class T>(T) { return narrow(); });
}

BOOST_AUTO_TEST_CASE(several_results_down_matrices_equal_those_along_them) {
  for (const nd::shape_t& shape : {nd::shape_t{2053, 700}, {3000, 16}, {9000, 100}}) check_several(shape);
}

BOOST_AUTO_TEST_CASE(narrow_rows_of_blocks_and_of_views_equal_those_along_them) {
  const nd::array<float> a = rough<float>({7, 300, 16});
  const nd::array<float> expected = nd::sum(nd::eval(nd::transpose(a, {0, 2, 1})), {.axis = 2});
  const nd::array<float> apart = nd::sum(nd::eval(nd::transpose(a(nd::all, nd::slice(0, nd::none, 2)), {0, 2, 1})), {.axis = 2});
  for_each_setting([&] {
    BOOST_TEST(same(nd::sum(a, {.axis = 1}), expected));
    BOOST_TEST(same(nd::sum(a(nd::all, nd::slice(0, nd::none, 2)), {.axis = 1}), apart));
  });
}

BOOST_AUTO_TEST_SUITE_END()
