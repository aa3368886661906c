// SPDX-License-Identifier: BSD-3-Clause
// Reductions. Lazy; they fuse with the expression they reduce. The bits of a result depend on the values and their positions only: not on
// threads, instruction set, memory layout or fusion.
#pragma once
#include <lazynd/expression/reducers.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/functions/elementwise.hpp>

namespace lazynd {

namespace detail {

template <Element T>
using mean_t = std::conditional_t<std::is_integral_v<T>, double, T>;

/// The element type `As` that was asked for, or `T`.
template <class As, class T>
using type_or = std::conditional_t<std::is_void_v<As>, T, As>;

// What functions reduce elements of type T with, As being the dtype asked for.
template <class T, class As>
using sum_of = reducer::sum<type_or<As, reducer::widened_t<T>>>;
template <class T, class As>
using prod_of = reducer::prod<type_or<As, reducer::widened_t<T>>>;
template <class T, class>
using min_of = reducer::min<T>;
template <class T, class>
using max_of = reducer::max<T>;
template <class T, class>
using nanmin_of = reducer::nanmin<T>;
template <class T, class>
using nanmax_of = reducer::nanmax<T>;
template <class, class>
using any_of = reducer::any;
template <class, class>
using all_of = reducer::all;
template <class, class>
using count_of = reducer::sum<std::int64_t>;

template <class Reducer, Expression E>
auto reduction_node(E&& argument, reduction_settings&& over) {
  return reduction<Reducer, std::remove_cvref_t<E>>(std::forward<E>(argument), std::move(over));
}
/// The elements in the dtype the reducer takes, reduced.
template <class Reducer, Operand A>
auto make_reduction(A&& a, reduction_settings&& over) {
  return reduction_node<Reducer>(argument_node<typename Reducer::argument_type>(std::forward<A>(a), ""), std::move(over));
}
/// The same where a mask is true; `otherwise` stands for what it leaves out.
template <class Reducer, Operand A>
auto make_masked_reduction(A&& a, const erased<bool>& mask, typename Reducer::argument_type otherwise, reduction_settings&& over) {
  using T = typename Reducer::argument_type;
  over.masked = true;
  return reduction_node<Reducer>(node_of<op::where>(mask, argument_node<T>(std::forward<A>(a), ""), constant<T>(otherwise)),
                                 std::move(over));
}

template <class Reducer, class Options>
reduction_settings settings_with_initial(const Options& options, const char* function) {
  reduction_settings over = settings_of(options, function);
  if (options.initial) resolve_weak(options.initial->value(), dtype_of<typename Reducer::argument_type>, over.initial.give(), function);
  return over;
}
template <class Reducer, Operand A>
auto reduce(A&& a, const reduction_options& options, const char* function) {
  return make_reduction<Reducer>(std::forward<A>(a), settings_with_initial<Reducer>(options, function));
}
template <class Reducer, Operand A>
auto reduce(A&& a, const masked_reduction_options& options, const char* function) {
  using T = typename Reducer::argument_type;
  constexpr int neutral = reducer::neutral<Reducer>;
  reduction_settings over = settings_with_initial<Reducer>(options, function);
  if (neutral < 0 && !over.initial) throw_needs_initial(function);
  const T otherwise = neutral >= 0 ? static_cast<T>(neutral) : *reinterpret_cast<const T*>(over.initial.data());
  return make_masked_reduction<Reducer>(std::forward<A>(a), options.where.expression(function), otherwise, std::move(over));
}

/// Calls `with` for elements that may be NaN, else `without`.
template <AnyOperand A, class With, class Without>
auto if_nan_possible(const A& a, With&& with, Without&& without) {
  if constexpr (Dynamic<A>) {
    return kind(any_operand(a).dtype()) >= dtype_kind::floating ? any_expression(with(a)) : any_expression(without(a));
  } else if constexpr (is_floating_v<value_t<A>> || is_complex_v<value_t<A>>) {
    return with(a);
  } else {
    return without(a);
  }
}

/// The node of an operand, typed or not.
template <AnyOperand A>
decltype(auto) as_any_node(A&& a) {
  if constexpr (Dynamic<A>) {
    return any_expression(a.node());
  } else {
    return as_node(std::forward<A>(a));
  }
}

/// The elements with a number in the place of NaN.
template <int Replacement, AnyOperand A>
auto nan_as(const A& a) {
  return if_nan_possible(
      a, [](const auto& x) { return lazynd::where(isnan(x), Replacement, x); }, [](const auto& x) { return as_any_node(x); });
}

/// Whether each element is not 0.
template <AnyOperand A>
auto truth_values(const A& a) {
  if constexpr (Dynamic<A>) {
    return dynamic_cast_to(a, dtype::bool_);
  } else {
    return cast_node<bool>(as_node(a));
  }
}

/// What NumPy takes and `sum(a, 0)` means: a sentence about it.
template <class A>
int refuse_position() {
  static_assert(std::is_void_v<A>, "lazynd: an axis is a keyword argument: sum(a, {.axis = 0})");
  return 0;
}

}  // namespace detail

// Each takes an array, view or expression and options. Axes may be negative; out of range is an `index_error`, a repeated one a
// `value_error`, both when evaluated. With `.where`, a mask that broadcasts to the elements, only elements where it is true take part; the
// mask may be an expression, which is computed in the same pass. Functions without an identity then need `.initial`. Functions `f<T>` take
// the elements as T and give T: NumPy's `dtype`. NumPy's `out` is an assignment: `view = sum(a)`.

// REDUCER of the elements as PREPARE leaves them; DYNAMIC is the run-time reduction. HEAD and AS are those of functions with a dtype.
#define LAZYND_REDUCTION_OF(NAME, HEAD, AS, REDUCER, DYNAMIC, PREPARE)                                           \
  template <HEAD Operand A>                                                                                      \
  [[nodiscard]] auto NAME(A&& a, const reduction_options& options = {}) {                                        \
    return detail::reduce<detail::REDUCER<value_t<A>, AS>>(detail::PREPARE(std::forward<A>(a)), options, #NAME); \
  }                                                                                                              \
  template <HEAD Operand A>                                                                                      \
  [[nodiscard]] auto NAME(A&& a, const masked_reduction_options& options) {                                      \
    return detail::reduce<detail::REDUCER<value_t<A>, AS>>(detail::PREPARE(std::forward<A>(a)), options, #NAME); \
  }                                                                                                              \
  template <Dynamic A>                                                                                           \
  [[nodiscard]] any_expression NAME(const A& a, const any_reduction_options& options = {}) {                     \
    return detail::dynamic_reduction(DYNAMIC, detail::PREPARE(a), options, #NAME);                               \
  }                                                                                                              \
  template <HEAD AnyOperand A>                                                                                   \
  auto NAME(const A&, std::integral auto) {                                                                      \
    return detail::refuse_position<A>();                                                                         \
  }
#define LAZYND_NO_DTYPE
#define LAZYND_AS_DTYPE class As = void,
#define LAZYND_REDUCTION(NAME, REDUCER, DYNAMIC, PREPARE) LAZYND_REDUCTION_OF(NAME, LAZYND_NO_DTYPE, void, REDUCER, DYNAMIC, PREPARE)
#define LAZYND_REDUCTION_AS(NAME, REDUCER, DYNAMIC, PREPARE) LAZYND_REDUCTION_OF(NAME, LAZYND_AS_DTYPE, As, REDUCER, DYNAMIC, PREPARE)
#define LAZYND_POSITION(NAME)                                                                                          \
  template <Operand A>                                                                                                 \
  [[nodiscard]] auto NAME(A&& a, const axis_options& options = {}) {                                                   \
    return detail::make_reduction<reducer::NAME<value_t<A>>>(std::forward<A>(a), detail::settings_of(options, #NAME)); \
  }                                                                                                                    \
  template <Dynamic A>                                                                                                 \
  [[nodiscard]] any_expression NAME(const A& a, const axis_options& options = {}) {                                    \
    return detail::dynamic_reduction(#NAME, a, detail::settings_of(options, #NAME));                                   \
  }                                                                                                                    \
  template <AnyOperand A>                                                                                              \
  auto NAME(const A&, std::integral auto) {                                                                            \
    return detail::refuse_position<A>();                                                                               \
  }

/// Sum. Integers and bool add up in 64 bits. No elements: 0.
LAZYND_REDUCTION_AS(sum, sum_of, "sum", as_any_node)
/// Product. Integers and bool multiply in 64 bits. No elements: 1.
LAZYND_REDUCTION_AS(prod, prod_of, "prod", as_any_node)
/// Smallest element; NaN when there is one. No elements: `value_error` when evaluated, or `initial`.
LAZYND_REDUCTION(min, min_of, "min", as_any_node)
/// Largest element; NaN when there is one. No elements: `value_error` when evaluated, or `initial`.
LAZYND_REDUCTION(max, max_of, "max", as_any_node)
/// The same as `min`.
LAZYND_REDUCTION(amin, min_of, "min", as_any_node)
/// The same as `max`.
LAZYND_REDUCTION(amax, max_of, "max", as_any_node)
/// Whether some element is true (not 0). No elements: false.
LAZYND_REDUCTION(any, any_of, "any", as_any_node)
namespace detail {
namespace function {
LAZYND_REDUCTION(all, all_of, "all", as_any_node)
}
/// `all` is both NumPy's reduction and the selector of a whole axis in `a(all, 0)`.
struct all_function : all_t {
  template <Operand A>
  [[nodiscard]] auto operator()(A&& a, const reduction_options& options = {}) const {
    return function::all(std::forward<A>(a), options);
  }
  template <Operand A>
  [[nodiscard]] auto operator()(A&& a, const masked_reduction_options& options) const {
    return function::all(std::forward<A>(a), options);
  }
  template <Dynamic A>
  [[nodiscard]] any_expression operator()(const A& a, const any_reduction_options& options = {}) const {
    return function::all(a, options);
  }
  template <AnyOperand A>
  auto operator()(const A&, std::integral auto) const {
    return refuse_position<A>();
  }
};
}  // namespace detail
/// `all(a)`: whether every element is true (not 0); no elements: true. `a(all, 0)`: the whole of an axis.
inline constexpr detail::all_function all{};
/// Number of elements that are not 0, as int64.
LAZYND_REDUCTION(count_nonzero, count_of, "sum", truth_values)
/// Position of the first smallest element, in C order of the reduced axes; the first NaN wins. No elements: `value_error`.
LAZYND_POSITION(argmin)
/// Position of the first largest element, in C order of the reduced axes; the first NaN wins. No elements: `value_error`.
LAZYND_POSITION(argmax)

// The same without NaN. Integers and bool have none, so for them these are the plain reductions.

/// Sum of the elements that are not NaN; 0 for none.
LAZYND_REDUCTION_AS(nansum, sum_of, "sum", nan_as<0>)
/// Product of the elements that are not NaN; 1 for none.
LAZYND_REDUCTION_AS(nanprod, prod_of, "prod", nan_as<1>)
/// Smallest element that is not NaN; NaN when all are. No elements: `value_error`, or `initial`.
LAZYND_REDUCTION(nanmin, nanmin_of, "nanmin", as_any_node)
/// Largest element that is not NaN; NaN when all are. No elements: `value_error`, or `initial`.
LAZYND_REDUCTION(nanmax, nanmax_of, "nanmax", as_any_node)

#undef LAZYND_REDUCTION_OF
#undef LAZYND_NO_DTYPE
#undef LAZYND_AS_DTYPE
#undef LAZYND_REDUCTION
#undef LAZYND_REDUCTION_AS
#undef LAZYND_POSITION

}  // namespace lazynd
