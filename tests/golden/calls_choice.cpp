// SPDX-License-Identifier: BSD-3-Clause
// Choices by conditions and numbers, and bits of bytes.
#include <lazynd/array/bits.hpp>
#include <lazynd/array/choice.hpp>

#include "binding.hpp"

namespace golden {

namespace {

std::vector<lazynd::any_operand> as_operands(const argument& x) {
  const auto* const list = std::get_if<sequence_argument>(&x.form);
  if (!list) throw missing("a list of arrays that is something else");
  std::vector<lazynd::any_operand> found;
  for (const argument& item : list->items) found.push_back(as_operand(item));
  return found;
}

lazynd::bit_order as_bit_order(const argument& x) { return as_text(x) == "little" ? lazynd::bit_order::little : lazynd::bit_order::big; }

lazynd::index_mode as_index_mode(const argument& x) {
  const std::string text = as_text(x);
  return text == "wrap" ? lazynd::index_mode::wrap : text == "clip" ? lazynd::index_mode::clip : lazynd::index_mode::raise;
}

result choose(const call& of) {
  parameters given(of);
  const lazynd::any_operand a = as_operand(given.need("a"));
  const argument& choices = given.need("choices");
  lazynd::choose_options options;
  if (const argument* mode = given.given("mode")) options.mode = as_index_mode(*mode);
  given.finish();
  if (std::holds_alternative<array_argument>(choices.form)) return of_array(lazynd::choose(a, as_array(choices), options));
  return of_array(lazynd::choose(a, as_operands(choices), options));
}

result select(const call& of) {
  parameters given(of);
  const std::vector<lazynd::any_operand> conditions = as_operands(given.need("condlist")), choices = as_operands(given.need("choicelist"));
  const argument* otherwise = given.given("default");
  given.finish();
  return of_array(lazynd::select(conditions, choices, otherwise ? as_operand(*otherwise) : lazynd::any_operand(0)));
}

result packbits(const call& of) {
  parameters given(of);
  const lazynd::any_view a = as_array(given.need("a"));
  lazynd::packbits_options options;
  if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
  if (const argument* order = given.given("bitorder")) options.bitorder = as_bit_order(*order);
  given.finish();
  return of_array(lazynd::packbits(a, options));
}

result unpackbits(const call& of) {
  parameters given(of);
  const lazynd::any_view a = as_array(given.need("a"));
  lazynd::unpackbits_options options;
  if (const argument* axis = given.given("axis")) options.axis = static_cast<int>(as_integer(*axis));
  if (const argument* count = given.given("count")) options.count = as_integer(*count);
  if (const argument* order = given.given("bitorder")) options.bitorder = as_bit_order(*order);
  given.finish();
  return of_array(lazynd::unpackbits(a, options));
}

}  // namespace

void add_choice_calls(bindings& to) {
  to["choose"] = choose;
  to["packbits"] = packbits;
  to["select"] = select;
  to["unpackbits"] = unpackbits;
}

}  // namespace golden
