// SPDX-License-Identifier: BSD-3-Clause
// Every family of library kernels.
#pragma once
#include "ufunc/registrar.hpp"

namespace lazynd::detail {

void register_arithmetic(registrar& to);
void register_division(registrar& to);
void register_comparison(registrar& to);
void register_selection(registrar& to);
void register_logic(registrar& to);
void register_rounding(registrar& to);
void register_floating(registrar& to);
void register_integer(registrar& to);
void register_mathematics(registrar& to);
void register_conversion(registrar& to);
void register_transcendental(registrar& to);
void register_complex_functions(registrar& to);

/// All of them, in no particular order: names and signatures do not repeat between families.
void register_all(registrar& to);

}  // namespace lazynd::detail
