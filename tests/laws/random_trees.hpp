// SPDX-License-Identifier: BSD-3-Clause
// Expression trees drawn at random when the test is compiled, with three meanings: the lazy expression, the same evaluated operation by
// operation, and a slow scalar interpreter that knows nothing of the library.
#pragma once
#include <concepts>
#include <type_traits>

#include <lazynd/lazynd.hpp>

#include "laws/interpreter.hpp"

namespace laws {

namespace nd = lazynd;

template <class T>
struct plus {
  static auto lazy(auto&& a, auto&& b) { return a + b; }
  static T scalar(T a, T b) { return meaning<T>::plus(a, b); }
};
template <class T>
struct minus {
  static auto lazy(auto&& a, auto&& b) {
    if constexpr (std::is_same_v<T, bool>) {
      return a ^ b;
    } else {
      return a - b;
    }
  }
  static T scalar(T a, T b) { return meaning<T>::minus(a, b); }
};
template <class T>
struct times {
  static auto lazy(auto&& a, auto&& b) { return a * b; }
  static T scalar(T a, T b) { return meaning<T>::times(a, b); }
};
template <class T>
struct smaller {
  static auto lazy(auto&& a, auto&& b) { return nd::minimum(a, b); }
  static T scalar(T a, T b) {
    using of = meaning<T>;
    return of::is_nan(a) ? a : of::is_nan(b) ? b : of::less(b, a) ? b : a;
  }
};
template <class T>
struct larger_or_number {
  static auto lazy(auto&& a, auto&& b) { return nd::fmax(a, b); }
  static T scalar(T a, T b) {
    using of = meaning<T>;
    return of::is_nan(b) ? a : of::is_nan(a) ? b : of::less(a, b) ? b : a;
  }
};
template <class T>
struct chosen {
  static auto lazy(auto&& a, auto&& b) {
    if constexpr (nd::is_complex_v<T>) {
      return nd::where(a > b, a, nd::conjugate(b));
    } else {
      return nd::where(a > b, a, nd::abs(b));
    }
  }
  static T scalar(T a, T b) { return meaning<T>::less(b, a) ? a : meaning<T>::magnitude(b); }
};
template <class T>
struct quotient_or_remainder {
  static auto lazy(auto&& a, auto&& b) {
    if constexpr (std::is_same_v<T, bool>) {
      return a <= b;
    } else if constexpr (is_integer<T>) {
      return a % b;
    } else {
      return a / b;
    }
  }
  static T scalar(T a, T b) { return meaning<T>::quotient(a, b); }
};
template <class T>
struct mixture {
  static auto lazy(auto&& a, auto&& b) {
    if constexpr (std::is_same_v<T, bool>) {
      return (a & b) ^ true;
    } else if constexpr (is_integer<T>) {
      return (a & b) ^ 5;
    } else if constexpr (nd::is_complex_v<T>) {
      return nd::square(a) - nd::reciprocal(b);
    } else {
      return nd::sqrt(nd::abs(a)) - nd::floor(b);
    }
  }
  static T scalar(T a, T b) { return meaning<T>::mixture(a, b); }
};

constexpr unsigned next(unsigned seed) { return seed * 1664525U + 1013904223U; }

template <int I>
struct leaf {
  static auto lazy(const auto& operands) { return nd::detail::as_node(operands[I]); }
  template <class T>
  static nd::array<T> stepwise(const auto& operands) {
    return nd::array<T>(operands[I]);
  }
  template <class T>
  static T scalar(const T* values) {
    return values[I];
  }
};

template <template <class> class Op, class L, class R, class T>
struct branch {
  static auto lazy(const auto& operands) { return Op<T>::lazy(L::lazy(operands), R::lazy(operands)); }
  template <class>
  static nd::array<T> stepwise(const auto& operands) {
    const nd::array<T> left = L::template stepwise<T>(operands), right = R::template stepwise<T>(operands);
    return Op<T>::lazy(left, right);
  }
  template <class>
  static T scalar(const T* values) {
    return Op<T>::scalar(L::template scalar<T>(values), R::template scalar<T>(values));
  }
};

/// Tree number `Seed` of elements of type T over three leaves.
template <class T, unsigned Seed, int Depth>
constexpr auto draw() {
  if constexpr (Depth == 0) {
    return leaf<static_cast<int>(Seed / 7 % 3)>{};
  } else {
    using left = decltype(draw<T, next(Seed), Depth - 1>());
    using right = decltype(draw < T, next(next(Seed) + 11), (Depth > 1 && Seed % 3 == 0) ? Depth - 2 : Depth - 1 > ());
    constexpr unsigned kind = (Seed >> 9) % 8;
    if constexpr (kind == 0) return branch<plus, left, right, T>{};
    if constexpr (kind == 1) return branch<minus, left, right, T>{};
    if constexpr (kind == 2) return branch<times, left, right, T>{};
    if constexpr (kind == 3) return branch<smaller, left, right, T>{};
    if constexpr (kind == 4) return branch<larger_or_number, left, right, T>{};
    if constexpr (kind == 5) return branch<chosen, left, right, T>{};
    if constexpr (kind == 6) return branch<quotient_or_remainder, left, right, T>{};
    if constexpr (kind == 7) return branch<mixture, left, right, T>{};
  }
}

/// Random elements, special values among them.
template <class T>
T random_element(std::uint64_t& state) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  const auto bits = state >> 33;
  if constexpr (nd::is_complex_v<T>) {
    using part = typename T::value_type;
    const part real = random_element<part>(state);
    return {real, random_element<part>(state)};
  } else if constexpr (std::is_same_v<T, bool>) {
    return bits % 2 == 0;
  } else if constexpr (is_integer<T>) {
    if (bits % 17 == 0) return std::numeric_limits<T>::min();
    if (bits % 19 == 0) return std::numeric_limits<T>::max();
    return bits % 3 ? static_cast<T>(bits % 9) : static_cast<T>(bits);
  } else {
    constexpr T special[] = {T(0),
                             T(-0.0),
                             std::numeric_limits<T>::infinity(),
                             T(-std::numeric_limits<T>::infinity()),
                             std::numeric_limits<T>::quiet_NaN(),
                             std::numeric_limits<T>::denorm_min(),
                             std::numeric_limits<T>::max()};
    if (bits % 23 == 0) return special[bits / 23 % 7];
    return T(static_cast<double>(bits % 20011) / 977.0 - 9.0);
  }
}

template <class T>
nd::array<T> random_array(const nd::shape_t& shape, std::uint64_t seed) {
  nd::array<T> a = nd::empty<T>(shape);
  std::uint64_t state = seed * 77 + 5;
  for (nd::index_t i = 0; i < a.size(); ++i) a.data()[i] = random_element<T>(state);
  return a;
}

}  // namespace laws
