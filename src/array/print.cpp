// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/print.hpp>

#include <ostream>

namespace lazynd::detail {

void write_text(std::ostream& out, const std::string& text) { out << text; }

}  // namespace lazynd::detail
