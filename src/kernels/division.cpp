// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/mathematics.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_division(registrar& to) {
  add_operations<op::divide, op::reciprocal, op::remainder, op::floor_divide, op::fmod, op::power>(to);
}

}  // namespace lazynd::detail
