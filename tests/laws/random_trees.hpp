// SPDX-License-Identifier: BSD-3-Clause
// Expression trees drawn at random when the test is compiled, with three meanings: the lazy expression, the same evaluated operation by
// operation, and a slow scalar interpreter that knows nothing of the library.
#pragma once
#include <cmath>
#include <concepts>
#include <type_traits>

#include <lazynd/lazynd.hpp>

namespace laws {

namespace nd = lazynd;

template <class T>
inline constexpr bool is_integer = std::is_integral_v<T>;

/// Wraps like the library and NumPy do.
template <class T, class F>
T wrapped(T a, T b, F f) {
  if constexpr (is_integer<T>) {
    using U = std::uint64_t;
    return static_cast<T>(f(static_cast<U>(a), static_cast<U>(b)));
  } else {
    return f(a, b);
  }
}

template <class T>
struct plus {
  static auto lazy(auto&& a, auto&& b) { return a + b; }
  static T scalar(T a, T b) {
    return wrapped(a, b, [](auto x, auto y) { return x + y; });
  }
};
template <class T>
struct minus {
  static auto lazy(auto&& a, auto&& b) { return a - b; }
  static T scalar(T a, T b) {
    return wrapped(a, b, [](auto x, auto y) { return x - y; });
  }
};
template <class T>
struct times {
  static auto lazy(auto&& a, auto&& b) { return a * b; }
  static T scalar(T a, T b) {
    return wrapped(a, b, [](auto x, auto y) { return x * y; });
  }
};
template <class T>
struct smaller {
  static auto lazy(auto&& a, auto&& b) { return nd::minimum(a, b); }
  static T scalar(T a, T b) { return a != a ? a : b != b ? b : b < a ? b : a; }
};
template <class T>
struct larger_or_number {
  static auto lazy(auto&& a, auto&& b) { return nd::fmax(a, b); }
  static T scalar(T a, T b) { return a != a ? b : b != b ? a : b > a ? b : a; }
};
template <class T>
struct chosen {
  static auto lazy(auto&& a, auto&& b) { return nd::where(a > b, a, nd::abs(b)); }
  static T scalar(T a, T b) {
    if constexpr (std::is_unsigned_v<T>) {
      return a > b ? a : b;
    } else if constexpr (is_integer<T>) {
      return a > b ? a : b < 0 ? minus<T>::scalar(T(0), b) : b;
    } else {
      return a > b ? a : std::fabs(b);
    }
  }
};
template <class T>
struct quotient_or_remainder {
  static auto lazy(auto&& a, auto&& b) {
    if constexpr (is_integer<T>) {
      return a % b;
    } else {
      return a / b;
    }
  }
  static T scalar(T a, T b) {
    if constexpr (is_integer<T>) {
      if (b == 0) return 0;
      if (std::is_signed_v<T> && b == static_cast<T>(-1)) return 0;
      const auto rest = a % b;
      return static_cast<T>(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
    } else {
      return a / b;
    }
  }
};
template <class T>
struct rooted_or_masked {
  static auto lazy(auto&& a, auto&& b) {
    if constexpr (is_integer<T>) {
      return (a & b) ^ 5;
    } else {
      return nd::sqrt(nd::abs(a)) - nd::floor(b);
    }
  }
  static T scalar(T a, T b) {
    if constexpr (is_integer<T>) {
      return static_cast<T>((a & b) ^ T(5));
    } else {
      return std::sqrt(std::fabs(a)) - std::floor(b);
    }
  }
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
    if constexpr (kind == 7) return branch<rooted_or_masked, left, right, T>{};
  }
}

/// Random elements, special values among them.
template <class T>
T random_element(std::uint64_t& state) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  const auto bits = state >> 33;
  if constexpr (is_integer<T>) {
    if (bits % 17 == 0) return std::numeric_limits<T>::min();
    if (bits % 19 == 0) return std::numeric_limits<T>::max();
    return bits % 3 ? static_cast<T>(bits % 9) : static_cast<T>(bits);
  } else {
    constexpr T special[] = {T(0),
                             T(-0.0),
                             std::numeric_limits<T>::infinity(),
                             -std::numeric_limits<T>::infinity(),
                             std::numeric_limits<T>::quiet_NaN(),
                             std::numeric_limits<T>::denorm_min(),
                             std::numeric_limits<T>::max()};
    if (bits % 23 == 0) return special[bits / 23 % 7];
    return static_cast<T>(static_cast<double>(bits % 20011) / 977.0 - 9.0);
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
