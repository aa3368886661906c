// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/correlation.hpp>

#include <cmath>

#include <lazynd/array/average.hpp>
#include <lazynd/array/creation.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "statistics/arguments.hpp"

namespace lazynd::detail {

namespace {

/// Variables by observations.
any_view variables_of(const any_operand& given, dtype type, bool rowvar, const char* function) {
  const any_view x(c_ordered(given, type));
  if (x.ndim() > 2) throw value_error(std::string(function) + ": more than two axes");
  if (x.ndim() < 2) return reshaped(x, {1, -1});
  return rowvar ? x : any_view(view_block(x.storage(), x.storage()->data, transposed(x.storage()->where)));
}

/// Weights as float64, one for each observation.
array<double> weights_of(const any_operand& given, index_t observations, const char* what) {
  array<double> weights = cast<double>(viewed(given));
  if (weights.shape() != dims{observations}) {
    throw shape_error(std::string("cov: ") + what + " must be one for each of " + std::to_string(observations) + " observations");
  }
  if (eval(any(weights < 0)).item()) throw value_error(std::string("cov: ") + what + " must not be negative");
  return weights;
}

/// The sum of weights, less what makes estimates unbiased.
double divisor(index_t observations, double ddof, const std::optional<array<double>>& frequencies,
               const std::optional<array<double>>& importances) {
  if (!frequencies && !importances) return static_cast<double>(observations) - ddof;
  const double total = frequencies && importances ? eval(sum(*frequencies * *importances)).item()
                                                  : eval(sum(frequencies ? *frequencies : *importances)).item();
  if (ddof == 0) return total;
  if (!importances) return total - ddof;
  const double squares = frequencies ? eval(sum(*frequencies * square(*importances))).item() : eval(sum(square(*importances))).item();
  return total - ddof * squares / total;
}

/// sum(x * w * conj(y)) for all pairs of rows.
template <class T>
array<T> products_of_rows(const view<const T>& x, const std::optional<array<double>>& weights) {
  const index_t n = x.shape(0);
  array<T> products = empty<T>({n, n});
  for (index_t i = 0; i < n; ++i) {
    const array<T> weighted = weights ? array<T>(x(i, all) * *weights) : array<T>(x(i, all));
    for (index_t j = 0; j <= i; ++j) {
      if constexpr (is_complex_v<T>) {
        const T product = eval(sum(x(j, all) * conjugate(weighted))).item();
        products(j, i) = product;
        products(i, j) = std::conj(product);
      } else {
        products(i, j) = products(j, i) = eval(sum(weighted * x(j, all))).item();
      }
    }
  }
  return products;
}

template <class T>
array<T> covariances_of(const any_array& variables, double factor, const std::optional<array<double>>& weights) {
  const view<const T> x = as<T>(variables);
  any_average_options options{.axis = 1, .keepdims = true};
  if (weights) options.weights.emplace(*weights);
  const array<T> centred = x - cast<T>(average(variables, options));
  array<T> products = products_of_rows<T>(view<const T>(centred), weights);
  products *= factor;
  return products;
}

/// Without axes of one element.
any_array squeezed(any_array x) { return x.size() == 1 ? any_array(reshape_block(x.storage(), {})) : x; }

any_array covariance_matrix(const any_operand& m, const cov_options& options, const char* function) {
  dtype type = promote_types(m.dtype(), dtype::float64);
  if (options.y) type = promote_types(type, options.y->dtype());
  std::vector<any_view> parts = {variables_of(m, type, options.rowvar, function)};
  if (options.y) parts.push_back(variables_of(*options.y, type, options.rowvar, function));
  const any_array x = concatenated(parts, 0, function);
  const index_t observations = x.shape(1);
  if (x.shape(0) == 0) return any_array(allocate_block(type, {0, 0}));
  std::optional<array<double>> frequencies, importances, weights;
  if (options.fweights) {
    if (kind(options.fweights->dtype()) >= dtype_kind::floating) {
      const any_view given = viewed(*options.fweights);
      if (!as<bool>(any_array(all(equal(rint(given), given)))).item()) throw dtype_error("cov: fweights must be integers");
    }
    frequencies = weights_of(*options.fweights, observations, "fweights");
  }
  if (options.aweights) importances = weights_of(*options.aweights, observations, "aweights");
  if (frequencies && importances) {
    weights = array<double>(*frequencies * *importances);
  } else if (frequencies || importances) {
    weights = frequencies ? frequencies : importances;
  }
  const double ddof = options.ddof.value_or(options.bias ? 0 : 1);
  const double factor = 1 / std::max(0.0, divisor(observations, ddof, frequencies, importances));
  if (type == dtype::complex128) return covariances_of<std::complex<double>>(x, factor, weights);
  return covariances_of<double>(x, factor, weights);
}

}  // namespace

any_array covariances(const any_operand& m, const cov_options& options) { return squeezed(covariance_matrix(m, options, "cov")); }

any_array correlation_coefficients(const any_operand& x, const corrcoef_options& options) {
  any_array c = covariance_matrix(x, {.rowvar = options.rowvar, .y = options.y}, "corrcoef");
  visit_dtype(c.dtype(), [&]<class T>(std::type_identity<T>) {
    if constexpr (std::is_same_v<T, covariance_t<T>>) {
      const view<T> r = as<T>(c);
      std::vector<double> deviations;
      for (index_t i = 0; i < r.shape(0); ++i) deviations.push_back(std::sqrt(std::real(r(i, i))));
      const auto bounded = [](double part) { return part > 1 ? 1 : part < -1 ? -1 : part; };
      for (index_t i = 0; i < r.shape(0); ++i) {
        for (index_t j = 0; j < r.shape(1); ++j) {
          const T scaled = r(i, j) / deviations[static_cast<std::size_t>(i)] / deviations[static_cast<std::size_t>(j)];
          if constexpr (is_complex_v<T>) {
            r(i, j) = T(bounded(scaled.real()), bounded(scaled.imag()));
          } else {
            r(i, j) = bounded(scaled);
          }
        }
      }
    }
  });
  return squeezed(std::move(c));
}

}  // namespace lazynd::detail
