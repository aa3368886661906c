// SPDX-License-Identifier: BSD-3-Clause
// Norms of vectors and of matrices, as far as they are reductions. Lazy: they fuse with the expression they are of, and with others beside
// them. As in NumPy nothing is scaled: squares and powers that overflow give inf.
#pragma once
#include <string>

#include <lazynd/array/any_array.hpp>
#include <lazynd/expression/variance.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd::linalg {

/// Which norm: nothing (the default one), a number (`inf` and `-inf` too), or a name: "fro", "nuc".
class norm_order {
 public:
  norm_order() = default;
  norm_order(none_t) {}
  template <Scalar S>
  requires(!is_complex_v<S>) norm_order(S number) : number_(static_cast<double>(number)) {}
  norm_order(const char* name) : name_(name) {}
  norm_order(std::string_view name) : name_(name) {}
  [[nodiscard]] bool is_none() const noexcept { return !number_ && name_.empty(); }
  [[nodiscard]] const std::optional<double>& number() const noexcept { return number_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  std::optional<double> number_;
  std::string name_;
};

/// Keyword arguments of `norm`.
struct norm_options {
  norm_order ord = {};
  axis_argument axis = {};  ///< one for vectors, two for matrices; none for the array as a whole
  flag_argument keepdims = false;
};

/// Keyword arguments of `vector_norm`.
struct vector_norm_options {
  axis_argument axis = {};  ///< of the vectors, any number of axes; none for all elements as one
  flag_argument keepdims = false;
  norm_order ord = 2;
};

/// Keyword arguments of `matrix_norm`.
struct matrix_norm_options {
  flag_argument keepdims = false;
  norm_order ord = "fro";
};

namespace detail {

LAZYND_API any_expression norm_of(const any_operand& x, const norm_options& options);
LAZYND_API any_expression norm_of(const any_operand& x, const vector_norm_options& options);
LAZYND_API any_expression norm_of(const any_operand& x, const matrix_norm_options& options);

/// Typed for typed arrays.
template <AnyOperand X, class Options>
auto norm_like(const X& x, const Options& options) {
  any_expression found = norm_of(any_operand(x), options);
  if constexpr (Dynamic<X>) {
    return found;
  } else {
    using R = typename reducer::real_of<lazynd::detail::mean_t<value_t<X>>>::type;
    return erased<R>(lazynd::detail::erase_dynamic(found.node()));
  }
}

}  // namespace detail

/// Norm of vectors along one axis or of matrices along two. Real, in float64 for integers and bool. Of vectors: 2 (the default), any other
/// p as sum(|x|^p)^(1/p), 0 the number of elements that are not 0, inf and -inf the largest and smallest modulus. Of matrices: "fro" (the
/// default), 1 and -1 the largest and smallest sum of a column's moduli, inf and -inf of a row's. Without an axis: of an array of one or
/// two axes, or, without an order, of all elements as one vector. inf of no elements is 0, -inf a `value_error`. The orders 2, -2 and "nuc"
/// of matrices need singular values, which are not there yet: `linalg_error`. `value_error` for other orders, repeated axes, and axes that
/// are neither one nor two; `index_error` for axes out of range. All errors come when the expression is built.
template <AnyOperand X>
[[nodiscard]] auto norm(const X& x, const norm_options& options = {}) {
  return detail::norm_like(x, options);
}

/// `norm` of vectors along any number of axes, which count as one.
template <AnyOperand X>
[[nodiscard]] auto vector_norm(const X& x, const vector_norm_options& options = {}) {
  return detail::norm_like(x, options);
}

/// `norm` of the matrices in the last two axes. `value_error` for fewer axes.
template <AnyOperand X>
[[nodiscard]] auto matrix_norm(const X& x, const matrix_norm_options& options = {}) {
  return detail::norm_like(x, options);
}

}  // namespace lazynd::linalg
