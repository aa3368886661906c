// SPDX-License-Identifier: BSD-3-Clause
// Variance and standard deviation as mergeable states: one pass over the elements.
#pragma once
#include <algorithm>
#include <cmath>

#include <lazynd/expression/reducers.hpp>

namespace lazynd::reducer {

/// Moments of some elements, in one of two forms. While elements come: their number, one of them as `shift`, the sum of the distances from
/// it, and the sum of their squares. Once merged: the number negated, the same shift, the distance of the mean from it, and the sum of the
/// squared distances from the mean. A shift that is one of at most 2048 elements costs about 11 bits if it is an outlier; means are kept as
/// distances from a shift because rounding them would cost as much as two variances differ. Merging is that of Chan, Golub and LeVeque,
/// "Updating formulae and a pairwise algorithm for computing sample variances", 1979. Sums are always double: those of a float's distances
/// need it.
template <class V>
struct moments {
  double count;
  V shift;
  V first;
  double second;
};

/// Element type of the parts of a number.
template <Element T>
struct real_of : std::type_identity<T> {};
template <class R>
struct real_of<std::complex<R>> : std::type_identity<R> {};

/// |x|^2
LAZYND_ALWAYS_INLINE double squared_modulus(double x) { return x * x; }
LAZYND_ALWAYS_INLINE double squared_modulus(std::complex<double> x) { return x.real() * x.real() + x.imag() * x.imag(); }

/// Real part of the product of a and b's conjugate.
LAZYND_ALWAYS_INLINE double inner(double a, double b) { return a * b; }
LAZYND_ALWAYS_INLINE double inner(std::complex<double> a, std::complex<double> b) { return a.real() * b.real() + a.imag() * b.imag(); }

/// Mean of the squared distances from the mean; the root of it for `Deviation`. Real for complex elements.
template <Element T, bool Deviation>
struct spread {
  using argument_type = T;
  using value_type = std::conditional_t<is_complex_v<T>, std::complex<double>, double>;
  /// What distances from a shift are rounded to: float for what fits into one, as in NumPy. Squares of floats are exact in double.
  using distance_type = std::conditional_t<!is_complex_v<T> && sizeof(T) <= sizeof(float), float, value_type>;
  using state_type = moments<value_type>;
  using result_type = typename real_of<T>::type;
  static constexpr const char* name = Deviation ? "std" : "var";
  static constexpr order_rule order = order_rule::fixed;
  static constexpr bool needs_elements = false;
  static constexpr std::size_t lanes = 16;
  static constexpr int together = 2048;  ///< elements that have their distances taken from one shift
  static LAZYND_ALWAYS_INLINE state_type identity() { return {0, value_type(0), value_type(0), 0}; }
  /// The state after the first element of a lane.
  static LAZYND_ALWAYS_INLINE state_type begin(T x, index_t) {
    return {1, widen(x), value_type(0), squared_modulus(widen(x) - widen(x))};  // NaN if x is infinite: its distances have no sum
  }
  static LAZYND_ALWAYS_INLINE state_type step(state_type state, T x, index_t) {
    const value_type distance = is_far(state.shift) ? widen(x) - state.shift : rounded_distance(x, static_cast<distance_type>(state.shift));
    return {state.count + 1, state.shift, state.first + distance, state.second + squared_modulus(distance)};
  }
  static LAZYND_ALWAYS_INLINE value_type rounded_distance(T x, distance_type shift) {
    return static_cast<value_type>(static_cast<distance_type>(x) - shift);
  }
  /// Whether distances of finite elements from a shift can overflow when they are rounded: where floats are 2^79 and more apart.
  static LAZYND_ALWAYS_INLINE bool is_far([[maybe_unused]] const value_type& shift) {
    if constexpr (std::is_same_v<distance_type, value_type>) {
      return false;
    } else {
      return std::fabs(shift) > 0x1p102;
    }
  }
  static LAZYND_ALWAYS_INLINE value_type widen(T x) { return static_cast<value_type>(x); }
  /// Distance of the mean from the shift.
  static LAZYND_ALWAYS_INLINE value_type offset(const state_type& state) {
    return state.count < 0 ? state.first : state.first / state.count;
  }
  /// Sum of squared distances from the mean.
  static LAZYND_ALWAYS_INLINE double scatter(const state_type& state) {
    if (state.count < 0) return state.second;
    const double exact = state.second - squared_modulus(state.first) / state.count;
    const bool overflows = std::isinf(state.second) && state.first - state.first == value_type(0);
    return overflows ? state.second : exact < 0 ? 0 : exact;  // squares that overflow leave inf, not inf - inf
  }
  /// Whether neither is merged, and both have `together` elements at most.
  static LAZYND_ALWAYS_INLINE bool can_join(const state_type& a, const state_type& b) {
    return a.count > 0 && b.count > 0 && a.count + b.count <= static_cast<double>(together);
  }
  /// Merges what can join: sums of powers of distances from another shift, without a division.
  static LAZYND_ALWAYS_INLINE state_type joined(const state_type& a, const state_type& b) {
    const value_type apart = b.shift - a.shift;
    return {a.count + b.count, a.shift, a.first + (b.first + apart * b.count),
            a.second + (b.second + 2 * inner(apart, b.first) + squared_modulus(apart) * b.count)};
  }
  static LAZYND_ALWAYS_INLINE state_type merge(const state_type& a, const state_type& b) {
    if (b.count == 0) return a;
    if (a.count == 0) return b;
    if (can_join(a, b)) return joined(a, b);
    const double left = std::fabs(a.count), right = std::fabs(b.count), share = right / (left + right);
    const value_type distance = (b.shift - a.shift) + (offset(b) - offset(a));
    const double between = squared_modulus(distance) * (left * share);
    return {-(left + right), a.shift, offset(a) + distance * share, scatter(a) + scatter(b) + between};
  }
  /// NaN for no more elements than `ddof`, infinite or NaN as the division by 0 says.
  static result_type finish(const state_type& state, index_t, double ddof) {
    const double count = std::fabs(state.count), left = count > ddof ? count - ddof : 0.0;
    const double variance = (count == 0 ? 0.0 : scatter(state)) / left;
    return static_cast<result_type>(Deviation ? std::sqrt(variance) : variance);
  }
};
template <Element T>
using var = spread<T, false>;
template <Element T>
using std_deviation = spread<T, true>;

/// Sum of squares divided by their number less `ddof`: of distances from a mean that is known, the variance; the root of it for `Root`.
template <Element T, bool Root>
struct mean_of_squares : sum<T> {
  static constexpr const char* name = Root ? "root_mean_square" : "mean_square";
  using typename sum<T>::state_type;
  static T finish(state_type state, index_t count, double ddof) {
    const auto left = static_cast<state_type>(std::max(static_cast<double>(count) - ddof, 0.0));
    const state_type mean = (count == 0 ? state_type(0) : state) / left;
    return static_cast<T>(Root ? std::sqrt(mean) : mean);
  }
};
template <Element T>
using mean_square = mean_of_squares<T, false>;
template <Element T>
using root_mean_square = mean_of_squares<T, true>;

}  // namespace lazynd::reducer
