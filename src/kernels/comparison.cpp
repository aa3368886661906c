// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/comparison.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_comparison(registrar& to) {
  add_operations<op::equal, op::not_equal, op::less, op::less_equal, op::greater, op::greater_equal>(to);
}

}  // namespace lazynd::detail
