// SPDX-License-Identifier: BSD-3-Clause
// Assignment under a mask: one selection between the value and what was there.
#include <lazynd/array/copyto.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

value_id lazy_operand::dynamic::lower(program& to, dtype beside) {
  if (!operand.is_weak()) return lower_dynamic(operand.node(), to);
  const weak_value& scalar = operand.weak();
  const dtype type = promote_weak(beside, kind(scalar.type));
  // A scalar of a higher kind stays what it is, and is cast as any value would be.
  constant = make_constant(type == beside ? type : scalar.type, scalar, to.function);
  return lower_dynamic(constant, to);
}

void write_where(const block_handle& to, const lazy_operand& x, const where_argument& where, casting allowed) {
  program of;
  of.function = "copyto";
  const value_id value = x.lower(of, to->type);
  std::optional<value_id> mask;
  if (where) mask = where.lower(of, dtype::bool_);
  assign_value(of, value, to, allowed, mask);
}

}  // namespace lazynd::detail
