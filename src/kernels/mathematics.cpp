// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/operations/mathematics.hpp>

#include "kernels/elementwise_family.hpp"

namespace lazynd::detail {

void register_mathematics(registrar& to) {
  add_operations<op::logaddexp, op::logaddexp2, op::i0>(to);
  // Their loops are in the families of transcendental and of complex functions.
  define_operations<op::exp, op::exp2, op::expm1, op::log, op::log2, op::log10, op::log1p, op::sin, op::cos, op::tan, op::arcsin,
                    op::arccos, op::arctan, op::sinh, op::cosh, op::tanh, op::arcsinh, op::arccosh, op::arctanh, op::cbrt, op::arctan2,
                    op::hypot, op::float_power>(to);
}

}  // namespace lazynd::detail
