// SPDX-License-Identifier: BSD-3-Clause
// Reductions across the rows of matrices that no cache holds go through them in groups of rows, as wide as states allow. They have the bits
// of the same reductions along the rows of the transposed matrix, where every result is folded by itself.
#include "laws/same_bits.hpp"

namespace nd = lazynd;
using laws::for_each_setting;
using lazynd_test::same;

namespace {

/// Values of all magnitudes; of integers, all of them.
template <class T>
nd::array<T> rough(const nd::shape_t& shape) {
  nd::array<T> a = nd::empty<T>(shape);
  std::uint64_t state = 7;
  for (nd::index_t i = 0; i < a.size(); ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const double value = (static_cast<double>(state >> 33) / 1e9 - 1.07) * (state % 5 == 0 ? 1e6 : 1e-3);
    if constexpr (std::is_integral_v<T>) {
      a.data()[i] = static_cast<T>(state >> 40);
    } else {
      a.data()[i] = T(static_cast<float>(value));
    }
  }
  return a;
}

template <class T, class Reduce>
void check(const char* name, Reduce reduce) {
  // With a last block of fewer rows than lanes, of some rows, and with fewer rows than a block: always more than 8 MiB.
  for (const nd::index_t rows : {2053, 4100, 40}) {
    const nd::array<T> a = rough<T>({rows, 9'000'000 / (rows * static_cast<nd::index_t>(sizeof(T))) + 3}), turned = nd::transpose(a);
    const nd::array expected = reduce(turned, 1);
    for_each_setting([&] { BOOST_TEST(same(reduce(a, 0), expected), name << " of " << rows << " rows"); });
  }
}

template <class T>
void check_all() {
  check<T>("sum", [](const nd::array<T>& a, int axis) { return nd::eval(nd::sum(a, {.axis = axis})); });
  check<T>("max", [](const nd::array<T>& a, int axis) { return nd::eval(nd::max(a, {.axis = axis})); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(large_rows)

BOOST_AUTO_TEST_CASE(sums_and_extremes_down_large_matrices_equal_those_along_them) {
  check_all<double>();
  check_all<float>();
  check_all<std::int64_t>();
  check_all<std::uint8_t>();
}

BOOST_AUTO_TEST_CASE(other_reductions_down_large_matrices_equal_those_along_them) {
  check<std::int32_t>("sum", [](const auto& a, int axis) { return nd::eval(nd::sum(a, {.axis = axis})); });
  check<std::complex<float>>("prod", [](const auto& a, int axis) { return nd::eval(nd::prod(a, {.axis = axis})); });
  check<double>("argmin", [](const auto& a, int axis) { return nd::eval(nd::argmin(a, {.axis = axis})); });
  check<float>("var", [](const auto& a, int axis) { return nd::eval(nd::var(a, {.axis = axis})); });
  check<std::uint8_t>("all", [](const auto& a, int axis) { return nd::eval(nd::all(a > 3, {.axis = axis})); });
}

BOOST_AUTO_TEST_CASE(several_results_down_large_matrices_equal_each_alone) {
  const nd::array<double> a = rough<double>({2053, 700}), turned = nd::transpose(a);
  const auto wanted = nd::eval(nd::mean(turned, {.axis = 1}), nd::std(turned, {.axis = 1}), nd::max(turned, {.axis = 1}));
  for_each_setting([&] {
    const auto found = nd::eval(nd::mean(a, {.axis = 0}), nd::std(a, {.axis = 0}), nd::max(a, {.axis = 0}));
    BOOST_TEST(same(std::get<0>(found), std::get<0>(wanted)));
    BOOST_TEST(same(std::get<1>(found), std::get<1>(wanted)));
    BOOST_TEST(same(std::get<2>(found), std::get<2>(wanted)));
  });
}

BOOST_AUTO_TEST_SUITE_END()
