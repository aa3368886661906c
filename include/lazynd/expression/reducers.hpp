// SPDX-License-Identifier: BSD-3-Clause
// Reductions as partial states: identity, step, merge, finish.
#pragma once
#include <lazynd/expression/operations/arithmetic.hpp>
#include <lazynd/expression/operations/comparison.hpp>

namespace lazynd::reducer {

/// What stands for elements that a mask leaves out: 0 or 1, or -1 for reducers to which every element counts.
template <class Reducer>
inline constexpr int neutral = -1;
template <class Reducer>
requires(Reducer::neutral >= 0) inline constexpr int neutral<Reducer> = Reducer::neutral;

/// Accumulation type of sums and products: integers widen to 64 bits, as in NumPy.
template <Element T>
using widened_t = std::conditional_t<std::is_integral_v<T>,
                                     std::conditional_t<std::is_unsigned_v<T> && !std::is_same_v<T, bool>, std::uint64_t, std::int64_t>, T>;

/// What the order of the elements has to do with the bits of the result.
enum class order_rule : std::uint8_t {
  fixed,     ///< lanes and tree
  adds,      ///< the same, but no order matters where all sums are exact: for integers
  wraps,     ///< the same, but no order matters for integers
  extreme,   ///< none: the result is one of the elements
  position,  ///< none: the result is a position
};

/// Sum of elements of type T. The identity is -0.0, so that a sum of negative zeros stays one; an empty sum is 0.
template <Element T>
struct sum {
  using argument_type = T;
  using state_type = op::computed_t<T>;  ///< half precision adds up in float
  using result_type = T;
  static constexpr const char* name = "sum";
  static constexpr int neutral = 0;
  static constexpr order_rule order = order_rule::adds;
  static constexpr bool needs_elements = false;
  static LAZYND_ALWAYS_INLINE state_type identity() {
    if constexpr (is_complex_v<T>) {
      return T(typename T::value_type(-0.0), typename T::value_type(-0.0));
    } else {
      return static_cast<state_type>(-0.0);
    }
  }
  static LAZYND_ALWAYS_INLINE state_type step(state_type state, state_type x, index_t) { return op::add::apply(state, x); }
  static LAZYND_ALWAYS_INLINE state_type merge(state_type a, state_type b) { return op::add::apply(a, b); }
  static T finish(state_type state, index_t count) { return count == 0 ? T(0) : static_cast<T>(state); }
};

/// Product of elements of type T.
template <Element T>
struct prod {
  using argument_type = T;
  using state_type = op::computed_t<T>;
  using result_type = T;
  static constexpr const char* name = "prod";
  static constexpr int neutral = 1;
  static constexpr order_rule order = order_rule::wraps;
  static constexpr bool needs_elements = false;
  static LAZYND_ALWAYS_INLINE state_type identity() { return state_type(1); }
  static LAZYND_ALWAYS_INLINE state_type step(state_type state, state_type x, index_t) { return op::multiply::apply(state, x); }
  static LAZYND_ALWAYS_INLINE state_type merge(state_type a, state_type b) { return op::multiply::apply(a, b); }
  static T finish(state_type state, index_t) { return static_cast<T>(state); }
};

/// Whether the results of one element or more are the states.
template <class Reducer>
inline constexpr bool state_is_result = false;
template <class T>
inline constexpr bool state_is_result<sum<T>> = std::is_same_v<typename sum<T>::state_type, T>;
template <class T>
inline constexpr bool state_is_result<prod<T>> = std::is_same_v<typename prod<T>::state_type, T>;

/// Arithmetic mean of floats or complex numbers; NaN for no elements.
template <Element T>
struct mean : sum<T> {
  static constexpr const char* name = "mean";
  using typename sum<T>::state_type;
  static T finish(state_type state, index_t count) {
    if constexpr (is_complex_v<T>) {
      const auto n = static_cast<typename T::value_type>(count);
      return count == 0
                 ? T(std::numeric_limits<typename T::value_type>::quiet_NaN(), std::numeric_limits<typename T::value_type>::quiet_NaN())
                 : T(state.real() / n, state.imag() / n);
    } else {
      return static_cast<T>(count == 0 ? std::numeric_limits<state_type>::quiet_NaN() : state / static_cast<state_type>(count));
    }
  }
};

/// The value below or above every other of its type.
template <Element T, bool Highest>
LAZYND_ALWAYS_INLINE constexpr T extreme_value() {
  if constexpr (is_complex_v<T>) {
    return T(extreme_value<typename T::value_type, Highest>(), extreme_value<typename T::value_type, Highest>());
  } else if constexpr (is_floating_v<T>) {
    return static_cast<T>(Highest ? std::numeric_limits<float>::infinity() : -std::numeric_limits<float>::infinity());
  } else {
    return Highest ? std::numeric_limits<T>::max() : std::numeric_limits<T>::lowest();
  }
}

/// The sign bit of a real number.
template <FloatingElement T>
LAZYND_ALWAYS_INLINE bool sign_bit(T x) {
  if constexpr (is_half_v<T>) {
    return (x.bits() & 0x8000) != 0;
  } else {
    return __builtin_signbit(x) != 0;
  }
}

/// Smallest or largest element. Any order of elements gives the same: the zero of `max` is +0 if there is one, that of `min` -0, and there
/// is one NaN. `SkipsNan`: NaN is beaten by every number, rather than winning.
template <Element T, bool Largest, bool SkipsNan>
struct extreme {
  using argument_type = T;
  using state_type = T;
  using result_type = T;
  static constexpr order_rule order = is_complex_v<T> ? order_rule::fixed : order_rule::extreme;
  static constexpr bool needs_elements = true, largest = Largest, skips_nan = SkipsNan && !std::is_integral_v<T>;
  static LAZYND_ALWAYS_INLINE T identity() {
    if constexpr (SkipsNan && !std::is_integral_v<T>) {
      return not_a_number();
    } else {
      return extreme_value<T, !Largest>();
    }
  }
  static LAZYND_ALWAYS_INLINE T step(T state, T x, index_t) { return merge(state, x); }
  static LAZYND_ALWAYS_INLINE T merge(T a, T b) {
    if constexpr (is_complex_v<T>) {
      return op::invoke(std::conditional_t<SkipsNan, std::conditional_t<Largest, op::fmax, op::fmin>,
                                           std::conditional_t<Largest, op::maximum, op::minimum>>{},
                        a, b);
    } else if constexpr (is_floating_v<T>) {
      const bool beyond = Largest ? b > a : b < a;
      const bool of_wanted_sign = sign_bit(b) != Largest, a_is_nan = op::is_nan(a), b_is_nan = op::is_nan(b);
      const bool settles = (b == a) & of_wanted_sign;
      const bool takes = SkipsNan ? (beyond | settles | a_is_nan) : ((beyond | settles | b_is_nan) & !a_is_nan);
      return takes ? b : a;
    } else {
      return op::chosen(Largest ? b > a : b < a, b, a);
    }
  }
  /// Whether no element can change the state any more.
  static bool settled(T state) {
    if constexpr (std::is_integral_v<T>) {
      return state == extreme_value<T, Largest>();
    } else {
      return !SkipsNan && op::is_nan(state);
    }
  }
  static T finish(T state, index_t) {
    if constexpr (is_floating_v<T>) {
      return op::is_nan(state) ? not_a_number() : state;
    } else {
      return state;
    }
  }

