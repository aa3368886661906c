// SPDX-License-Identifier: BSD-3-Clause
// Reductions.
#include <lazynd/array/average.hpp>
#include <lazynd/array/nan_positions.hpp>
#include <lazynd/array/scans.hpp>
#include <lazynd/functions/compound_reductions.hpp>
#include <lazynd/functions/nan_reductions.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::any_expression, lazynd::any_view;

/// Reads what `Options` has of NumPy's keyword arguments.
template <class Options>
Options read_options(parameters& given) {
  Options options;
  if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
  if constexpr (requires { options.dtype; }) {
    if (const argument* type = given.given("dtype")) options.dtype = as_dtype(*type);
  }
  if (given.more()) return options;  // by name only: what comes next by position differs between the functions
  if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
  if constexpr (requires { options.initial; }) {
    if (const argument* initial = given.given("initial")) options.initial.emplace(as_operand(*initial));
  }
  if constexpr (requires { options.where; }) {
    if (const argument* where = given.given("where")) options.where.emplace(as_array(*where));
  }
  if constexpr (requires { options.ddof; }) {
    if (const argument* ddof = given.given("ddof")) options.ddof = as_real(*ddof);
    if (const argument* correction = given.given("correction")) options.correction = as_real(*correction);
    if (const argument* mean = given.given("mean")) options.mean.emplace(as_operand(*mean));
  }
  return options;
}

template <class Options, class F>
binding reducing(F f) {
  return [f](const call& of) {
    parameters given(of);
    const any_view x = as_array(given.need("a"));
    const Options options = read_options<Options>(given);
    given.finish();
    return of_array(f(x, options));
  };
}

result average(const call& of) {
  parameters given(of);
  const any_view x = as_array(given.need("a"));
  lazynd::any_average_options options;
  if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
  if (const argument* weights = given.given("weights")) options.weights.emplace(as_operand(*weights));
  const argument* const returned = given.given("returned");
  if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
  given.finish();
  const lazynd::weighted_average found = lazynd::average_and_weights(x, options);
  if (!returned || !as_flag(*returned)) return of_array(found.average);
  return {result_tuple{of_array(found.average), of_array(found.sum_of_weights)}};
}

template <class F>
binding scanning(F f) {
  return [f](const call& of) {
    parameters given(of);
    const any_view x = as_array(given.need("a"));
    lazynd::scan_options options;
    if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
    if (const argument* type = given.given("dtype")) options.dtype = as_dtype(*type);
    given.finish();
    return of_array(f(x, options));
  };
}

template <class F>
binding cumulating(F f) {
  return [f](const call& of) {
    parameters given(of);
    const any_view x = as_array(given.need("x"));
    lazynd::cumulative_options options;
    if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
    if (const argument* begin = given.given("include_initial")) options.include_initial = as_flag(*begin);
    given.finish();
    return of_array(f(x, options));
  };
}

}  // namespace

void add_reduction_calls(bindings& to) {
#define GOLDEN_REDUCTION(NAME, OPTIONS) \
  to[#NAME] = reducing<lazynd::OPTIONS>([](const any_view& x, const lazynd::OPTIONS& options) { return lazynd::NAME(x, options); })
  GOLDEN_REDUCTION(all, any_reduction_options);
  GOLDEN_REDUCTION(amax, any_reduction_options);
  GOLDEN_REDUCTION(amin, any_reduction_options);
  GOLDEN_REDUCTION(any, any_reduction_options);
  GOLDEN_REDUCTION(argmax, axis_options);
  GOLDEN_REDUCTION(argmin, axis_options);
  GOLDEN_REDUCTION(count_nonzero, any_reduction_options);
  GOLDEN_REDUCTION(max, any_reduction_options);
  GOLDEN_REDUCTION(mean, any_axis_options);
  GOLDEN_REDUCTION(min, any_reduction_options);
  GOLDEN_REDUCTION(nanargmax, axis_options);
  GOLDEN_REDUCTION(nanargmin, axis_options);
  GOLDEN_REDUCTION(nanmax, any_reduction_options);
  GOLDEN_REDUCTION(nanmean, any_axis_options);
  GOLDEN_REDUCTION(nanmin, any_reduction_options);
  GOLDEN_REDUCTION(nanprod, any_reduction_options);
  GOLDEN_REDUCTION(nanstd, any_variance_options);
  GOLDEN_REDUCTION(nansum, any_reduction_options);
  GOLDEN_REDUCTION(nanvar, any_variance_options);
  GOLDEN_REDUCTION(prod, any_reduction_options);
  GOLDEN_REDUCTION(ptp, axis_options);
  GOLDEN_REDUCTION(std, any_variance_options);
  GOLDEN_REDUCTION(sum, any_reduction_options);
  GOLDEN_REDUCTION(var, any_variance_options);
#undef GOLDEN_REDUCTION
  to["average"] = average;
#define GOLDEN_SCAN(NAME, FORM, OPTIONS) \
  to[#NAME] = FORM([](const any_view& x, const lazynd::OPTIONS& options) { return lazynd::NAME(x, options); })
  GOLDEN_SCAN(cumprod, scanning, scan_options);
  GOLDEN_SCAN(cumsum, scanning, scan_options);
  GOLDEN_SCAN(cumulative_prod, cumulating, cumulative_options);
  GOLDEN_SCAN(cumulative_sum, cumulating, cumulative_options);
  GOLDEN_SCAN(nancumprod, scanning, scan_options);
  GOLDEN_SCAN(nancumsum, scanning, scan_options);
#undef GOLDEN_SCAN
}

}  // namespace golden
