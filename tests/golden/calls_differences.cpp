// SPDX-License-Identifier: BSD-3-Clause
// Differences and what is built on them.
#include <lazynd/statistics/differences.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::any_view;

result diff(const call& of) {
  parameters given(of);
  const any_view a = as_array(given.need("a"));
  lazynd::diff_options options;
  if (const argument* n = given.given("n")) options.n = as_integer(*n);
  if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
  if (const argument* prepend = given.given("prepend")) options.prepend.emplace(as_operand(*prepend));
  if (const argument* append = given.given("append")) options.append.emplace(as_operand(*append));
  given.finish();
  return of_array(lazynd::diff(a, options));
}

result ediff1d(const call& of) {
  parameters given(of);
  const any_view a = as_array(given.need("ary"));
  lazynd::ediff1d_options options;
  if (const argument* end = given.given("to_end")) options.to_end.emplace(as_operand(*end));
  if (const argument* begin = given.given("to_begin")) options.to_begin.emplace(as_operand(*begin));
  given.finish();
  return of_array(lazynd::ediff1d(a, options));
}

result gradient(const call& of) {
  parameters given(of);
  const any_view f = as_array(given.need("f"));
  lazynd::gradient_options options;
  while (given.more()) options.spacing.push_back(as_operand(*given.take("varargs")));
  if (const argument* axis = given.given("axis")) options.axis = as_axes(*axis);
  if (const argument* order = given.given("edge_order")) options.edge_order = static_cast<int>(as_integer(*order));
  given.finish();
  const std::vector<lazynd::any_array> found = lazynd::gradient(f, options);
  if (found.size() == 1) return of_array(found[0]);
  result_tuple all;
  for (const lazynd::any_array& each : found) all.push_back(of_array(each));
  return {std::move(all)};
}

result trapezoid(const call& of) {
  parameters given(of);
  const any_view y = as_array(given.need("y"));
  lazynd::trapezoid_options options;
  if (const argument* x = given.given("x")) options.x.emplace(as_operand(*x));
  if (const argument* dx = given.given("dx")) options.dx = as_operand(*dx);
  if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
  given.finish();
  return of_array(lazynd::trapezoid(y, options));
}

result unwrap(const call& of) {
  parameters given(of);
  const any_view p = as_array(given.need("p"));
  lazynd::unwrap_options options;
  if (const argument* discont = given.given("discont")) options.discont = as_real(*discont);
  if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
  if (const argument* period = given.given("period")) options.period = as_operand(*period);
  given.finish();
  return of_array(lazynd::unwrap(p, options));
}

}  // namespace

void add_difference_calls(bindings& to) {
  to["diff"] = diff;
  to["ediff1d"] = ediff1d;
  to["gradient"] = gradient;
  to["trapezoid"] = trapezoid;
  to["unwrap"] = unwrap;
}

}  // namespace golden