 private:
  static LAZYND_ALWAYS_INLINE T not_a_number() {
    if constexpr (is_complex_v<T>) {
      return T(std::numeric_limits<typename T::value_type>::quiet_NaN(), std::numeric_limits<typename T::value_type>::quiet_NaN());
    } else {
      return std::numeric_limits<T>::quiet_NaN();
    }
  }
};

/// Smallest element; NaN when there is one.
template <Element T>
struct min : extreme<T, false, false> {
  static constexpr const char* name = "min";
};

/// Largest element; NaN when there is one.
template <Element T>
struct max : extreme<T, true, false> {
  static constexpr const char* name = "max";
};

/// Smallest element that is not NaN; NaN when there is none.
template <Element T>
struct nanmin : extreme<T, false, true> {
  static constexpr const char* name = "nanmin";
};

/// Largest element that is not NaN; NaN when there is none.
template <Element T>
struct nanmax : extreme<T, true, true> {
  static constexpr const char* name = "nanmax";
};

/// True when some element is; false for none.
struct any : extreme<bool, true, false> {
  static constexpr const char* name = "any";
  static constexpr int neutral = 0;
  static constexpr bool needs_elements = false;
};

/// True when every element is; true for none.
struct all : extreme<bool, false, false> {
  static constexpr const char* name = "all";
  static constexpr int neutral = 1;
  static constexpr bool needs_elements = false;
};

/// A value and where it stands; position -1 before there is one.
template <Element T>
struct located {
  T value;
  index_t position;
};

/// Position of the first smallest (or largest) element; the first NaN wins.
template <Element T, bool Largest>
struct arg_extreme {
  using argument_type = T;
  using state_type = located<T>;
  using result_type = std::int64_t;
  static constexpr const char* name = Largest ? "argmax" : "argmin";
  static constexpr order_rule order = is_complex_v<T> ? order_rule::fixed : order_rule::position;
  static constexpr bool needs_elements = true, largest = Largest;
  static LAZYND_ALWAYS_INLINE state_type identity() { return {extreme_value<T, !Largest>(), -1}; }
  /// True when b must replace a: strictly better, or the first NaN.
  static LAZYND_ALWAYS_INLINE bool better(T b, T a) {
    const bool beyond = Largest ? op::less_than(a, b) : op::less_than(b, a);
    const bool settled = op::is_nan(a);  // both sides of & and | as values: branches would stop vectorisation
    return static_cast<bool>(static_cast<int>(!settled) & static_cast<int>(beyond | op::is_nan(b)));
  }
  static LAZYND_ALWAYS_INLINE state_type step(state_type state, T x, index_t position) {
    const bool replace = (state.position < 0) | better(x, state.value);
    return {replace ? x : state.value, replace ? position : state.position};
  }
  static LAZYND_ALWAYS_INLINE state_type merge(state_type a, state_type b) {
    if (b.position < 0) return a;
    if (a.position < 0) return b;
    if (better(b.value, a.value)) return b;
    if (better(a.value, b.value)) return a;
    return a.position < b.position ? a : b;
  }
  static bool settled(state_type state) {
    return state.position >= 0 && (op::is_nan(state.value) || (std::is_integral_v<T> && state.value == extreme_value<T, Largest>()));
  }
  static std::int64_t finish(state_type state, index_t) { return state.position; }
};
template <Element T>
using argmin = arg_extreme<T, false>;
template <Element T>
using argmax = arg_extreme<T, true>;

}  // namespace lazynd::reducer
