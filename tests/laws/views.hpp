// SPDX-License-Identifier: BSD-3-Clause
// What is computed over views is what is computed over copies of their elements: for all shapes, layouts, broadcasting, destinations,
// numbers of threads and instruction sets, bit for bit.
#pragma once
#include "laws/random_views.hpp"
#include "laws/same_bits.hpp"

namespace laws {

template <class T>
struct formula {
  static auto first(const auto& a, const auto& b, const auto& c) {
    if constexpr (std::is_same_v<T, bool>) {
      return (a & b) | !c;
    } else {
      return a * b + c - a;
    }
  }
  static auto second(const auto& a, const auto& b, const auto& c) {
    if constexpr (nd::is_complex_v<T>) {
      return nd::where(a != b, c / b, a * c);
    } else if constexpr (std::is_integral_v<T>) {
      return nd::where(a > b, nd::maximum(b, c), nd::where(c == 0, a, b));
    } else {
      return nd::where(a > b, nd::sqrt(nd::abs(c)), nd::minimum(a, b) / c);
    }
  }
};

template <class T>
void check_views(unsigned seed) {
  dice draw(seed);
  const nd::shape_t shape = draw_shape(draw, 60000);
  nd::view<T> a = draw_operand<T>(draw, shape), b = draw_operand<T>(draw, shape), c = draw_operand<T>(draw, shape);
  const nd::array<T> ca = slow_copy(a, shape), cb = slow_copy(b, shape), cc = slow_copy(c, shape);
  nd::array<T> first, second;
  {
    const execution_setting plain(nd::simd_level::baseline, 1);
    first = formula<T>::first(ca, cb, cc);
    second = formula<T>::second(ca, cb, cc);
  }
  const nd::shape_t result_shape = nd::broadcast_shapes(nd::broadcast_shapes(a.shape(), b.shape(), "test"), c.shape(), "test");
  const bool whole = result_shape == shape;
  auto check = [&](const nd::array<T>& found, const nd::array<T>& expected, const char* what) {
    const auto verdict = whole ? same(found, expected) : same(slow_copy(nd::view<T>(found.storage()), shape), expected);
    BOOST_TEST(verdict, "seed " << seed << ", shape " << nd::to_string(shape) << ", " << what << ": " << lazynd_test::reason(verdict));
  };
  for_each_setting([&] {
    check(formula<T>::first(a, b, c), first, "new array");
    check(formula<T>::second(a, b, c), second, "new array");
    nd::view<T> target = draw_view<T>(draw, shape);
    target = formula<T>::first(a, b, c);
    check(slow_copy(target, shape), first, "view as destination");
    auto [x, y] = nd::eval(formula<T>::first(a, b, c), formula<T>::second(a, b, c));
    check(x, first, "two results");
    check(y, second, "two results");
    nd::array<T> copied = a;
    BOOST_TEST(same(slow_copy(nd::view<T>(copied.storage()), shape), ca));
    target = b;
    BOOST_TEST(same(slow_copy(target, shape), cb));
  });
}

}  // namespace laws
