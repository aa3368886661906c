// SPDX-License-Identifier: BSD-3-Clause
// Values between points. Eager, O(n log(points)), parallel.
#pragma once
#include <complex>
#include <optional>

#include <lazynd/array/any_array.hpp>

namespace lazynd {

/// Keyword arguments of `interp`.
struct interp_options {
  std::optional<std::complex<double>> left = {};   ///< for x before the first point; its value by default
  std::optional<std::complex<double>> right = {};  ///< for x after the last point
  std::optional<double> period = {};               ///< the points go round; need not be sorted, `left` and `right` do not count
};

namespace detail {

LAZYND_API any_array interpolated(const any_operand& x, const any_operand& xp, const any_operand& fp, const interp_options& options);

template <AnyOperand F>
struct interpolating {
  template <class T>
  using result = std::conditional_t<is_complex_v<value_t<F>>, std::complex<double>, double>;
};

}  // namespace detail

/// The line through points (xp, fp), which are 1-d with xp increasing, at each x. Shape of x; float64, complex128 for complex fp. NaN stays
/// NaN, but beside a single point, whose value it is. `value_error` for no points, points of several axes and a period of 0, `shape_error`
/// for fp of another length than xp, `dtype_error` for complex x or xp, and for complex `left` or `right` with real fp.
template <AnyOperand X, AnyOperand P, AnyOperand F>
[[nodiscard]] auto interp(const X& x, const P& xp, const F& fp, const interp_options& options = {}) {
  any_array result = detail::interpolated(detail::operand_of(x), detail::operand_of(xp), detail::operand_of(fp), options);
  if constexpr (Dynamic<X> || Dynamic<P> || Dynamic<F>) {
    return result;
  } else {
    return detail::result_like<detail::interpolating<F>::template result>(x, std::move(result));
  }
}

}  // namespace lazynd
