// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/integer.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_integer(registrar& to) { add_operations<op::gcd, op::lcm, op::bitwise_count>(to); }

}  // namespace lazynd::detail
