// SPDX-License-Identifier: BSD-3-Clause
// Differences of neighbours, and what is built on them: derivatives, integrals, phases. All are eager and take O(n) time for each
// difference; each is one expression over shifted views of the elements. A typed array gives a typed result; `dtype_error` where an option
// makes that of a higher kind.
#pragma once
#include <optional>
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/dtype/constants.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd {

/// Keyword arguments of `diff`.
struct diff_options {
  index_t n = 1;  ///< how many times
  int axis = -1;
  std::optional<any_operand> prepend = {};  ///< before the elements along the axis; a number stands for a layer of it
  std::optional<any_operand> append = {};   ///< after them
};

/// Keyword arguments of `ediff1d`.
struct ediff1d_options {
  std::optional<any_operand> to_end = {};
  std::optional<any_operand> to_begin = {};
};

/// Keyword arguments of `gradient`.
struct gradient_options {
  /// None: 1 everywhere. One number: for every axis. Else for each axis a number or the coordinates of its points.
  std::vector<any_operand> spacing = {};
  axis_argument axis = {};
  int edge_order = 1;  ///< 1 or 2: accuracy of the one-sided differences at both ends
};

/// Keyword arguments of `trapezoid`.
struct trapezoid_options {
  std::optional<any_operand> x = {};  ///< coordinates: 1-d along the axis, or broadcasting with the elements
  any_operand dx = 1.0;               ///< distance of the points without `x`
  int axis = -1;
};

/// Keyword arguments of `unwrap`.
struct unwrap_options {
  std::optional<double> discont = {};  ///< smaller jumps stay; half a period by default
  int axis = -1;
  any_operand period = 2 * pi;
};

namespace detail {

LAZYND_API any_array differences(const any_operand& a, const diff_options& options);
LAZYND_API any_array differences_between_ends(const any_operand& a, const ediff1d_options& options);
LAZYND_API std::vector<any_array> derivatives(const any_operand& f, const gradient_options& options);
LAZYND_API any_array integral(const any_operand& y, const trapezoid_options& options);
LAZYND_API any_array without_jumps(const any_operand& p, const unwrap_options& options);

}  // namespace detail

/// a[i + 1] - a[i] along an axis, `n` times: the axis becomes `n` shorter, but not shorter than 0. bool gives `!=`. `prepend` and `append`
/// take part in promotion with their own dtype, a number of C++ with the default one of its kind, as in NumPy. `value_error` for a negative
/// `n` and for 0-d arrays, `shape_error` where the parts do not fit, `index_error` for the axis.
template <AnyOperand A>
[[nodiscard]] auto diff(const A& a, const diff_options& options = {}) {
  return detail::result_like<std::type_identity_t>(a, detail::differences(detail::operand_of(a), options));
}

/// Differences of neighbours in C order, between the elements of `to_begin` and `to_end`. 1-d, of the array's dtype. `dtype_error` for
/// bool, and for ends that are not `same_kind` with the array.
template <AnyOperand A>
[[nodiscard]] auto ediff1d(const A& a, const ediff1d_options& options = {}) {
  return detail::result_like<std::type_identity_t>(a, detail::differences_between_ends(detail::operand_of(a), options));
}

/// The derivative along each of the axes, in a vector (NumPy gives an array alone when there is one axis): central differences of second
/// order inside, also for uneven spacing, and one-sided ones at the ends. Integers give float64. `shape_error` for fewer than edge_order +
/// 1 points or coordinates that do not fit, `value_error` for another `edge_order` or coordinates of several axes, `dtype_error` for bool
/// and a number of spacings that fits no case.
template <AnyOperand A>
[[nodiscard]] auto gradient(const A& f, const gradient_options& options = {}) {
  std::vector<any_array> along = detail::derivatives(detail::operand_of(f), options);
  if constexpr (Dynamic<A>) {
    return along;
  } else {
    std::vector<array<detail::mean_t<value_t<A>>>> typed;
    for (any_array& each : along) typed.push_back(detail::result_like<detail::mean_t>(f, std::move(each)));
    return typed;
  }
}

/// The integral along an axis by the trapezoidal rule; the axis goes. Integers give float64. `shape_error`, `index_error`.
template <AnyOperand A>
[[nodiscard]] auto trapezoid(const A& y, const trapezoid_options& options = {}) {
  return detail::result_like<detail::mean_t>(y, detail::integral(detail::operand_of(y), options));
}

/// Takes jumps of more than half a period between neighbours away by adding whole periods. Integers with an integer period stay integers;
/// of a typed array they are float64.
template <AnyOperand A>
[[nodiscard]] auto unwrap(const A& p, const unwrap_options& options = {}) {
  return detail::result_like<detail::mean_t>(p, detail::without_jumps(detail::operand_of(p), options));
}

}  // namespace lazynd
