// SPDX-License-Identifier: BSD-3-Clause
// Cast, and users' own functions, as operations.
#pragma once
#include <lazynd/expression/operations/rules.hpp>

namespace lazynd::op {

/// Element type conversion with NumPy's `casting="unsafe"` meaning.
template <Element To>
struct cast : fused_operation, any_number {
  static constexpr const char* name = detail::row_of(dtype_of<To>).name.data();
  static constexpr arguments takes = arguments::unchanged;
  static constexpr bool keeps_half = true;
  template <Element From>
  static LAZYND_ALWAYS_INLINE To apply(From a) {
    if constexpr (std::is_same_v<From, bool> && std::is_floating_point_v<To>) {
      return a ? To(1) : To(0);  // compilers do not vectorise the conversion
    } else {
      return cast_element<To>(a);
    }
  }
};

/// The argument as it is: copies.
struct identity : fused_operation, any_number {
  static constexpr const char* name = "copy";
  static constexpr float weight = 0;
  static constexpr bool keeps_half = true;
  template <class T>
  static LAZYND_ALWAYS_INLINE T apply(T a) {
    return a;
  }
};

/// A user's function, called with the elements as they are.
template <class F>
struct mapped : fused_operation, any_number {
  static constexpr const char* name = "map";
  static constexpr float weight = 4;
  static constexpr arguments takes = arguments::unchanged;
  static constexpr bool keeps_half = true;
  template <class... T>
  static constexpr bool may_throw = !std::is_nothrow_invocable_v<const F&, T...>;
  F function;
  explicit mapped(F f) : function(std::move(f)) {}
  template <class... T>
  LAZYND_ALWAYS_INLINE auto apply(T... values) const {
    return function(values...);
  }
};

}  // namespace lazynd::op
