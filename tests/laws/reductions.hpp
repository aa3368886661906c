// SPDX-License-Identifier: BSD-3-Clause
// Reductions over any axes of any views equal a slow reference that takes the documented tree literally: element i of a block of 2048
// goes to lane i % lanes, lanes are combined at distances lanes/2, ..., 1, and blocks at distances 1, 2, 4, ...
#pragma once
#include <bit>

#include "laws/random_views.hpp"
#include "laws/same_bits.hpp"

namespace laws {

/// Folds values; a lane that sees none stays out of it.
template <class S, class T, class Step, class Merge>
S fold_by_the_book(const std::vector<T>& values, S identity, Step step, Merge merge) {
  constexpr std::size_t lanes = std::bit_floor(std::max<std::size_t>(4, 128 / sizeof(S))), block = 2048;
  std::vector<S> blocks;
  for (std::size_t begin = 0; begin < values.size(); begin += block) {
    const std::size_t end = std::min(values.size(), begin + block), live = std::min(lanes, end - begin);
    std::vector<S> lane(live, identity);
    for (std::size_t i = begin; i < end; ++i) lane[(i - begin) % lanes] = step(lane[(i - begin) % lanes], values[i]);
    for (std::size_t half = lanes / 2; half > 0; half /= 2) {
      for (std::size_t l = 0; l < half && l + half < live; ++l) lane[l] = merge(lane[l], lane[l + half]);
    }
    blocks.push_back(lane[0]);
  }
  for (std::size_t distance = 1; distance < blocks.size(); distance *= 2) {
    for (std::size_t b = 0; b + distance < blocks.size(); b += 2 * distance) blocks[b] = merge(blocks[b], blocks[b + distance]);
  }
  return blocks.empty() ? identity : blocks[0];
}

/// Sums wrap in 64 bits.
template <class W>
W slow_add(W a, W b) {
  if constexpr (std::is_integral_v<W>) {
    return static_cast<W>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  } else {
    return a + b;
  }
}
template <class W>
W slow_multiply(W a, W b) {
  if constexpr (std::is_integral_v<W>) {
    return static_cast<W>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
  } else if constexpr (nd::is_complex_v<W>) {
    return W(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real());
  } else {
    return a * b;
  }
}

template <class W, class T>
W widened(T x) {
  return static_cast<W>(x);
}

template <class W, class T>
W slow_sum(const std::vector<T>& values) {
  if (values.empty()) return W(0);
  W identity = W(0);
  if constexpr (nd::is_complex_v<W>) {
    identity = W(typename W::value_type(-0.0), typename W::value_type(-0.0));
  } else if constexpr (std::is_floating_point_v<W>) {
    identity = W(-0.0);
  }
  return fold_by_the_book(
      values, identity, [](W s, T x) { return slow_add(s, widened<W>(x)); }, slow_add<W>);
}
template <class W, class T>
W slow_product(const std::vector<T>& values) {
  return fold_by_the_book(
      values, W(1), [](W s, T x) { return slow_multiply(s, widened<W>(x)); }, slow_multiply<W>);
}
template <class M, class T>
M slow_mean(const std::vector<T>& values) {
  std::vector<M> wide(values.begin(), values.end());
  const M total = slow_sum<M>(wide);
  if constexpr (nd::is_complex_v<M>) {
    const auto n = static_cast<typename M::value_type>(values.size());
    return M(total.real() / n, total.imag() / n);
  } else {
    return total / static_cast<M>(values.size());
  }
}

template <class T>
bool is_nan(T x) {
  return x != x;
}
/// Position of the first extreme: the first NaN, else the first that no other beats.
template <class T>
std::int64_t slow_position(const std::vector<T>& values, bool largest) {
  auto beats = [largest](T x, T y) {
    if constexpr (nd::is_complex_v<T>) {
      const bool below = x.real() != y.real() ? x.real() < y.real() : x.imag() < y.imag();
      return largest ? !below && x != y : below;
    } else {
      return largest ? y < x : x < y;
    }
  };
  std::size_t best = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_nan<T>(values[i])) return static_cast<std::int64_t>(i);
    if (beats(values[i], values[best])) best = i;
  }
  return static_cast<std::int64_t>(best);
}

/// For each position of the axes that stay, the elements along the others in C order.
template <class T>
std::vector<std::vector<T>> gathered(const nd::array<T>& a, std::uint64_t reduced) {
  const auto ndim = static_cast<std::size_t>(a.ndim());
  nd::index_t results = 1;
  for (std::size_t axis = 0; axis < ndim; ++axis) results *= (reduced >> axis) & 1 ? 1 : a.shape()[axis];
  std::vector<std::vector<T>> groups(static_cast<std::size_t>(results));
  for (nd::index_t i = 0; i < a.size(); ++i) {
    nd::index_t rest = i, result = 0, scale = 1;
    for (std::size_t axis = ndim; axis-- > 0;) {
      const nd::index_t at = rest % a.shape()[axis];
      rest /= a.shape()[axis];
      if ((reduced >> axis) & 1) continue;
      result += at * scale;
      scale *= a.shape()[axis];
    }
    groups[static_cast<std::size_t>(result)].push_back(a.data()[i]);
  }
  return groups;
}

