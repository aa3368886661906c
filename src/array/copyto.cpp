// SPDX-License-Identifier: BSD-3-Clause
// Assignment under a mask: one selection between the value and what was there.
#include <lazynd/array/copyto.hpp>

#include <lazynd/execution/lower.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

void write_where(const block_handle& to, const any_operand& x, const std::optional<mask_argument>& where, casting allowed) {
  program of;
  of.function = "copyto";
  dynamic_handle source = x.node();
  if (x.is_weak()) {
    // A scalar of a higher kind stays what it is, and is cast as any value would be.
    const weak_value& scalar = x.weak();
    const bool fits = promote_weak(to->type, kind(scalar.type)) == to->type;
    source = make_constant(fits ? to->type : scalar.type, scalar, of.function);
  }
  const value_id value = lower_dynamic(source, of);
  std::optional<value_id> mask;
  if (where) mask = lower(where->expression(of.function), of);
  assign_value(of, value, to, allowed, mask);
}

}  // namespace lazynd::detail
