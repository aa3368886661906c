// SPDX-License-Identifier: BSD-3-Clause
// Reductions. Lazy; they fuse with the expression they reduce. The bits of a result depend on the values and their positions only: not on
// threads, instruction set, memory layout or fusion.
#pragma once
#include <lazynd/expression/build.hpp>
#include <lazynd/expression/dynamic.hpp>
#include <lazynd/expression/reducers.hpp>
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

/// Keyword arguments of reductions, with NumPy's names: `sum(a, {.axis = 0, .keepdims = true})`.
struct reduction_options {
  axis_argument axis = {};
  bool keepdims = false;
};

namespace detail {
template <class Reducer, Operand A>
auto make_reduction(A&& a, const reduction_options& options) {
  auto argument = cast_node<typename Reducer::argument_type>(as_node(std::forward<A>(a)));
  return reduction<Reducer, decltype(argument)>(std::move(argument), {options.axis.axes(), options.axis.all(), options.keepdims});
}
inline any_expression make_dynamic_reduction(std::string_view name, const any_operand& a, const reduction_options& options) {
  return dynamic_reduction(name, a, options.axis.axes(), options.axis.all(), options.keepdims);
}
template <Element T>
using mean_t = std::conditional_t<std::is_integral_v<T>, double, T>;
}  // namespace detail

// Each takes an array, view or expression and options. Axes may be negative; out of range is an `index_error`, a repeated one a
// `value_error`, both when evaluated.

/// Sum. Integers and bool add up in 64 bits. No elements: 0.
template <Operand A>
[[nodiscard]] auto sum(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::sum<reducer::widened_t<value_t<A>>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression sum(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("sum", a, options);
}
/// Product. Integers and bool multiply in 64 bits. No elements: 1.
template <Operand A>
[[nodiscard]] auto prod(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::prod<reducer::widened_t<value_t<A>>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression prod(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("prod", a, options);
}
/// Arithmetic mean, in float64 for integers and bool. No elements: NaN.
template <Operand A>
[[nodiscard]] auto mean(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::mean<detail::mean_t<value_t<A>>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression mean(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("mean", a, options);
}
/// Smallest element; NaN when there is one. No elements: `value_error` when evaluated.
template <Operand A>
[[nodiscard]] auto min(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::min<value_t<A>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression min(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("min", a, options);
}
/// Largest element; NaN when there is one. No elements: `value_error` when evaluated.
template <Operand A>
[[nodiscard]] auto max(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::max<value_t<A>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression max(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("max", a, options);
}
/// The same as `min`.
template <Operand A>
[[nodiscard]] auto amin(A&& a, const reduction_options& options = {}) {
  return min(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression amin(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("min", a, options);
}
/// The same as `max`.
template <Operand A>
[[nodiscard]] auto amax(A&& a, const reduction_options& options = {}) {
  return max(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression amax(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("max", a, options);
}
/// Whether some element is true (not 0). No elements: false.
template <Operand A>
[[nodiscard]] auto any(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::any>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression any(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("any", a, options);
}
namespace detail {
/// `all` is both NumPy's reduction and the selector of a whole axis in `a(all, 0)`.
struct all_function : all_t {
  template <Operand A>
  [[nodiscard]] auto operator()(A&& a, const reduction_options& options = {}) const {
    return make_reduction<reducer::all>(std::forward<A>(a), options);
  }
  template <Dynamic A>
  [[nodiscard]] any_expression operator()(const A& a, const reduction_options& options = {}) const {
    return make_dynamic_reduction("all", a, options);
  }
};
}  // namespace detail
/// `all(a)`: whether every element is true (not 0); no elements: true. `a(all, 0)`: the whole of an axis.
inline constexpr detail::all_function all{};
/// Position of the first smallest element, in C order of the reduced axes; the first NaN wins. No elements: `value_error`.
template <Operand A>
[[nodiscard]] auto argmin(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::argmin<value_t<A>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression argmin(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("argmin", a, options);
}
/// Position of the first largest element, in C order of the reduced axes; the first NaN wins. No elements: `value_error`.
template <Operand A>
[[nodiscard]] auto argmax(A&& a, const reduction_options& options = {}) {
  return detail::make_reduction<reducer::argmax<value_t<A>>>(std::forward<A>(a), options);
}
template <Dynamic A>
[[nodiscard]] any_expression argmax(const A& a, const reduction_options& options = {}) {
  return detail::make_dynamic_reduction("argmax", a, options);
}

}  // namespace lazynd
