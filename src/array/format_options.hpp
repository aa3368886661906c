// SPDX-License-Identifier: BSD-3-Clause
// Validity of the printing options.
#pragma once
#include <lazynd/array/print_options.hpp>

namespace lazynd::detail {

/// `value_error` for options nothing can be printed with; `function` begins the message.
void check_print_options(const print_options& options, const char* function);

}  // namespace lazynd::detail
