// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/linalg/norm.hpp>

#include <cmath>

#include <lazynd/dtype/constants.hpp>
#include <lazynd/functions/moments.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::linalg::detail {

namespace {

using lazynd::detail::dynamic_cast_to;

/// Elements and where their norms are taken.
struct subject {
  any_expression x;
  const char* function;
  bool keepdims;

  [[nodiscard]] any_expression total(const any_expression& of, const dims& axes) const { return reduced("sum", of, axes); }
  [[nodiscard]] any_expression largest(const any_expression& of, const dims& axes) const { return reduced("max", of, axes, 0); }
  [[nodiscard]] any_expression smallest(const any_expression& of, const dims& axes) const { return reduced("min", of, axes); }

 private:
  [[nodiscard]] any_expression reduced(const char* name, const any_expression& of, const dims& axes,
                                       std::optional<any_operand> initial = {}) const {
    const any_reduction_options options{.axis = axes, .keepdims = keepdims, .initial = std::move(initial)};
    return lazynd::detail::dynamic_reduction(name, of, options, function);
  }
};

std::string text_of(const norm_order& order) {
  if (!order.name().empty()) return "'" + order.name() + "'";
  std::string text = std::to_string(*order.number());
  text.erase(text.find_last_not_of('0') + 1);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

[[noreturn]] void refuse_order(const norm_order& order, const subject& of, const char* what) {
  throw value_error(std::string(of.function) + ": " + text_of(order) + " is no order of the norm of " + what);
}

any_expression euclidean(const subject& of, const dims& axes) { return sqrt(of.total(lazynd::detail::squared_distance(of.x), axes)); }

any_expression of_vectors(const subject& of, const norm_order& order, const dims& axes) {
  if (order.is_none()) return euclidean(of, axes);
  if (!order.name().empty()) refuse_order(order, of, "vectors");
  const double p = *order.number();
  if (p == 2) return euclidean(of, axes);
  if (p == 0) return of.total(dynamic_cast_to(of.x != 0, lazynd::detail::real_dtype(of.x.dtype())), axes);
  const any_expression moduli = abs(of.x);
  if (p == inf) return of.largest(moduli, axes);
  if (p == -inf) return of.smallest(moduli, axes);
  if (p == 1) return of.total(moduli, axes);
  return power(of.total(power(moduli, p), axes), 1 / p);
}

any_expression of_matrices(const subject& of, const norm_order& order, index_t row, index_t column) {
  if (order.is_none() || order.name() == "fro" || order.name() == "f") return euclidean(of, {row, column});
  const double p = order.name().empty() ? *order.number() : 0;
  if (std::abs(p) == 2 || order.name() == "nuc") {
    throw linalg_error(std::string(of.function) + ": the order " + text_of(order) +
                       " of matrices needs singular values, which are not there yet");
  }
  if (std::abs(p) != 1 && std::abs(p) != inf) refuse_order(order, of, "matrices");
  // Sums along one axis, and their extreme along the other, which may have moved up.
  const index_t along = std::abs(p) == 1 ? row : column, across = std::abs(p) == 1 ? column : row;
  const any_expression sums = of.total(abs(of.x), {along});
  const dims rest{across - (!of.keepdims && across > along ? 1 : 0)};
  return p > 0 ? of.largest(sums, rest) : of.smallest(sums, rest);
}

subject subject_of(const any_operand& x, const char* function, bool keepdims) {
  const dtype type = x.dtype();
  return {dynamic_cast_to(x, kind(type) < dtype_kind::floating ? dtype::float64 : type), function, keepdims};
}

dims all_axes(const any_expression& x) {
  dims axes;
  for (int axis = 0; axis < x.ndim(); ++axis) axes.push_back(axis);
  return axes;
}

}  // namespace

any_expression norm_of(const any_operand& x, const norm_options& options) {
  const subject of = subject_of(x, "norm", options.keepdims);
  const int ndim = of.x.ndim();
  dims axes = options.axis.all() ? all_axes(of.x) : normalize_axes(options.axis.axes(), ndim, "norm");
  if (options.axis.all() && (options.ord.is_none() || ndim == 1)) return of_vectors(of, options.ord, axes);
  if (axes.size() == 1) return of_vectors(of, options.ord, axes);
  if (axes.size() == 2) return of_matrices(of, options.ord, axes[0], axes[1]);
  throw value_error("norm: an order is for one or two axes, not " + std::to_string(axes.size()));
}

any_expression norm_of(const any_operand& x, const vector_norm_options& options) {
  const subject of = subject_of(x, "vector_norm", options.keepdims);
  return of_vectors(of, options.ord, options.axis.all() ? all_axes(of.x) : normalize_axes(options.axis.axes(), of.x.ndim(), "vector_norm"));
}

any_expression norm_of(const any_operand& x, const matrix_norm_options& options) {
  const subject of = subject_of(x, "matrix_norm", options.keepdims);
  if (of.x.ndim() < 2) throw value_error("matrix_norm: of shape " + to_string(of.x.shape()) + ", which has no two axes");
  return of_matrices(of, options.ord, of.x.ndim() - 2, of.x.ndim() - 1);
}

}  // namespace lazynd::linalg::detail
