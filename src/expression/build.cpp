// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/expression/build.hpp>

#include <string>

namespace lazynd::detail {

void throw_does_not_fit(const char* function, long long value, bool is_unsigned, dtype type) {
  const std::string number = is_unsigned ? std::to_string(static_cast<unsigned long long>(value)) : std::to_string(value);
  throw value_error(std::string(function) + ": the integer " + number + " does not fit " + std::string(name(type)));
}

}  // namespace lazynd::detail
