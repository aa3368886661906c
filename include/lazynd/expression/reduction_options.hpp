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

/// True or false as a keyword argument; a number is neither, so that `sum(a, {0, 1})` is no axis and a flag.
class flag_argument {
 public:
  template <std::convertible_to<bool> B>
  constexpr flag_argument(B on) : on_(on) {
    static_assert(std::is_same_v<B, bool> || !std::is_arithmetic_v<B>,
                  "lazynd: a flag is true or false; several axes are written sum(a, {.axis = {0, 1}})");
  }
  constexpr operator bool() const noexcept { return on_; }

 private:
  bool on_;
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

namespace detail {
/// `dtype_error` for a run-time dtype of a keyword argument that has no `same_kind` cast to what is wanted.
LAZYND_API void check_keyword(dtype has, dtype wanted, const char* function);
}  // namespace detail

/// An operand as a keyword argument: an array, view or expression whose dtype becomes T by a `same_kind` cast, or a number. Its dtype may
/// be known at run time only. An expression stays lazy.
template <Element T>
class operand_argument {
 public:
  template <AnyOperandOrScalar X>
  requires(!std::is_same_v<std::remove_cvref_t<X>, operand_argument>) operand_argument(X&& x) : expression_(taken(std::forward<X>(x))) {
    if constexpr (Dynamic<X>) type_ = any_operand(x).dtype();
  }
  /// The expression, for the function of that name.
  [[nodiscard]] const erased<T>& expression(const char* function) const {
    if (type_ != dtype_of<T>) detail::check_keyword(type_, dtype_of<T>, function);
    return expression_;
  }

 private:
  template <class X>
  static erased<T> taken(X&& x) {
    if constexpr (Dynamic<X>) {
      return erased<T>(detail::erase_dynamic(cast(x, dtype_of<T>).node()));
    } else {
      constexpr bool is_mask = std::is_same_v<T, bool>;
      constexpr bool fits = detail::casts_to<T, X>() && (Operand<X> || !is_mask || std::is_same_v<std::remove_cvref_t<X>, bool>);
      static_assert(fits || !is_mask, "lazynd: a mask is an array, view or expression of bool");
      static_assert(fits || is_mask, "lazynd: a keyword argument of this dtype loses its kind here");
      return detail::erase<T>(std::forward<X>(x), "argument");
    }
  }

  erased<T> expression_;
  dtype type_ = dtype_of<T>;
};

/// A mask as a keyword argument: bool, as in `sum(x, {.where = x > 0})` and `copyto(out, x, {.where = x > 0})`.
using mask_argument = operand_argument<bool>;

/// Keyword arguments of reductions: `sum(a, {.axis = 0, .keepdims = true})`.
struct reduction_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  std::optional<scalar_argument> initial = {};  ///< what the reduction begins with
};

/// The same with a mask of the elements that take part; it broadcasts to the elements.
struct masked_reduction_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  std::optional<scalar_argument> initial = {};
  mask_argument where;
};

/// Keyword arguments of reductions of arrays whose dtype is known at run time.
struct any_reduction_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  std::optional<any_operand> initial = {};
  std::optional<any_operand> where = {};
  std::optional<lazynd::dtype> dtype = {};  ///< in which the elements are taken, and of the result
};

/// Keyword arguments of means, positions and spans.
struct axis_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
};

/// The same with a mask of the elements that take part.
struct masked_axis_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  mask_argument where;
};

/// Keyword arguments of means of arrays whose dtype is known at run time.
struct any_axis_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  std::optional<any_operand> where = {};
  std::optional<lazynd::dtype> dtype = {};
};

/// Keyword arguments of variances and standard deviations.
struct variance_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  double ddof = 0;                        ///< the divisor is the number of elements less this
  std::optional<double> correction = {};  ///< another name of `ddof`
};

/// The same with the mean, when it is known already: with the reduced axes as axes of one.
template <Element T>
struct centred_variance_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  double ddof = 0;
  operand_argument<T> mean;
  std::optional<double> correction = {};
};

/// The same with a mask of the elements that take part.
template <Element T>
struct masked_variance_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  double ddof = 0;
  mask_argument where;
  std::optional<operand_argument<T>> mean = {};
  std::optional<double> correction = {};
};

/// Keyword arguments of variances of arrays whose dtype is known at run time.
struct any_variance_options {
  axis_argument axis = {};
  flag_argument keepdims = false;
  double ddof = 0;
  std::optional<any_operand> where = {};
  std::optional<any_operand> mean = {};
  std::optional<double> correction = {};
  std::optional<lazynd::dtype> dtype = {};
};

namespace detail {

/// A weak number as an element of a dtype. `value_error` for an integer it does not hold, `dtype_error` for a complex one it cannot be.
LAZYND_API void resolve_weak(const weak_value& from, dtype type, std::byte* to, const char* function);

/// `value_error`: a mask without a value for what it leaves out.
[[noreturn]] LAZYND_API void throw_needs_initial(const char* function);

/// `value_error`: `ddof` and `correction` together, as in NumPy.
[[noreturn]] LAZYND_API void throw_two_corrections(const char* function);

/// The reduction of that name ("sum") with the parameters of `over`.
LAZYND_API any_expression dynamic_reduction(std::string_view name, const any_operand& x, reduction_settings over);
/// The same with a mask, an initial value, and a dtype in which the elements are taken. `function` is for messages.
LAZYND_API any_expression dynamic_reduction(std::string_view name, const any_operand& x, const any_reduction_options& options,
                                            const char* function);

/// What options tell a reduction. `function` is for messages.
template <class Options>
reduction_settings settings_of(const Options& options, const char* function) {
  reduction_settings over{options.axis.axes(), options.axis.all(), options.keepdims};
  over.function = function;
  if constexpr (requires { options.correction; }) {
    if (options.correction && options.ddof != 0) throw_two_corrections(function);
    over.ddof = options.correction.value_or(options.ddof);
  }
  return over;
}

}  // namespace detail

}  // namespace lazynd
