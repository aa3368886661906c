// SPDX-License-Identifier: BSD-3-Clause
// Text of arrays and numbers.
#include <lazynd/array/format.hpp>
#include <lazynd/array/format_float.hpp>

#include "binding.hpp"

namespace golden {

namespace {

int as_int(const argument& x) { return static_cast<int>(as_integer(x)); }

result array2string(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("a"));
  lazynd::print_options options = lazynd::get_print_options();
  lazynd::text_frame frame;
  std::string separator, prefix, suffix;
  if (const argument* value = given.given("max_line_width")) options.linewidth = as_int(*value);
  if (const argument* value = given.given("precision")) options.precision = as_int(*value);
  if (const argument* value = given.given("suppress_small")) options.suppress = as_flag(*value);
  if (const argument* value = given.given("separator")) frame.separator = separator = as_text(*value);
  if (const argument* value = given.given("prefix")) frame.prefix = prefix = as_text(*value);
  if (const argument* value = given.given("suffix")) frame.suffix = suffix = as_text(*value);
  if (const argument* value = given.given("threshold")) options.threshold = as_integer(*value);
  if (const argument* value = given.given("edgeitems")) options.edgeitems = as_int(*value);
  given.finish();
  const lazynd::block& elements = *x.storage();
  return of_literal(lazynd::array2string(elements.type, elements.data, elements.where, frame, options));
}

result array_str(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("a"));
  given.finish();
  return of_literal(to_string(x));
}

result array_repr(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("arr"));
  given.finish();
  return of_literal(repr(x));
}

/// The number in the C++ type of its dtype.
template <class F>
result with_number(const argument& x, F&& f) {
  if (!std::holds_alternative<array_argument>(x.form)) return of_literal(f(as_real(x)));
  return with_typed(x, [&]<class T>(const lazynd::view<T>& view) -> result {
    if constexpr (lazynd::is_complex_v<T>) {
      throw missing("complex numbers");
    } else {
      return of_literal(f(static_cast<T>(view.item())));
    }
  });
}

result format_float_positional(const call& of) {
  parameters given(of);
  const argument& x = given.need("x");
  lazynd::positional_format how;
  if (const argument* value = given.given("precision")) how.precision = as_int(*value);
  if (const argument* value = given.given("unique")) how.unique = as_flag(*value);
  if (const argument* value = given.given("fractional")) how.fractional = as_flag(*value);
  if (const argument* value = given.given("trim")) how.trim = as_text(*value).at(0);
  if (const argument* value = given.given("sign")) how.sign = as_flag(*value);
  if (const argument* value = given.given("pad_left")) how.pad_left = as_int(*value);
  if (const argument* value = given.given("pad_right")) how.pad_right = as_int(*value);
  if (const argument* value = given.given("min_digits")) how.min_digits = as_int(*value);
  given.finish();
  return with_number(x, [&](auto number) { return lazynd::format_float_positional(number, how); });
}

result format_float_scientific(const call& of) {
  parameters given(of);
  const argument& x = given.need("x");
  lazynd::scientific_format how;
  if (const argument* value = given.given("precision")) how.precision = as_int(*value);
  if (const argument* value = given.given("unique")) how.unique = as_flag(*value);
  if (const argument* value = given.given("trim")) how.trim = as_text(*value).at(0);
  if (const argument* value = given.given("sign")) how.sign = as_flag(*value);
  if (const argument* value = given.given("pad_left")) how.pad_left = as_int(*value);
  if (const argument* value = given.given("exp_digits")) how.exp_digits = as_int(*value);
  if (const argument* value = given.given("min_digits")) how.min_digits = as_int(*value);
  given.finish();
  return with_number(x, [&](auto number) { return lazynd::format_float_scientific(number, how); });
}

}  // namespace

void add_printing_calls(bindings& to) {
  to["array2string"] = array2string;
  to["array_repr"] = array_repr;
  to["array_str"] = array_str;
  to["format_float_positional"] = format_float_positional;
  to["format_float_scientific"] = format_float_scientific;
}

}  // namespace golden
