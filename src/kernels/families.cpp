// SPDX-License-Identifier: BSD-3-Clause
#include "ufunc/families.hpp"

namespace lazynd::detail {

void register_all(registrar& to) {
  register_arithmetic(to);
  register_division(to);
  register_comparison(to);
  register_selection(to);
  register_logic(to);
  register_rounding(to);
  register_floating(to);
  register_integer(to);
  register_mathematics(to);
  register_conversion(to);
  register_transcendental(to);
  register_complex_functions(to);
}

}  // namespace lazynd::detail
