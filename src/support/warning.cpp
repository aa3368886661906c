// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/support/warning.hpp>

#include <cstdio>
#include <mutex>
#include <string>

namespace lazynd {

namespace {

struct shared_handler {
  std::mutex mutex;
  warning_handler handler;
};

shared_handler& current() {
  // Never destroyed: the destructors of a user's globals may still evaluate expressions.
  static shared_handler& one = *new shared_handler;
  return one;
}

}  // namespace

warning_handler set_warning_handler(warning_handler handler) {
  const std::lock_guard guard(current().mutex);
  return std::exchange(current().handler, std::move(handler));
}

void warn(std::string_view category, std::string_view message) {
  warning_handler handler;
  {
    const std::lock_guard guard(current().mutex);
    handler = current().handler;
  }
  if (handler) return handler(category, message);
  const std::string line = std::string(category) + ": " + std::string(message) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace lazynd
