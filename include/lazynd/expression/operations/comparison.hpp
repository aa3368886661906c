// SPDX-License-Identifier: BSD-3-Clause
// Comparison, selection and order of elements. Complex numbers are ordered by real, then imaginary part.
#pragma once
#include <cmath>
#include <utility>

#include <lazynd/expression/operations/rules.hpp>

namespace lazynd::op {

/// a < b. Complex numbers as in NumPy: by real, then imaginary part; nothing is ordered with a number that has a NaN.
template <class T>
LAZYND_ALWAYS_INLINE bool less_than(T a, T b) {
  if constexpr (is_complex_v<T>) {
    const bool a_ordered = a.imag() == a.imag(), b_ordered = b.imag() == b.imag();
    const bool less_real = a.real() < b.real(), same_real = a.real() == b.real(), less_imag = a.imag() < b.imag();
    return (less_real & a_ordered & b_ordered) | (same_real & less_imag);
  } else {
    return a < b;
  }
}
template <class T>
LAZYND_ALWAYS_INLINE bool equal_to(T a, T b) {
  if constexpr (is_complex_v<T>) {
    return (int{a.real() == b.real()} & int{a.imag() == b.imag()}) != 0;
  } else {
    return a == b;
  }
}
/// a where the condition holds, else b; part by part, which vectorises.
template <class T>
LAZYND_ALWAYS_INLINE T chosen(bool condition, T a, T b) {
  if constexpr (is_complex_v<T>) {
    return T(condition ? a.real() : b.real(), condition ? a.imag() : b.imag());
  } else if constexpr (std::is_same_v<T, bool>) {
    return (condition & a) | (!condition & b);
  } else {
    return condition ? a : b;
  }
}
template <class T>
LAZYND_ALWAYS_INLINE bool is_nan(T a) {
  if constexpr (is_complex_v<T>) {
    return (int{a.real() != a.real()} | int{a.imag() != a.imag()}) != 0;
  } else if constexpr (is_floating_v<T>) {
    return a != a;
  } else {
    return false;
  }
}

/// int64 and uint64 have no common integer type; comparing them as float64 would be wrong beyond 2^53.
struct comparison : fused_operation, any_number {
  static constexpr bool compares_mixed = true;
};
#define LAZYND_MIXED_COMPARISON(FUNCTION)                                                                 \
  static LAZYND_ALWAYS_INLINE bool apply(std::int64_t a, std::uint64_t b) { return std::FUNCTION(a, b); } \
  static LAZYND_ALWAYS_INLINE bool apply(std::uint64_t a, std::int64_t b) { return std::FUNCTION(a, b); }

struct equal : comparison {
  static constexpr const char* name = "equal";
  LAZYND_MIXED_COMPARISON(cmp_equal)
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a, T b) {
    return equal_to(a, b);
  }
};
struct not_equal : comparison {
  static constexpr const char* name = "not_equal";
  LAZYND_MIXED_COMPARISON(cmp_not_equal)
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a, T b) {
    return !equal_to(a, b);
  }
};
struct less : comparison {
  static constexpr const char* name = "less";
  LAZYND_MIXED_COMPARISON(cmp_less)
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a, T b) {
    return less_than(a, b);
  }
};
struct less_equal : comparison {
  static constexpr const char* name = "less_equal";
  LAZYND_MIXED_COMPARISON(cmp_less_equal)
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a, T b) {
    if constexpr (is_complex_v<T>) {
      const bool below = less_than(a, b), same_real = a.real() == b.real(), same_imag = a.imag() == b.imag();
      return below | (same_real & same_imag);
    } else {
      return a <= b;
    }
  }
};
struct greater : comparison {
  static constexpr const char* name = "greater";
  LAZYND_MIXED_COMPARISON(cmp_greater)
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a, T b) {
    return less_than(b, a);
  }
};
struct greater_equal : comparison {
  static constexpr const char* name = "greater_equal";
  LAZYND_MIXED_COMPARISON(cmp_greater_equal)
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a, T b) {
    return less_equal::apply(b, a);
  }
};

#undef LAZYND_MIXED_COMPARISON

/// The smaller; NaN when either is.
struct minimum : fused_operation, any_number {
  static constexpr const char* name = "minimum";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (is_complex_v<T>) {
      const bool first = less_equal::apply(a, b), nan = is_nan(a);
      return chosen(first | nan, a, b);
    } else {
      const bool second = b < a, nan = is_nan(b);
      return chosen(second | nan, b, a);
    }
  }
};
/// The larger; NaN when either is.
struct maximum : fused_operation, any_number {
  static constexpr const char* name = "maximum";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    if constexpr (is_complex_v<T>) {
      const bool first = less_equal::apply(b, a), nan = is_nan(a);
      return chosen(first | nan, a, b);
    } else {
      const bool second = b > a, nan = is_nan(b);
      return chosen(second | nan, b, a);
    }
  }
};
/// The smaller; a NaN loses against a number.
struct fmin : fused_operation, any_number {
  static constexpr const char* name = "fmin";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    const bool first = less_equal::apply(a, b), nan = is_nan(b);
    return chosen(first | nan, a, b);
  }
};
/// The larger; a NaN loses against a number.
struct fmax : fused_operation, any_number {
  static constexpr const char* name = "fmax";
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a, T b) {
    const bool first = less_equal::apply(b, a), nan = is_nan(b);
    return chosen(first | nan, a, b);
  }
};
/// minimum(maximum(x, low), high).
struct clip : fused_operation, any_number {
  static constexpr const char* name = "clip";
  static constexpr float weight = 2;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T x, T low, T high) {
    return minimum::apply(maximum::apply(x, low), high);
  }
};
/// `a` where the condition holds, else `b`.
struct where : fused_operation, any_number {
  static constexpr const char* name = "where";
  static constexpr arguments takes = arguments::condition;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(bool condition, T a, T b) {
    return chosen(condition, a, b);
  }
};

struct isnan : fused_operation, any_number {
  static constexpr const char* name = "isnan";
  template <class T>
  static LAZYND_ALWAYS_INLINE bool apply(T a) {
    return is_nan(a);
  }
};

}  // namespace lazynd::op
