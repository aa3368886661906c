// SPDX-License-Identifier: BSD-3-Clause
// Functions of dtypes.
#include <lazynd/dtype/casts.hpp>

#include "binding.hpp"

namespace golden {

namespace {

result promote_types(const call& of) {
  parameters given(of);
  const lazynd::dtype a = as_dtype(given.need("type1")), b = as_dtype(given.need("type2"));
  given.finish();
  return {lazynd::promote_types(a, b)};
}

result can_cast(const call& of) {
  parameters given(of);
  const lazynd::dtype from = as_dtype(given.need("from_")), to = as_dtype(given.need("to"));
  const argument* const rule = given.given("casting");
  given.finish();
  return of_literal(rule ? lazynd::can_cast(from, to, as_casting(*rule)) : lazynd::can_cast(from, to));
}

}  // namespace

void add_dtype_calls(bindings& to) {
  to["promote_types"] = promote_types;
  to["can_cast"] = can_cast;
}

}  // namespace golden
