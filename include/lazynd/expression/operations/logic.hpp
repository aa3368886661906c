// SPDX-License-Identifier: BSD-3-Clause
// Truth values and bits of elements.
#pragma once
#include <lazynd/expression/operations/rules.hpp>

namespace lazynd::op {

struct truth_operation : fused_operation, any_number {
  static constexpr arguments takes = arguments::boolean;
};

struct logical_and : truth_operation {
  static constexpr const char* name = "logical_and";
  static LAZYND_ALWAYS_INLINE bool apply(bool a, bool b) { return a & b; }
};
struct logical_or : truth_operation {
  static constexpr const char* name = "logical_or";
  static LAZYND_ALWAYS_INLINE bool apply(bool a, bool b) { return a | b; }
};
struct logical_xor : truth_operation {
  static constexpr const char* name = "logical_xor";
  static LAZYND_ALWAYS_INLINE bool apply(bool a, bool b) { return a != b; }
};
struct logical_not : truth_operation {
  static constexpr const char* name = "logical_not";
  static LAZYND_ALWAYS_INLINE bool apply(bool a) { return !a; }
};

struct bitwise_and : fused_operation, bits_only {
  static constexpr const char* name = "bitwise_and";
  template <std::integral T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    return static_cast<T>(a & b);
  }
};
struct bitwise_or : fused_operation, bits_only {
  static constexpr const char* name = "bitwise_or";
  template <std::integral T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    return static_cast<T>(a | b);
  }
};
struct bitwise_xor : fused_operation, bits_only {
  static constexpr const char* name = "bitwise_xor";
  template <std::integral T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    return static_cast<T>(a ^ b);
  }
};
struct invert : fused_operation, bits_only {
  static constexpr const char* name = "invert";
  template <std::integral T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    if constexpr (std::is_same_v<T, bool>) {
      return logical_not::apply(a);
    } else {
      return static_cast<T>(~a);
    }
  }
};

/// Shift to the left; 0 when the count is negative or not below the width.
struct left_shift : fused_operation, integers_only {
  static constexpr const char* name = "left_shift";
  template <Integer T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T count) {
    using U = wrapping_t<T>;
    const bool inside = static_cast<std::make_unsigned_t<T>>(count) < sizeof(T) * 8;
    const U shifted = static_cast<U>(a) << (inside ? static_cast<U>(count) : U(0));
    return inside ? static_cast<T>(shifted) : T(0);
  }
};
/// Arithmetic shift to the right; the sign fills when the count is negative or not below the width.
struct right_shift : fused_operation, integers_only {
  static constexpr const char* name = "right_shift";
  template <Integer T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T count) {
    const bool inside = static_cast<std::make_unsigned_t<T>>(count) < sizeof(T) * 8;
    const T shifted = static_cast<T>(a >> (inside ? count : T(0)));
    return inside ? shifted : static_cast<T>(a < T(0) ? T(-1) : T(0));
  }
};

}  // namespace lazynd::op
