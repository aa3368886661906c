// SPDX-License-Identifier: BSD-3-Clause
// Medians and quantiles.
#include <lazynd/statistics/order_statistics.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::any_view;

template <class F>
binding middling(F f) {
  return [f](const call& of) {
    parameters given(of);
    const any_view x = as_array(given.need("a"));
    lazynd::axis_options options;
    if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
    if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
    given.finish();
    return of_array(f(x, options));
  };
}

template <class F>
binding locating(F f) {
  return [f](const call& of) {
    parameters given(of);
    const any_view x = as_array(given.need("a"));
    const argument& q = given.need("q");
    lazynd::quantile_options options;
    if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
    if (const argument* method = given.given("method")) options.method = lazynd::parse_quantile_method(as_text(*method));
    if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
    if (const argument* weights = given.given("weights")) options.weights.emplace(as_operand(*weights));
    given.finish();
    if (as_operand(q).is_weak()) return of_array(f(x, as_real(q), options));
    return of_array(f(x, as_array(q), options));
  };
}

}  // namespace

void add_order_statistics_calls(bindings& to) {
#define GOLDEN_MEDIAN(NAME) \
  to[#NAME] = middling([](const any_view& x, const lazynd::axis_options& options) { return lazynd::NAME(x, options); })
  GOLDEN_MEDIAN(median);
  GOLDEN_MEDIAN(nanmedian);
#undef GOLDEN_MEDIAN
#define GOLDEN_QUANTILE(NAME) \
  to[#NAME] =                 \
      locating([](const any_view& x, const auto& q, const lazynd::quantile_options& options) { return lazynd::NAME(x, q, options); })
  GOLDEN_QUANTILE(nanpercentile);
  GOLDEN_QUANTILE(nanquantile);
  GOLDEN_QUANTILE(percentile);
  GOLDEN_QUANTILE(quantile);
#undef GOLDEN_QUANTILE
}

}  // namespace golden
