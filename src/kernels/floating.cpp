// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/floating.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_floating(registrar& to) {
  add_operations<op::isnan, op::isinf, op::isfinite, op::isposinf, op::isneginf, op::signbit, op::copysign, op::heaviside, op::nextafter,
                 op::spacing, op::ldexp, op::frexp_mantissa, op::frexp_exponent, op::modf_fraction, op::modf_whole>(to);
}

}  // namespace lazynd::detail
