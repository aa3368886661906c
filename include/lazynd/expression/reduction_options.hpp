// SPDX-License-Identifier: BSD-3-Clause
// Keyword arguments of reductions, with NumPy's names.
#pragma once
#include <optional>

#include <lazynd/expression/dynamic.hpp>
#include <lazynd/expression/reduction_settings.hpp>
#include <lazynd/layout/slice.hpp>

namespace lazynd {

/// Axes of a reduction: one, several, or all (the default).
class axis_argument {
 public:
  axis_argument() = default;
  axis_argument(none_t) {}
  axis_argument(int axis) : axes_{axis}, all_(false) {}
  axis_argument(std::initializer_list<index_t> axes) : axes_(axes), all_(false) {}
  axis_argument(dims axes) : axes_(std::move(axes)), all_(false) {}
  [[nodiscard]] const dims& axes() const noexcept { return axes_; }
  [[nodiscard]] bool all() const noexcept { return all_; }

 private:
  dims axes_;
  bool all_ = true;
};

/// A number of C++ as a keyword argument: its kind counts, its width does not.
class scalar_argument {
 public:
  template <Scalar S>
  scalar_argument(S x) : value_(detail::make_weak_value(x)) {}
  [[nodiscard]] const detail::weak_value& value() const noexcept { return value_; }

 private:
  detail::weak_value value_;
};

/// A bool array or view as a keyword argument. An expression is evaluated first: `.where = eval(a > 0)`.
class mask_argument {
 public:
  template <ArrayLike X>
  requires std::is_same_v < std::remove_const_t<typename std::remove_cvref_t<X>::value_type>,
  bool > mask_argument(const X& mask) : storage_(mask.storage()) {}
  [[nodiscard]] const block_handle& storage() const noexcept { return storage_; }

 private:
  block_handle storage_;
};

/// Keyword arguments of reductions: `sum(a, {.axis = 0, .keepdims = true})`.
struct reduction_options {
  axis_argument axis = {};
  bool keepdims = false;
  std::optional<scalar_argument> initial = {};  ///< what the reduction begins with
};

/// The same with a mask of the elements that take part; it broadcasts to the array.
struct masked_reduction_options {
  axis_argument axis = {};
  bool keepdims = false;
  std::optional<scalar_argument> initial = {};
  mask_argument where;
};

/// Keyword arguments of reductions of arrays whose dtype is known at run time.
struct any_reduction_options {
  axis_argument axis = {};
  bool keepdims = false;
  std::optional<any_operand> initial = {};
  std::optional<any_operand> where = {};
  std::optional<lazynd::dtype> dtype = {};  ///< in which the elements are taken, and of the result
};

/// Keyword arguments of means, positions and spans.
struct axis_options {
  axis_argument axis = {};
  bool keepdims = false;
};

/// The same with a mask of the elements that take part.
struct masked_axis_options {
  axis_argument axis = {};
  bool keepdims = false;
  mask_argument where;
};

/// Keyword arguments of means of arrays whose dtype is known at run time.
struct any_axis_options {
  axis_argument axis = {};
  bool keepdims = false;
  std::optional<any_operand> where = {};
  std::optional<lazynd::dtype> dtype = {};
};

/// Keyword arguments of variances and standard deviations.
struct variance_options {
  axis_argument axis = {};
  bool keepdims = false;
  double ddof = 0;  ///< the divisor is the number of elements less this
};

/// The same with a mask of the elements that take part.
struct masked_variance_options {
  axis_argument axis = {};
  bool keepdims = false;
  double ddof = 0;
  mask_argument where;
};

/// Keyword arguments of variances of arrays whose dtype is known at run time.
struct any_variance_options {
  axis_argument axis = {};
  bool keepdims = false;
  double ddof = 0;
  std::optional<any_operand> where = {};
  std::optional<any_operand> mean = {};  ///< the mean, with the reduced axes as axes of one, when it is known already
  std::optional<lazynd::dtype> dtype = {};
};

namespace detail {

/// A weak number as an element of a dtype. `value_error` for an integer it does not hold, `dtype_error` for a complex one it cannot be.
LAZYND_API void resolve_weak(const weak_value& from, dtype type, std::byte* to, const char* function);

/// `value_error`: a mask without a value for what it leaves out.
[[noreturn]] LAZYND_API void throw_needs_initial(const char* function);

/// The reduction of that name ("sum") with the parameters of `over`.
LAZYND_API any_expression dynamic_reduction(std::string_view name, const any_operand& x, reduction_settings over);
/// The same with a mask, an initial value, and a dtype in which the elements are taken.
LAZYND_API any_expression dynamic_reduction(std::string_view name, const any_operand& x, const any_reduction_options& options);

template <class Options>
reduction_settings settings_of(const Options& options) {
  return {options.axis.axes(), options.axis.all(), options.keepdims};
}

}  // namespace detail

}  // namespace lazynd
