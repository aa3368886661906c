// SPDX-License-Identifier: BSD-3-Clause
// Running sums and products along an axis. Eager: the argument is evaluated into the result, which is then accumulated in place. The bits
// of a result depend on the values and their positions along the axis only; along up to 256 elements they are those of one addition after
// the other, as NumPy's. Errors: `index_error` for an axis out of range.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/functions/reductions.hpp>

namespace lazynd {

/// Keyword arguments of running sums and products.
struct scan_options {
  std::optional<int> axis = {};             ///< none: the array as one line, in C order
  std::optional<lazynd::dtype> dtype = {};  ///< for arrays with a run-time dtype
};

/// Keyword arguments of `cumulative_sum` and `cumulative_prod`.
struct cumulative_options {
  std::optional<int> axis = {};             ///< may only be left out for arrays of one axis
  bool include_initial = false;             ///< begins with the value of nothing: one element more along the axis
  std::optional<lazynd::dtype> dtype = {};  ///< for arrays with a run-time dtype
};

namespace detail {

/// What `add` or `multiply` has accumulated. `begin`: one element more, at the front, which is that of nothing.
LAZYND_API any_array running(const char* ufunc, const any_operand& a, const scan_options& options, bool begin, const char* function);
/// The options of a function that takes no more than one axis for granted.
LAZYND_API scan_options one_axis(const any_operand& a, const cumulative_options& options, const char* function);

template <class As>
struct accumulated {
  template <Element T>
  using type = type_or<As, reducer::widened_t<T>>;
};

/// With elements taken as As, if that is a type.
template <class As, AnyOperand A, class Options>
auto scan(const char* ufunc, const A& a, Options options, const char* function) {
  if constexpr (!std::is_void_v<As>) options.dtype = dtype_of<As>;
  const any_operand x = operand_of(a);
  if constexpr (std::is_same_v<Options, scan_options>) {
    return result_like<accumulated<As>::template type>(a, running(ufunc, x, options, false, function));
  } else {
    return result_like<accumulated<As>::template type>(
        a, running(ufunc, x, one_axis(x, options, function), options.include_initial, function));
  }
}

}  // namespace detail

// Functions `f<T>` take the elements as T and give T: NumPy's `dtype`.

/// Sums of the elements so far; small integers and bool add up in 64 bits.
template <class As = void, AnyOperand A>
[[nodiscard]] auto cumsum(const A& a, const scan_options& options = {}) {
  return detail::scan<As>("add", a, options, "cumsum");
}
/// Products of the elements so far; small integers and bool multiply in 64 bits.
template <class As = void, AnyOperand A>
[[nodiscard]] auto cumprod(const A& a, const scan_options& options = {}) {
  return detail::scan<As>("multiply", a, options, "cumprod");
}
/// `cumsum` with an optional 0 in front. `value_error` for several axes and none named.
template <class As = void, AnyOperand A>
[[nodiscard]] auto cumulative_sum(const A& a, const cumulative_options& options = {}) {
  return detail::scan<As>("add", a, options, "cumulative_sum");
}
/// `cumprod` with an optional 1 in front. `value_error` for several axes and none named.
template <class As = void, AnyOperand A>
[[nodiscard]] auto cumulative_prod(const A& a, const cumulative_options& options = {}) {
  return detail::scan<As>("multiply", a, options, "cumulative_prod");
}
/// `cumsum` with 0 in the place of NaN.
template <class As = void, AnyOperand A>
[[nodiscard]] auto nancumsum(const A& a, const scan_options& options = {}) {
  return detail::scan<As>("add", detail::nan_as<0>(a), options, "nancumsum");
}
/// `cumprod` with 1 in the place of NaN.
template <class As = void, AnyOperand A>
[[nodiscard]] auto nancumprod(const A& a, const scan_options& options = {}) {
  return detail::scan<As>("multiply", detail::nan_as<1>(a), options, "nancumprod");
}

}  // namespace lazynd
