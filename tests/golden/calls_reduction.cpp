// SPDX-License-Identifier: BSD-3-Clause
// Reductions.
#include "binding.hpp"

namespace golden {

namespace {

using reduction = lazynd::any_expression (*)(const lazynd::any_view&, const lazynd::reduction_options&);

binding reducing(reduction f) {
  return [f](const call& of) {
    parameters given(of);
    const lazynd::any_view x = as_array(given.need("a"));
    lazynd::reduction_options options;
    if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
    // By name only: what comes third by position differs between the functions.
    if (!given.more()) {
      if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
    }
    given.finish();
    return of_array(f(x, options));
  };
}

}  // namespace

void add_reduction_calls(bindings& to) {
#define GOLDEN_REDUCTION(NAME) \
  to[#NAME] = reducing([](const lazynd::any_view& x, const lazynd::reduction_options& options) { return lazynd::NAME(x, options); })
  GOLDEN_REDUCTION(all);
  GOLDEN_REDUCTION(amax);
  GOLDEN_REDUCTION(amin);
  GOLDEN_REDUCTION(any);
  GOLDEN_REDUCTION(argmax);
  GOLDEN_REDUCTION(argmin);
  GOLDEN_REDUCTION(max);
  GOLDEN_REDUCTION(mean);
  GOLDEN_REDUCTION(min);
  GOLDEN_REDUCTION(prod);
  GOLDEN_REDUCTION(sum);
#undef GOLDEN_REDUCTION
}

}  // namespace golden
