// SPDX-License-Identifier: BSD-3-Clause
// Running sums and products along an axis. Eager: the argument is evaluated into the result, which is then accumulated in place. The bits
// of a result depend on the values and their positions along the axis only; along up to 256 elements they are those of one addition after
// the other, as NumPy's. Errors: `index_error` for an axis out of range.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/functions/nan_reductions.hpp>

namespace lazynd {

/// Keyword arguments of running sums and products.
struct scan_options {
  std::optional<int> axis = {};             ///< none: the array as one line, in C order
  std::optional<lazynd::dtype> dtype = {};  ///< for arrays with a run-time dtype
};

/// Keyword arguments of `cumulative_sum` and `cumulative_prod`.
struct cumulative_options {
  std::optional<int> axis = {};  ///< may only be left out for arrays of one axis
  bool include_initial = false;  ///< begins with the value of nothing: one element more along the axis
};

namespace detail {

/// `begin`: one element more, at the front, which is that of nothing.
LAZYND_API any_array running_sum(const any_operand& a, const scan_options& options, bool begin = false);
LAZYND_API any_array running_product(const any_operand& a, const scan_options& options, bool begin = false);
/// The options of a function that takes no more than one axis for granted.
LAZYND_API scan_options one_axis(const any_operand& a, const cumulative_options& options, const char* function);

}  // namespace detail

/// Sums of the elements so far; small integers and bool add up in 64 bits.
template <AnyOperand A>
[[nodiscard]] auto cumsum(const A& a, const scan_options& options = {}) {
  return detail::result_like<reducer::widened_t>(a, detail::running_sum(detail::operand_of(a), options));
}
/// Products of the elements so far; small integers and bool multiply in 64 bits.
template <AnyOperand A>
[[nodiscard]] auto cumprod(const A& a, const scan_options& options = {}) {
  return detail::result_like<reducer::widened_t>(a, detail::running_product(detail::operand_of(a), options));
}
/// `cumsum` with an optional 0 in front. `value_error` for several axes and none named.
template <AnyOperand A>
[[nodiscard]] auto cumulative_sum(const A& a, const cumulative_options& options = {}) {
  const any_operand x = detail::operand_of(a);
  return detail::result_like<reducer::widened_t>(
      a, detail::running_sum(x, detail::one_axis(x, options, "cumulative_sum"), options.include_initial));
}
/// `cumprod` with an optional 1 in front. `value_error` for several axes and none named.
template <AnyOperand A>
[[nodiscard]] auto cumulative_prod(const A& a, const cumulative_options& options = {}) {
  const any_operand x = detail::operand_of(a);
  return detail::result_like<reducer::widened_t>(
      a, detail::running_product(x, detail::one_axis(x, options, "cumulative_prod"), options.include_initial));
}
/// `cumsum` with 0 in the place of NaN.
template <AnyOperand A>
[[nodiscard]] auto nancumsum(const A& a, const scan_options& options = {}) {
  return cumsum(detail::without_nan(a, 0), options);
}
/// `cumprod` with 1 in the place of NaN.
template <AnyOperand A>
[[nodiscard]] auto nancumprod(const A& a, const scan_options& options = {}) {
  return cumprod(detail::without_nan(a, 1), options);
}

}  // namespace lazynd
