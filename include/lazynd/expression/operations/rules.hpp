// SPDX-License-Identifier: BSD-3-Clause
// Which loop an operation runs for which argument types.
#pragma once
#include <string_view>

#include <lazynd/dtype/casting.hpp>
#include <lazynd/dtype/loops.hpp>

namespace lazynd::op {

using arguments = argument_rule;

/// Computed inside fused kernels.
struct fused_operation {
  static constexpr float weight = 1;
  static constexpr arguments takes = arguments::common;
  static constexpr bool keeps_half = false;
  static constexpr bool compares_mixed = false;  ///< has loops for int64 beside uint64
  template <class... T>
  static constexpr bool may_throw = false;
  template <class T>
  static constexpr bool fused = true;
};

/// Computed by a library kernel, found by name in the registry.
struct library_operation {
  static constexpr float weight = 12;
  static constexpr arguments takes = arguments::common;
  static constexpr bool keeps_half = false;
  static constexpr bool compares_mixed = false;  ///< has loops for int64 beside uint64
  template <class... T>
  static constexpr bool may_throw = false;
  template <class T>
  static constexpr bool fused = false;
};

/// Time of an operation on one element, in additions of doubles: `weight_for<T>` of the first argument where it depends on that.
template <class Op, class T, class... More>
inline constexpr float weight_of = Op::weight;
template <class Op, class T, class... More>
requires requires { Op::template weight_for<T>; }
inline constexpr float weight_of<Op, T, More...> = Op::template weight_for<T>;

// A rule lists the loops an operation has, as NumPy lists them in `ufunc.types`: the characters of their dtypes, in the order in which
// they are tried. The arguments go to the first loop all of them can be cast to safely. The same lists serve at run time.

/// Loops for every dtype.
struct any_number {
  static constexpr std::string_view loops = "?bBhHiIlLeEfdFD";
  static constexpr bool refuses_boolean = false;
};
/// Loops for every dtype but bool.
struct no_boolean {
  static constexpr std::string_view loops = "bBhHiIlLeEfdFD";
  static constexpr bool refuses_boolean = true;
};
/// Loops for every dtype but bool, which counts as int8.
struct boolean_as_int8 : no_boolean {
  static constexpr bool refuses_boolean = false;
};
/// Loops for real dtypes.
struct real_number : any_number {
  static constexpr std::string_view loops = "?bBhHiIlLeEfd";
};
/// Loops for real dtypes but bool, which counts as int8.
struct real_no_boolean : any_number {
  static constexpr std::string_view loops = "bBhHiIlLeEfd";
};
/// Loops for bool and integers.
struct bits_only : any_number {
  static constexpr std::string_view loops = "?bBhHiIlL";
};
/// Loops for integers; bool counts as int8.
struct integers_only : any_number {
  static constexpr std::string_view loops = "bBhHiIlL";
};
/// Loops for floats and complex numbers; integers become the float that holds them.
struct floating_or_complex : any_number {
  static constexpr std::string_view loops = "eEfdFD";
};
/// Loops for floats; integers become the float that holds them.
struct floating_only : any_number {
  static constexpr std::string_view loops = "eEfd";
};
/// Loops in double precision only.
struct double_or_complex : any_number {
  static constexpr std::string_view loops = "dD";
};

/// Whether a rule has a loop of exactly that dtype.
template <class Rule>
constexpr bool accepts(dtype type) {
  return Rule::loops.find(character(type)) != std::string_view::npos;
}

/// The dtype of the loop a rule has for arguments of these dtypes; a sentence where it has none.
template <class Rule, dtype... Arguments>
consteval dtype loop_of() {
  constexpr std::size_t found = detail::find_loop(Rule::loops, {Arguments...});
  constexpr bool exists = found < Rule::loops.size(), floats = accepts<Rule>(dtype::float64);
  static_assert(!Rule::refuses_boolean || ((Arguments != dtype::bool_) || ...),
                "lazynd: this operation is not defined for bool; use logical_xor or logical_not, as NumPy says, or cast first");
  static_assert(exists || !floats, "lazynd: this operation takes real numbers; it is not defined for complex ones");
  static_assert(exists || floats || !accepts<Rule>(dtype::bool_),
                "lazynd: bit operations take bool and integers, not floats or complex numbers");
  static_assert(exists || floats || accepts<Rule>(dtype::bool_), "lazynd: this operation takes integers, not floats or complex numbers");
  return detail::dtype_of_code(Rule::loops[exists ? found : 0]);
}

// Half precision numbers are computed as floats and rounded after each operation, as in NumPy. Operations that need their bits say so
// with `keeps_half`.
template <class T>
using computed_t = std::conditional_t<is_half_v<T>, float, T>;
template <class... T>
struct first_half {
  using type = float;
};
template <class First, class... Rest>
struct first_half<First, Rest...> : std::conditional_t<is_half_v<First>, std::type_identity<First>, first_half<Rest...>> {};

/// `Op` for arguments of exactly these types.
template <class Op, class... T>
LAZYND_ALWAYS_INLINE constexpr auto invoke(const Op& op, T... x) {
  if constexpr (!(is_half_v<T> || ...) || Op::keeps_half) {
    return op.apply(x...);
  } else {
    using wide = decltype(op.apply(computed_t<T>(x)...));
    using narrow = std::conditional_t<std::is_same_v<wide, float>, typename first_half<T...>::type, wide>;
    return static_cast<narrow>(op.apply(computed_t<T>(x)...));
  }
}

/// Type `Op` returns for arguments of exactly these types.
template <class Op, class... T>
using result_t = decltype(invoke(std::declval<const Op&>(), std::declval<T>()...));

/// Unsigned type in which integer arithmetic wraps without undefined behaviour and without promotion to int.
template <std::integral T>
using wrapping_t = std::make_unsigned_t<std::conditional_t<(sizeof(T) < sizeof(int)), int, T>>;

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;

}  // namespace lazynd::op
