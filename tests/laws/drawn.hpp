// SPDX-License-Identifier: BSD-3-Clause
// Arrays of random elements, the same in every run.
#pragma once
#include <cstdint>

#include <lazynd/lazynd.hpp>

namespace laws {

namespace nd = lazynd;

/// An array whose elements are made of 64 random bits each, the upper ones being the better.
template <class T, class F>
nd::array<T> drawn(const nd::shape_t& shape, std::uint64_t state, F element_of) {
  nd::array<T> made = nd::empty<T>(shape);
  for (nd::index_t i = 0; i < made.size(); ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    made.data()[i] = element_of(state);
  }
  return made;
}

/// Small integers of any sign, as elements of any type.
template <class T>
nd::array<T> drawn_integers(const nd::shape_t& shape, std::uint64_t state) {
  return drawn<T>(shape, state, [](std::uint64_t bits) { return static_cast<T>(static_cast<signed char>(bits >> 57) - 60); });
}

/// Numbers of both signs around 0, every fifth of which is that much larger or smaller than others.
template <class T>
nd::array<T> rough(const nd::shape_t& shape, std::uint64_t state, double some, double most) {
  return drawn<T>(shape, state, [&](std::uint64_t bits) {
    return static_cast<T>((static_cast<double>(bits >> 33) / 1e9 - 1.07) * (bits % 5 == 0 ? some : most));
  });
}

}  // namespace laws
