// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/comparison.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_selection(registrar& to) { add_operations<op::minimum, op::maximum, op::fmin, op::fmax, op::clip, op::where>(to); }

}  // namespace lazynd::detail
