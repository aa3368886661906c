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
#include "statistics/product_sums.hpp"

namespace lazynd::detail {

namespace {

/// Variables by observations. `row` tells that a single row is a variable even if columns are the variables.
any_view variables_of(const any_operand& given, dtype type, bool rowvar, bool row, const char* function) {
  const any_view x(c_ordered(given, type));
  if (x.ndim() > 2) throw value_error(std::string(function) + ": more than two axes");
  if (x.ndim() < 2) return reshaped(x, {1, -1});
  return rowvar || (row && x.shape(0) == 1) ? x : any_view(view_block(x.storage(), x.storage()->data, transposed(x.storage()->where)));
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

/// sum(x * w * conj(y)) for all pairs of variables, less their centres: those of their real and imaginary parts, put together.
template <class T>
array<T> products_of_variables(const view<const T>& x, const array<T>& centres, const double* weights) {
  using R = decltype(std::real(T()));
  constexpr index_t parts = is_complex_v<T> ? 2 : 1;
  const auto step = [&](std::size_t axis) { return x.strides()[axis] / static_cast<index_t>(sizeof(R)); };
  const index_t n = x.shape(0), rows = parts * n;
  array<R> sums = empty<R>({rows, rows});
  sum_products<R>({.first = reinterpret_cast<const R*>(x.data()),
                   .rows = rows,
                   .columns = x.shape(1),
                   .parts = parts,
                   .row_step = step(0),
                   .column_step = step(1),
                   .centres = reinterpret_cast<const R*>(centres.data()),
                   .weights = weights},
                  sums.data());
  array<T> products = empty<T>({n, n});
  const auto sum = [&](index_t i, index_t j) { return sums.data()[i * rows + j]; };
  for (index_t i = 0; i < n; ++i) {
    for (index_t j = 0; j <= i; ++j) {
      if constexpr (is_complex_v<T>) {
        const R across = i == j ? R(0) : sum(2 * i, 2 * j + 1) - sum(2 * i + 1, 2 * j);
        const T product(sum(2 * i, 2 * j) + sum(2 * i + 1, 2 * j + 1), across);
        products(i, j) = std::conj(product);
        products(j, i) = product;
      } else {
        products(i, j) = products(j, i) = sum(i, j);
      }
    }
  }
  return products;
}

template <class T>
array<T> covariances_of(const any_view& variables, double factor, const std::optional<array<double>>& weights) {
  const view<const T> x(variables.storage());
  const array<T> centres =
      weights ? array<T>(cast<T>(average(variables, {.axis = 1, .weights = *weights}))) : array<T>(mean(x, {.axis = 1}));
  array<T> products = products_of_variables<T>(x, centres, weights ? weights->data() : nullptr);
  products *= factor;
  return products;
}

/// Without axes of one element.
any_array squeezed(any_array x) { return x.size() == 1 ? any_array(reshape_block(x.storage(), {})) : x; }

/// Calls f with the type of that dtype if covariances are computed in it.
template <class F>
void with_computed(dtype type, F f) {
  visit_dtype(type, [&]<class T>(std::type_identity<T> given) {
    if constexpr (CovarianceElement<T>) f(given);
  });
}

/// The dtype covariances are computed in: as asked for, else float64 or complex128.
dtype covariance_dtype(const any_operand& m, const cov_options& options, std::optional<dtype> wanted, const char* function) {
  dtype common = promote_types(m.dtype(), dtype::float64);
  if (options.y) common = promote_types(common, options.y->dtype());
  if (wanted && kind(*wanted) < kind(common)) {
    throw dtype_error(std::string(function) + ": " + std::string(name(*wanted)) + " does not hold covariances of " +
                      std::string(name(common)));
  }
  return wanted.value_or(common);
}

any_array covariance_matrix(const any_operand& m, const cov_options& options, std::optional<dtype> wanted, const char* function) {
  const dtype type = covariance_dtype(m, options, wanted, function);
  if (options.ddof && *options.ddof != std::trunc(*options.ddof)) throw value_error(std::string(function) + ": ddof must be an integer");
  std::vector<any_view> parts = {variables_of(m, type, options.rowvar, false, function)};
  if (options.y) parts.push_back(variables_of(*options.y, type, options.rowvar, true, function));
  const any_view x = options.y ? any_view(concatenated(parts, 0, function)) : parts[0];
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
  any_array found;
  with_computed(type, [&]<class T>(std::type_identity<T>) { found = covariances_of<T>(x, factor, weights); });
  return found;
}

/// Within -1 and 1; NaN stays.
template <class T>
T bounded(T x) {
  return x > T(1) ? T(1) : x < T(-1) ? T(-1) : x;
}

/// Divides by the deviations of both variables.
template <class T>
void standardise(const view<T>& c) {
  if (c.size() == 1) {
    c(0, 0) = c(0, 0) / c(0, 0);
    return;
  }
  std::vector<decltype(std::real(T()))> deviations;
  for (index_t i = 0; i < c.shape(0); ++i) deviations.push_back(std::sqrt(std::real(c(i, i))));
  for (index_t i = 0; i < c.shape(0); ++i) {
    for (index_t j = 0; j < c.shape(1); ++j) {
      const T scaled = c(i, j) / deviations[static_cast<std::size_t>(i)] / deviations[static_cast<std::size_t>(j)];
      if constexpr (is_complex_v<T>) {
        c(i, j) = T(bounded(scaled.real()), bounded(scaled.imag()));
      } else {
        c(i, j) = bounded(scaled);
      }
    }
  }
}

}  // namespace

any_array covariances(const any_operand& m, const cov_options& options, std::optional<dtype> wanted) {
  return squeezed(covariance_matrix(m, options, wanted, "cov"));
}

any_array correlation_coefficients(const any_operand& x, const corrcoef_options& options, std::optional<dtype> wanted) {
  any_array c = covariance_matrix(x, {.rowvar = options.rowvar, .y = options.y}, wanted, "corrcoef");
  with_computed(c.dtype(), [&]<class T>(std::type_identity<T>) { standardise(as<T>(c)); });
  return squeezed(std::move(c));
}

}  // namespace lazynd::detail
