// SPDX-License-Identifier: BSD-3-Clause
// Covariances and correlation coefficients of variables. All are eager, O(variables^2 * observations). Computed in float64 or complex128,
// or in the type that is asked for: `cov<float>(m)` is NumPy's cov(m, dtype=float32).
#pragma once
#include <optional>

#include <lazynd/array/any_array.hpp>
#include <lazynd/dtype/promotion.hpp>

namespace lazynd {

/// Keyword arguments of `cov`.
struct cov_options {
  bool rowvar = true;                        ///< each row is a variable; otherwise each column
  bool bias = false;                         ///< divides by the number of observations instead of one less
  std::optional<double> ddof = {};           ///< the integer that is subtracted from that number, instead of `bias`
  std::optional<any_operand> y = {};         ///< more variables
  std::optional<any_operand> fweights = {};  ///< integers: how often each observation occurs
  std::optional<any_operand> aweights = {};  ///< how much each observation counts
};

/// Keyword arguments of `corrcoef`.
struct corrcoef_options {
  bool rowvar = true;
  std::optional<any_operand> y = {};  ///< more variables
};

/// What covariances are computed in.
template <class T>
concept CovarianceElement = std::is_same_v<T, float> || std::is_same_v<T, double> || std::is_same_v<T, std::complex<float>> ||
    std::is_same_v<T, std::complex<double>>;

namespace detail {

LAZYND_API any_array covariances(const any_operand& m, const cov_options& options, std::optional<dtype> wanted = {});
LAZYND_API any_array correlation_coefficients(const any_operand& x, const corrcoef_options& options, std::optional<dtype> wanted = {});

template <class T>
using covariance_t = std::conditional_t<is_complex_v<T>, std::complex<double>, double>;

}  // namespace detail

/// Covariances of variables: a matrix, a number for a single variable. At most two axes; a line of observations is one variable.
/// NaN or infinity where there are not enough observations. `value_error` for more axes, negative weights and a `ddof` that is no integer,
/// `shape_error` for other numbers of observations, `dtype_error` for frequencies that are not integers and for a typed real `m` with
/// complex `y`.
template <AnyOperand A>
[[nodiscard]] auto cov(const A& m, const cov_options& options = {}) {
  return detail::result_like<detail::covariance_t>(m, detail::covariances(detail::operand_of(m), options));
}
/// Computed in R. `dtype_error` for a real R of complex variables.
template <CovarianceElement R, AnyOperand A>
[[nodiscard]] array<R> cov(const A& m, const cov_options& options = {}) {
  return cast<R>(detail::covariances(detail::operand_of(m), options, dtype_of<R>));
}

/// Correlation coefficients: covariances divided by the standard deviations, within -1 and 1; of a single variable 1, NaN where it does not
/// vary. Errors as `cov`.
template <AnyOperand A>
[[nodiscard]] auto corrcoef(const A& x, const corrcoef_options& options = {}) {
  return detail::result_like<detail::covariance_t>(x, detail::correlation_coefficients(detail::operand_of(x), options));
}
/// Computed in R.
template <CovarianceElement R, AnyOperand A>
[[nodiscard]] array<R> corrcoef(const A& x, const corrcoef_options& options = {}) {
  return cast<R>(detail::correlation_coefficients(detail::operand_of(x), options, dtype_of<R>));
}

}  // namespace lazynd
