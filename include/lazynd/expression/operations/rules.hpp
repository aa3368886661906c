// SPDX-License-Identifier: BSD-3-Clause
// Which loop an operation runs for which argument types.
#pragma once
#include <lazynd/dtype/casting.hpp>
#include <lazynd/dtype/promotion.hpp>

namespace lazynd::op {

/// How the types of the arguments are brought to those of a loop.
enum class arguments : std::uint8_t {
  common,     ///< promoted together
  boolean,    ///< each compared with 0
  condition,  ///< the first compared with 0, the others promoted together
  unchanged,  ///< as they are
};

/// Computed inside fused kernels.
struct fused_operation {
  static constexpr float weight = 1;
  static constexpr arguments takes = arguments::common;
  template <class... T>
  static constexpr bool may_throw = false;
  template <class T>
  static constexpr bool fused = true;
};

/// Computed by a library kernel, found by name in the registry.
struct library_operation {
  static constexpr float weight = 12;
  static constexpr arguments takes = arguments::common;
  template <class... T>
  static constexpr bool may_throw = false;
  template <class T>
  static constexpr bool fused = false;
};

// A rule says which dtypes have a loop of their own (`accepts`) and which loop runs for a common dtype of the arguments (`loop`).

/// Loops for every dtype.
struct any_number {
  static constexpr bool accepts(dtype) { return true; }
  template <dtype Common>
  static consteval dtype loop() {
    return Common;
  }
};

/// Loops for every dtype but bool.
struct no_boolean {
  static constexpr bool accepts(dtype type) { return kind(type) != dtype_kind::boolean; }
  template <dtype Common>
  static consteval dtype loop() {
    static_assert(accepts(Common),
                  "lazynd: this operation is not defined for bool; use logical_xor or logical_not, as NumPy says, or cast first");
    return Common;
  }
};

/// Loops for every dtype but bool, which counts as int8.
struct boolean_as_int8 {
  static constexpr bool accepts(dtype type) { return kind(type) != dtype_kind::boolean; }
  template <dtype Common>
  static consteval dtype loop() {
    return Common == dtype::bool_ ? dtype::int8 : Common;
  }
};

/// Loops for real dtypes.
struct real_number {
  static constexpr bool accepts(dtype type) { return kind(type) != dtype_kind::complex; }
  template <dtype Common>
  static consteval dtype loop() {
    static_assert(accepts(Common), "lazynd: this operation takes real numbers; it is not defined for complex ones");
    return Common;
  }
};

/// Loops for real dtypes but bool, which counts as int8.
struct real_no_boolean : real_number {
  static constexpr bool accepts(dtype type) { return real_number::accepts(type) && type != dtype::bool_; }
  template <dtype Common>
  static consteval dtype loop() {
    return real_number::loop<Common>() == dtype::bool_ ? dtype::int8 : Common;
  }
};

/// Loops for bool and integers.
struct bits_only {
  static constexpr bool accepts(dtype type) { return kind(type) < dtype_kind::floating; }
  template <dtype Common>
  static consteval dtype loop() {
    static_assert(accepts(Common), "lazynd: bit operations take bool and integers, not floats or complex numbers");
    return Common;
  }
};

/// Loops for integers; bool counts as int8.
struct integers_only {
  static constexpr bool accepts(dtype type) { return kind(type) < dtype_kind::floating && type != dtype::bool_; }
  template <dtype Common>
  static consteval dtype loop() {
    static_assert(kind(Common) < dtype_kind::floating, "lazynd: this operation takes integers, not floats or complex numbers");
    return Common == dtype::bool_ ? dtype::int8 : Common;
  }
};

/// Loops for floats and complex numbers; integers become float64.
struct division {
  static constexpr bool accepts(dtype type) { return kind(type) >= dtype_kind::floating; }
  template <dtype Common>
  static consteval dtype loop() {
    return accepts(Common) ? Common : dtype::float64;
  }
};

/// Loops for floats and complex numbers; integers become the float that holds them.
struct floating_or_complex {
  static constexpr bool accepts(dtype type) { return kind(type) >= dtype_kind::floating; }
  template <dtype Common>
  static consteval dtype loop() {
    return accepts(Common) ? Common : detail::floating_of(dtype_kind::floating, detail::real_width(Common));
  }
};

/// Loops for floats; integers become the float that holds them.
struct floating_only {
  static constexpr bool accepts(dtype type) { return kind(type) == dtype_kind::floating; }
  template <dtype Common>
  static consteval dtype loop() {
    static_assert(kind(Common) != dtype_kind::complex, "lazynd: this operation takes real numbers; it is not defined for complex ones");
    return floating_or_complex::loop<Common>();
  }
};

/// Type `Op` returns for arguments of exactly these types.
template <class Op, class... T>
using result_t = decltype(std::declval<const Op&>().apply(std::declval<T>()...));

/// Unsigned type in which integer arithmetic wraps without undefined behaviour and without promotion to int.
template <std::integral T>
using wrapping_t = std::make_unsigned_t<std::conditional_t<(sizeof(T) < sizeof(int)), int, T>>;

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;

}  // namespace lazynd::op
