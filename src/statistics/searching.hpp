// SPDX-License-Identifier: BSD-3-Clause
// The order of elements, and places in sorted lines.
#pragma once
#include <array>
#include <cstddef>
#include <iterator>
#include <span>

#include <lazynd/dtype/element.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// Whether an element is NaN or has a part that is.
template <class T>
bool is_nan_element(T x) noexcept {
  if constexpr (std::is_integral_v<T>) {
    return false;
  } else if constexpr (is_complex_v<T>) {
    return x.real() != x.real() || x.imag() != x.imag();
  } else {
    return x != x;
  }
}

/// NumPy's order of elements: complex ones by their real parts first.
struct sorts_before {
  template <class T>
  bool operator()(T a, T b) const noexcept {
    if constexpr (is_complex_v<T>) {
      return a.real() < b.real() || (a.real() == b.real() && a.imag() < b.imag());
    } else {
      return a < b;
    }
  }
};

/// How many elements of a line come before the first that `is_before` denies; it must deny all after that. Without
/// branches: where a value falls is what a processor cannot foresee.
template <class It, class F>
auto partition_place(It first, It last, F is_before) {
  const It begin = first;
  auto left = std::distance(first, last);
  while (left > 1) {
    const auto half = left / 2;
    first += half * static_cast<decltype(left)>(is_before(first[half - 1]));
    left -= half;
  }
  return std::distance(begin, first) + (left == 1 && is_before(*first) ? 1 : 0);
}

/// `partition_place` of several values in one line: `places[i]` for `is_before(element, values[i])`. All searches take the same steps, so
/// that they go side by side and none waits for what another reads.
template <class T, class F>
void partition_places(std::span<const T> line, const T* values, index_t n, F is_before, index_t* places) {
  constexpr index_t side_by_side = 16;
  index_t i = 0;
  for (; i + side_by_side <= n && !line.empty(); i += side_by_side) {
    std::array<std::size_t, side_by_side> at{};
    for (std::size_t left = line.size(); left > 1;) {
      const std::size_t half = left / 2;
      for (std::size_t k = 0; k < at.size(); ++k) at[k] += half * static_cast<std::size_t>(is_before(line[at[k] + half - 1], values[k]));
      left -= half;
    }
    for (std::size_t k = 0; k < at.size(); ++k) {
      places[k] = static_cast<index_t>(at[k] + static_cast<std::size_t>(is_before(line[at[k]], values[k])));
    }
    values += side_by_side;
    places += side_by_side;
  }
  for (; i < n; ++i, ++values) {
    *places++ = static_cast<index_t>(partition_place(line.begin(), line.end(), [&](T element) { return is_before(element, *values); }));
  }
}

/// Values whose places are found together.
inline constexpr index_t places_together = 256;

}  // namespace lazynd::detail
