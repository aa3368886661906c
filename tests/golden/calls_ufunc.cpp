// SPDX-License-Identifier: BSD-3-Clause
// Ufuncs and their methods, whatever their names.
#include <lazynd/array/ufunc.hpp>
#include <lazynd/ufunc/definition.hpp>

#include "binding.hpp"

namespace golden {

namespace {

using lazynd::ufunc;

result call_ufunc(const ufunc& f, const call& of) {
  parameters given(of);
  std::vector<lazynd::any_operand> operands;
  constexpr const char* names[] = {"x1", "x2", "x3"};
  for (int i = 0; i < f.nin(); ++i) operands.push_back(as_operand(given.need(names[i])));
  lazynd::ufunc_options options;
  if (const argument* type = given.given("dtype")) options.dtype = as_dtype(*type);
  if (const argument* rule = given.given("casting")) options.casting = as_casting(*rule);
  if (const argument* mask = given.given("where")) options.where = as_array(*mask);
  given.finish();
  std::vector<lazynd::any_array> values = f.call(operands, options);
  if (values.size() == 1) return of_array(values[0]);
  result_tuple several;
  for (const lazynd::any_array& value : values) several.push_back(of_array(value));
  return {several};
}

result reduce(const ufunc& f, const call& of) {
  parameters given(of);
  const lazynd::any_operand x = as_operand(given.need("array"));
  lazynd::ufunc_reduce_options options;
  if (const argument* axis = given.take("axis")) options.axis = as_axes(*axis);
  if (const argument* type = given.given("dtype")) options.dtype = as_dtype(*type);
  if (const argument* keep = given.given("keepdims")) options.keepdims = as_flag(*keep);
  if (const argument* first = given.given("initial")) options.initial = as_operand(*first);
  if (const argument* mask = given.given("where")) options.where = as_array(*mask);
  given.finish();
  return of_array(f.reduce(x, options));
}

result accumulate(const ufunc& f, const call& of) {
  parameters given(of);
  const lazynd::any_operand x = as_operand(given.need("array"));
  const argument* const axis = given.given("axis");
  const argument* const type = given.given("dtype");
  given.finish();
  return of_array(f.accumulate(x, axis ? as_integer(*axis) : 0, type ? std::optional(as_dtype(*type)) : std::nullopt));
}

result reduceat(const ufunc& f, const call& of) {
  parameters given(of);
  const lazynd::any_operand x = as_operand(given.need("array")), indices = as_operand(given.need("indices"));
  const argument* const axis = given.given("axis");
  const argument* const type = given.given("dtype");
  given.finish();
  return of_array(f.reduceat(x, indices, axis ? as_integer(*axis) : 0, type ? std::optional(as_dtype(*type)) : std::nullopt));
}

result outer(const ufunc& f, const call& of) {
  parameters given(of);
  const lazynd::any_operand a = as_operand(given.need("A")), b = as_operand(given.need("B"));
  given.finish();
  return of_array(f.outer(a, b));
}

result at(const ufunc& f, const call& of) {
  parameters given(of);
  lazynd::any_array copy(as_array(given.need("a")));
  const lazynd::any_operand indices = as_operand(given.need("indices"));
  const argument* const b = given.given("b");
  given.finish();
  if (b) {
    f.at(copy, indices, as_operand(*b));
  } else {
    f.at(copy, indices);
  }
  return of_array(copy);
}

struct method {
  std::string_view prefix, suffix;
  result (*run)(const ufunc&, const call&);
};
constexpr method methods[] = {
    {"", ".reduce", reduce}, {"", ".accumulate", accumulate}, {"", ".reduceat", reduceat},
    {"", ".outer", outer},   {"ndarray.@", ".at", at},        {"", "", call_ufunc},
};

}  // namespace

binding find_ufunc_call(std::string_view name) {
  for (const method& of : methods) {
    if (name.size() < of.prefix.size() + of.suffix.size() || !name.starts_with(of.prefix) || !name.ends_with(of.suffix)) continue;
    const std::string_view inner = name.substr(of.prefix.size(), name.size() - of.prefix.size() - of.suffix.size());
    if (!lazynd::find_definition(inner)) continue;
    return [f = ufunc(inner), run = of.run](const call& x) { return run(f, x); };
  }
  return {};
}

}  // namespace golden
