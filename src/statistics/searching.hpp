// SPDX-License-Identifier: BSD-3-Clause
// The order of elements, and places in sorted lines.
#pragma once
#include <cstddef>
#include <iterator>

#include <lazynd/dtype/element.hpp>

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

}  // namespace lazynd::detail
