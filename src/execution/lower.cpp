// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/execution/lower.hpp>

#include <string>

#include <lazynd/support/error.hpp>

namespace lazynd::detail {

void throw_no_kernel(const char* function, std::initializer_list<dtype> inputs) {
  std::string types;
  for (const dtype type : inputs) types += (types.empty() ? "" : ", ") + std::string(name(type));
  throw dtype_error(std::string(function) + ": there is no loop for (" + types + ")");
}

}  // namespace lazynd::detail
