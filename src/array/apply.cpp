// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/apply.hpp>

#include <string>

namespace lazynd::detail {

void throw_no_lines() { throw value_error("apply_along_axis: there are no lines"); }

void throw_other_axes(int has, int wanted) {
  throw value_error("apply_over_axes: the function gave " + std::to_string(has) + " axes for " + std::to_string(wanted));
}

}  // namespace lazynd::detail