/// Zeros of both signs are equal extremes, and which of two NaNs comes out is not said.
template <class T>
lazynd_test::verdict same_up_to_zeros(const nd::array<T>& found, const nd::shape_t& shape, std::vector<T> expected) {
  if (found.shape() != shape) return lazynd_test::refuse("the shape is " + nd::to_string(found.shape()));
  std::vector<T> elements = lazynd_test::elements(found);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const bool equal = elements[i] == expected[i] || (is_nan<T>(elements[i]) && is_nan<T>(expected[i]));
    if (!equal) return lazynd_test::refuse("element " + std::to_string(i) + " is " + lazynd_test::text_of<T>(elements[i]));
  }
  return lazynd_test::verdict(true);
}

template <class T>
void check_reductions(unsigned seed) {
  dice draw(seed);
  const nd::shape_t shape = draw_shape(draw, 50000);
  const nd::view<T> drawn = draw_operand<T>(draw, shape);
  const nd::view<T> a(nd::view_block(drawn.storage(), drawn.storage()->data, nd::broadcast_to(drawn.storage()->where, shape, "test")));
  std::uint64_t reduced = 0;
  nd::dims axes;
  nd::shape_t kept;
  const bool keepdims = draw.one_in(3);
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    const bool goes = draw.one_in(2);
    if (goes) reduced |= std::uint64_t{1} << axis;
    if (goes) axes.push_back(static_cast<nd::index_t>(axis) - (draw.one_in(2) ? static_cast<nd::index_t>(shape.size()) : 0));
    if (!goes || keepdims) kept.push_back(goes ? 1 : shape[axis]);
  }
  const nd::reduction_options over{.axis = axes, .keepdims = keepdims};
  const nd::axis_options along{.axis = axes, .keepdims = keepdims};
  using W = nd::value_t<decltype(nd::sum(a))>;
  using M = nd::value_t<decltype(nd::mean(a))>;
  const auto groups = gathered(slow_copy(a, shape), reduced);
  std::vector<W> sums, products;
  std::vector<M> means;
  std::vector<T> lows, highs;
  std::vector<std::int64_t> low_places, high_places;
  std::vector<bool> anys, alls;
  const bool empty = !groups.empty() && groups[0].empty();
  for (const std::vector<T>& group : groups) {
    sums.push_back(slow_sum<W>(group));
    products.push_back(slow_product<W>(group));
    means.push_back(slow_mean<M>(group));
    anys.push_back(std::any_of(group.begin(), group.end(), [](T x) { return x != T(0); }));
    alls.push_back(std::all_of(group.begin(), group.end(), [](T x) { return x != T(0); }));
    if (empty) continue;
    low_places.push_back(slow_position(group, false));
    high_places.push_back(slow_position(group, true));
    lows.push_back(group[static_cast<std::size_t>(low_places.back())]);
    highs.push_back(group[static_cast<std::size_t>(high_places.back())]);
  }
  auto check = [&](const lazynd_test::verdict& verdict, const char* what) {
    BOOST_TEST(verdict, what << " of " << nd::to_string(shape) << " over " << nd::to_string(axes) << ", seed " << seed << ": "
                             << lazynd_test::reason(verdict));
  };
  using lazynd_test::is;
  for_each_setting([&] {
    check(is(nd::sum(a, over), kept, sums), "sum");
    check(is(nd::prod(a, over), kept, products), "prod");
    check(is(nd::mean(a, along), kept, means), "mean");
    check(is(nd::any(a, over), kept, anys), "any");
    check(is(nd::all(a, over), kept, alls), "all");
    if (empty) return;
    check(same_up_to_zeros(nd::eval(nd::min(a, over)), kept, lows), "min");
    check(same_up_to_zeros(nd::eval(nd::max(a, over)), kept, highs), "max");
    check(is(nd::argmin(a, along), kept, low_places), "argmin");
    check(is(nd::argmax(a, along), kept, high_places), "argmax");
    auto [low, total, where, copy, whole] =
        nd::eval(nd::min(a, over), nd::sum(a, over), nd::argmax(a, along), nd::where(a == a, a, a), nd::sum(a));
    check(same_up_to_zeros(low, kept, lows), "min beside others");
    check(is(total, kept, sums), "sum beside others");
    check(is(where, kept, high_places), "argmax beside others");
    check(same(copy, slow_copy(a, shape)), "elements beside others");
    check(same(whole, nd::sum(a)), "whole sum beside others");
  });
}

}  // namespace laws
