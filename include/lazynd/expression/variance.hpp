// SPDX-License-Identifier: BSD-3-Clause
// Variance and standard deviation as mergeable states: one pass over the elements.
#pragma once
#include <cmath>

#include <lazynd/expression/reducers.hpp>

namespace lazynd::reducer {

/// Count, and first and second sums of the distances from a shift near the elements. The mean is `shift + first / count`, the sum of
/// squared distances from it `second - |first|^2 / count`. A shift that is one of at most 128 elements keeps that difference within a
/// factor of 128 of exact even if it is an outlier; merging moves the shift to the mean (Chan, Golub and LeVeque, "Updating formulae and a
/// pairwise algorithm for computing sample variances", 1979). Always double: the sums of a float's distances need it.
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

/// Mean of the squared distances from the mean; the root of it for `Deviation`. Real for complex elements.
template <Element T, bool Deviation>
struct spread {
  using argument_type = T;
  using value_type = std::conditional_t<is_complex_v<T>, std::complex<double>, double>;
  using state_type = moments<value_type>;
  using result_type = typename real_of<T>::type;
  static constexpr const char* name = Deviation ? "std" : "var";
  static constexpr bool needs_elements = false;
  static constexpr std::size_t lanes = 16;
  static LAZYND_ALWAYS_INLINE state_type identity() { return {0, value_type(0), value_type(0), 0}; }
  /// The state after the first element of a lane.
  static LAZYND_ALWAYS_INLINE state_type begin(T x, index_t) { return {1, widen(x), value_type(0), 0}; }
  static LAZYND_ALWAYS_INLINE state_type step(state_type state, T x, index_t) {
    const value_type distance = widen(x) - state.shift;
    return {state.count + 1, state.shift, state.first + distance, state.second + squared_modulus(distance)};
  }
  static LAZYND_ALWAYS_INLINE value_type widen(T x) { return static_cast<value_type>(x); }
  /// The sum of squared distances from the mean.
  static LAZYND_ALWAYS_INLINE double scatter(const state_type& state) {
    const double exact = state.second - squared_modulus(state.first) / state.count;
    const bool overflows = std::isinf(state.second) && state.first - state.first == value_type(0);
    return overflows ? state.second : exact < 0 ? 0 : exact;  // squares that overflow leave inf, not inf - inf
  }
  static LAZYND_ALWAYS_INLINE state_type merge(const state_type& a, const state_type& b) {
    if (b.count == 0) return a;
    if (a.count == 0) return b;
    const value_type mean = a.shift + a.first / a.count;
    const value_type distance = b.shift + b.first / b.count - mean;
    const double count = a.count + b.count;
    const double between = squared_modulus(distance) * (a.count * (b.count / count));
    return {count, mean + distance * (b.count / count), value_type(0), scatter(a) + scatter(b) + between};
  }
  /// NaN for no more elements than `ddof`, infinite or NaN as the division by 0 says.
  static result_type finish(const state_type& state, index_t, double ddof) {
    const double left = state.count > ddof ? state.count - ddof : 0.0;
    const double variance = (state.count == 0 ? 0.0 : scatter(state)) / left;
    return static_cast<result_type>(Deviation ? std::sqrt(variance) : variance);
  }
};
template <Element T>
using var = spread<T, false>;
template <Element T>
using std_deviation = spread<T, true>;

}  // namespace lazynd::reducer
