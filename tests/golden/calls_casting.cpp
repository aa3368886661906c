// SPDX-License-Identifier: BSD-3-Clause
// Conversion of elements.
#include "binding.hpp"

namespace golden {

namespace {

result astype(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("self"));
  const lazynd::dtype type = as_dtype(given.need("dtype"));
  const argument* const rule = given.given("casting");
  given.finish();
  return of_array(rule ? lazynd::astype(x, type, as_casting(*rule)) : lazynd::astype(x, type));
}

}  // namespace

void add_casting_calls(bindings& to) { to["ndarray.astype"] = astype; }

}  // namespace golden
