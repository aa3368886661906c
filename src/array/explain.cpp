// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/explain.hpp>

#include "execution/direct_program.hpp"
#include "execution/dynamic.hpp"

namespace lazynd {

explanation explain(const any_expression& x) {
  program of;
  of.function = "explain";
  of.add_output(detail::lower_dynamic(x.node(), of), {}, false);
  return detail::explain_program(of, detail::takes_program_direct(of));
}

}  // namespace lazynd
