// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/mathematics.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_rounding(registrar& to) { add_operations<op::sqrt, op::floor, op::ceil, op::trunc, op::rint, op::deg2rad, op::rad2deg>(to); }

}  // namespace lazynd::detail
