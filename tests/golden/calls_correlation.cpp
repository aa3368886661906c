// SPDX-License-Identifier: BSD-3-Clause
// Covariances, sliding products, interpolation, vector products.
#include <lazynd/array/cross.hpp>
#include <lazynd/statistics/convolution.hpp>
#include <lazynd/statistics/correlation.hpp>
#include <lazynd/statistics/interpolation.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::any_view;

result cov(const call& of) {
  parameters given(of);
  const any_view m = as_array(given.need("m"));
  lazynd::cov_options options;
  if (const argument* y = given.given("y")) options.y.emplace(as_operand(*y));
  if (const argument* rowvar = given.given("rowvar")) options.rowvar = as_flag(*rowvar);
  if (const argument* bias = given.given("bias")) options.bias = as_flag(*bias);
  if (const argument* ddof = given.given("ddof")) options.ddof = as_real(*ddof);
  if (const argument* weights = given.given("fweights")) options.fweights.emplace(as_operand(*weights));
  if (const argument* weights = given.given("aweights")) options.aweights.emplace(as_operand(*weights));
  given.finish();
  return of_array(lazynd::cov(m, options));
}

result corrcoef(const call& of) {
  parameters given(of);
  const any_view x = as_array(given.need("x"));
  lazynd::corrcoef_options options;
  if (const argument* y = given.given("y")) options.y.emplace(as_operand(*y));
  if (const argument* rowvar = given.given("rowvar")) options.rowvar = as_flag(*rowvar);
  given.finish();
  return of_array(lazynd::corrcoef(x, options));
}

template <class F>
binding sliding(F f, lazynd::overlap_mode otherwise) {
  return [f, otherwise](const call& of) {
    parameters given(of);
    const any_view a = as_array(given.need("a")), v = as_array(given.need("v"));
    const argument* const mode = given.given("mode");
    given.finish();
    return of_array(f(a, v, mode ? lazynd::parse_overlap_mode(as_text(*mode)) : otherwise));
  };
}

result interp(const call& of) {
  parameters given(of);
  const any_view x = as_array(given.need("x")), xp = as_array(given.need("xp")), fp = as_array(given.need("fp"));
  lazynd::interp_options options;
  if (const argument* left = given.given("left")) options.left = as_real(*left);
  if (const argument* right = given.given("right")) options.right = as_real(*right);
  if (const argument* period = given.given("period")) options.period = as_real(*period);
  given.finish();
  return of_array(lazynd::interp(x, xp, fp, options));
}

result cross(const call& of) {
  parameters given(of);
  const any_view a = as_array(given.need("a")), b = as_array(given.need("b"));
  lazynd::cross_options options;
  if (const argument* axis = given.given("axisa")) options.axisa = static_cast<int>(as_integer(*axis));
  if (const argument* axis = given.given("axisb")) options.axisb = static_cast<int>(as_integer(*axis));
  if (const argument* axis = given.given("axisc")) options.axisc = static_cast<int>(as_integer(*axis));
  if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
  given.finish();
  return of_array(lazynd::cross(a, b, options));
}

}  // namespace

void add_correlation_calls(bindings& to) {
  to["convolve"] = sliding([](auto&&... x) { return lazynd::convolve(x...); }, lazynd::overlap_mode::full);
  to["correlate"] = sliding([](auto&&... x) { return lazynd::correlate(x...); }, lazynd::overlap_mode::valid);
  to["corrcoef"] = corrcoef;
  to["cov"] = cov;
  to["cross"] = cross;
  to["interp"] = interp;
}

}  // namespace golden
