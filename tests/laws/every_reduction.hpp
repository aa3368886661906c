// SPDX-License-Identifier: BSD-3-Clause
// One law for every reduction: whatever the layout, the alignment, the fusion, the threads and the instruction set, over any axes, the
// bits are those of the same elements in C order on one thread.
#pragma once
#include "laws/random_views.hpp"
#include "laws/same_bits.hpp"

namespace laws {

/// How a drawn case is reduced.
struct drawn_axes {
  nd::axis_argument axis;
  bool keepdims;
};

inline drawn_axes draw_axes(dice& draw, const nd::shape_t& shape) {
  nd::dims axes;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (draw.one_in(2)) axes.push_back(static_cast<nd::index_t>(axis));
  }
  return {draw.one_in(4) ? nd::axis_argument() : nd::axis_argument(axes), draw.one_in(3)};
}

/// Numbers of moderate size; with `holes`, some NaN.
template <class T>
nd::array<T> draw_numbers(dice& draw, const nd::shape_t& shape, bool holes) {
  nd::array<T> a = nd::empty<T>(shape);
  for (nd::index_t i = 0; i < a.size(); ++i) {
    const double number = static_cast<double>(draw.below(2000003)) / 1e5 - 9.3;
    a.data()[i] = static_cast<T>(number);
    if constexpr (nd::is_floating_v<T>) {
      if (holes && draw.one_in(15)) a.data()[i] = std::numeric_limits<T>::quiet_NaN();
    }
  }
  return a;
}

/// Which promise a function makes between instruction sets.
enum class across_levels : std::uint8_t { same_bits, own_bits };

/// `f(elements, axes)` gives an array; elements are a view or an expression.
template <class T, class F>
void check_reduction(const char* name, F f, bool holes = false, across_levels promise = across_levels::same_bits) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    dice draw(seed * 7919U);
    nd::shape_t shape = draw_shape(draw, 20000);
    for (nd::index_t& extent : shape) extent = std::max<nd::index_t>(extent, 1);
    const drawn_axes over = draw_axes(draw, shape);
    const nd::array<T> a = draw_numbers<T>(draw, shape, holes);
    nd::view<T> look = draw_view<T>(draw, shape), other = draw_view<T>(draw, shape);
    slow_write(look, a);
    slow_write(other, a);
    const auto plainly = [&](nd::simd_level level) {
      const execution_setting setting(level, 1);
      return f(a, over);
    };
    auto expected = plainly(nd::simd_level::baseline);
    for_each_setting([&] {
      if (promise == across_levels::own_bits && nd::get_num_threads() == 1) expected = plainly(nd::active_simd_level());
      const auto check = [&](const auto& found, const char* what) {
        const lazynd_test::verdict verdict = same(found, expected);
        BOOST_TEST(verdict, name << " of " << what << " of shape " << nd::to_string(shape) << ", seed " << seed << ": "
                                 << lazynd_test::reason(verdict));
      };
      check(f(look, over), "a view");
      check(f(other, over), "another view");
      check(f(look * T(1), over), "an expression");
    });
  }
}

}  // namespace laws
