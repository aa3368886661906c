// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/arithmetic.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_arithmetic(registrar& to) {
  add_operations<op::add, op::subtract, op::multiply, op::negative, op::positive, op::square, op::absolute, op::fabs, op::conjugate,
                 op::real, op::imag, op::sign>(to);
}

}  // namespace lazynd::detail
