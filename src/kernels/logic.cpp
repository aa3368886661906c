// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/logic.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_logic(registrar& to) {
  add_operations<op::bitwise_and, op::bitwise_or, op::bitwise_xor, op::invert, op::left_shift, op::right_shift>(to);
  define_operations<op::logical_and, op::logical_or, op::logical_xor, op::logical_not>(to);
  add_loop_of<op::logical_and, bool, bool>(to);
  add_loop_of<op::logical_or, bool, bool>(to);
  add_loop_of<op::logical_xor, bool, bool>(to);
  add_loop_of<op::logical_not, bool>(to);
}

}  // namespace lazynd::detail
