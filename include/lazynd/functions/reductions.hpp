// SPDX-License-Identifier: BSD-3-Clause
// Reductions. Lazy; they fuse with the expression they reduce. The bits of a result depend on the values and their positions only: not on
// threads, instruction set, memory layout or fusion.
#pragma once
#include <lazynd/expression/build.hpp>
#include <lazynd/expression/operations/comparison.hpp>
#include <lazynd/expression/reducers.hpp>
#include <lazynd/expression/reduction_options.hpp>

namespace lazynd {

namespace detail {

template <Element T>
using mean_t = std::conditional_t<std::is_integral_v<T>, double, T>;

// What a function reduces elements of type T with, and what stands for elements a mask leaves out.
struct sum_rule {
  template <Element T>
  using with = reducer::sum<reducer::widened_t<T>>;
  template <Element T>
  using with_as = reducer::sum<T>;
  static constexpr std::optional<int> neutral = 0;
};
struct prod_rule {
  template <Element T>
  using with = reducer::prod<reducer::widened_t<T>>;
  template <Element T>
  using with_as = reducer::prod<T>;
  static constexpr std::optional<int> neutral = 1;
};
struct min_rule {
  template <Element T>
  using with = reducer::min<T>;
  static constexpr std::optional<int> neutral = {};
};
struct max_rule {
  template <Element T>
  using with = reducer::max<T>;
  static constexpr std::optional<int> neutral = {};
};
struct any_rule {
  template <Element T>
  using with = reducer::any;
  static constexpr std::optional<int> neutral = 0;
};
struct all_rule {
  template <Element T>
  using with = reducer::all;
  static constexpr std::optional<int> neutral = 1;
};

template <class Reducer, Expression E>
auto reduction_node(E argument, reduction_settings over) {
  return reduction<Reducer, E>(std::move(argument), std::move(over));
}
/// The elements in the dtype the reducer takes, reduced.
template <class Reducer, Operand A>
auto make_reduction(A&& a, reduction_settings over) {
  return reduction_node<Reducer>(cast_node<typename Reducer::argument_type>(as_node(std::forward<A>(a))), std::move(over));
}

template <class Reducer, class Options>
reduction_settings settings_with_initial(const Options& options) {
  reduction_settings over = settings_of(options);
  over.has_initial = options.initial.has_value();
  if (options.initial) resolve_weak(options.initial->value(), dtype_of<typename Reducer::argument_type>, over.initial, Reducer::name);
  return over;
}
template <class Reducer, Operand A>
auto reduce(A&& a, const reduction_options& options) {
  return make_reduction<Reducer>(std::forward<A>(a), settings_with_initial<Reducer>(options));
}
template <class Reducer, Operand A>
auto reduce(A&& a, const masked_reduction_options& options, std::optional<int> neutral) {
  using T = typename Reducer::argument_type;
  const reduction_settings over = settings_with_initial<Reducer>(options);
  if (!neutral && !over.has_initial) throw_needs_initial(Reducer::name);
  const T rest = neutral ? static_cast<T>(*neutral) : *reinterpret_cast<const T*>(over.initial);
  return reduction_node<Reducer>(
      node_of<op::where>(terminal<bool>(options.where.storage()), cast_node<T>(as_node(std::forward<A>(a))), constant<T>(rest)), over);
}

}  // namespace detail

// Each takes an array, view or expression and options. Axes may be negative; out of range is an `index_error`, a repeated one a
// `value_error`, both when evaluated. With `.where`, a bool array that broadcasts to the elements, only elements where it is true take
// part; functions without an identity then need `.initial`. Functions `f<T>` take the elements as T and give T: NumPy's `dtype`.

#define LAZYND_REDUCTION(NAME, RULE, REDUCTION)                                              \
  template <Operand A>                                                                       \
  [[nodiscard]] auto NAME(A&& a, const reduction_options& options = {}) {                    \
    using reducer = detail::RULE::with<value_t<A>>;                                          \
    return detail::reduce<reducer>(std::forward<A>(a), options);                             \
  }                                                                                          \
  template <Operand A>                                                                       \
  [[nodiscard]] auto NAME(A&& a, const masked_reduction_options& options) {                  \
    using reducer = detail::RULE::with<value_t<A>>;                                          \
    return detail::reduce<reducer>(std::forward<A>(a), options, detail::RULE::neutral);      \
  }                                                                                          \
  template <Dynamic A>                                                                       \
  [[nodiscard]] any_expression NAME(const A& a, const any_reduction_options& options = {}) { \
    return detail::dynamic_reduction(REDUCTION, a, options);                                 \
  }
#define LAZYND_REDUCTION_AS(NAME, RULE)                                                                  \
  template <Element T, Operand A>                                                                        \
  [[nodiscard]] auto NAME(A&& a, const reduction_options& options = {}) {                                \
    return detail::reduce<detail::RULE::with_as<T>>(std::forward<A>(a), options);                        \
  }                                                                                                      \
  template <Element T, Operand A>                                                                        \
  [[nodiscard]] auto NAME(A&& a, const masked_reduction_options& options) {                              \
    return detail::reduce<detail::RULE::with_as<T>>(std::forward<A>(a), options, detail::RULE::neutral); \
  }
#define LAZYND_POSITION(NAME)                                                                                   \
  template <Operand A>                                                                                          \
  [[nodiscard]] auto NAME(A&& a, const axis_options& options = {}) {                                            \
    return detail::make_reduction<reducer::NAME<value_t<A>>>(std::forward<A>(a), detail::settings_of(options)); \
  }                                                                                                             \
  template <Dynamic A>                                                                                          \
  [[nodiscard]] any_expression NAME(const A& a, const axis_options& options = {}) {                             \
    return detail::dynamic_reduction(#NAME, a, detail::settings_of(options));                                   \
  }

/// Sum. Integers and bool add up in 64 bits. No elements: 0.
LAZYND_REDUCTION(sum, sum_rule, "sum")
LAZYND_REDUCTION_AS(sum, sum_rule)
/// Product. Integers and bool multiply in 64 bits. No elements: 1.
LAZYND_REDUCTION(prod, prod_rule, "prod")
LAZYND_REDUCTION_AS(prod, prod_rule)
/// Smallest element; NaN when there is one. No elements: `value_error` when evaluated, or `initial`.
LAZYND_REDUCTION(min, min_rule, "min")
/// Largest element; NaN when there is one. No elements: `value_error` when evaluated, or `initial`.
LAZYND_REDUCTION(max, max_rule, "max")
/// The same as `min`.
LAZYND_REDUCTION(amin, min_rule, "min")
/// The same as `max`.
LAZYND_REDUCTION(amax, max_rule, "max")
/// Whether some element is true (not 0). No elements: false.
LAZYND_REDUCTION(any, any_rule, "any")
namespace detail {
LAZYND_REDUCTION(all_of, all_rule, "all")
/// `all` is both NumPy's reduction and the selector of a whole axis in `a(all, 0)`.
struct all_function : all_t {
  template <Operand A>
  [[nodiscard]] auto operator()(A&& a, const reduction_options& options = {}) const {
    return all_of(std::forward<A>(a), options);
  }
  template <Operand A>
  [[nodiscard]] auto operator()(A&& a, const masked_reduction_options& options) const {
    return all_of(std::forward<A>(a), options);
  }
  template <Dynamic A>
  [[nodiscard]] any_expression operator()(const A& a, const any_reduction_options& options = {}) const {
    return all_of(a, options);
  }
};
}  // namespace detail
/// `all(a)`: whether every element is true (not 0); no elements: true. `a(all, 0)`: the whole of an axis.
inline constexpr detail::all_function all{};
/// Position of the first smallest element, in C order of the reduced axes; the first NaN wins. No elements: `value_error`.
LAZYND_POSITION(argmin)
/// Position of the first largest element, in C order of the reduced axes; the first NaN wins. No elements: `value_error`.
LAZYND_POSITION(argmax)

#undef LAZYND_REDUCTION
#undef LAZYND_REDUCTION_AS
#undef LAZYND_POSITION

/// Number of elements that are not 0, as int64.
template <Operand A>
[[nodiscard]] auto count_nonzero(A&& a, const reduction_options& options = {}) {
  return sum(detail::cast_node<bool>(detail::as_node(std::forward<A>(a))), options);
}
template <Dynamic A>
[[nodiscard]] any_expression count_nonzero(const A& a, const any_reduction_options& options = {}) {
  return sum(detail::dynamic_cast_to(a, dtype::bool_), options);
}

}  // namespace lazynd
