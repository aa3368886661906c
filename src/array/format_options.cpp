// SPDX-License-Identifier: BSD-3-Clause
// The process-wide printing options and those of a thread's scopes.
#include "array/format_options.hpp"

#include <mutex>
#include <string_view>
#include <utility>

#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

struct process_options {
  std::mutex mutex;
  print_options values;
};

process_options& process_wide() {
  static process_options instance;
  return instance;
}

thread_local std::optional<print_options> scope_options;

}  // namespace

namespace detail {

void check_print_options(const print_options& options, const char* function) {
  const auto refuse = [&](const std::string& what) { throw value_error(std::string(function) + ": " + what); };
  if (options.precision < 0) refuse("precision " + std::to_string(options.precision) + " is negative");
  if (options.edgeitems < 0) refuse("edgeitems " + std::to_string(options.edgeitems) + " is negative");
  if (std::string_view("-+ ").find(options.sign) == std::string_view::npos) {
    refuse(std::string("sign '") + options.sign + "' is none of '-', '+', ' '");
  }
}

}  // namespace detail

print_options get_print_options() {
  if (scope_options) return *scope_options;
  process_options& shared = process_wide();
  const std::lock_guard lock(shared.mutex);
  return shared.values;
}

void set_print_options(print_options options) {
  detail::check_print_options(options, "set_print_options");
  if (scope_options) {
    scope_options = std::move(options);
    return;
  }
  process_options& shared = process_wide();
  const std::lock_guard lock(shared.mutex);
  shared.values = std::move(options);
}

print_options_scope::print_options_scope(print_options options) {
  detail::check_print_options(options, "print_options_scope");
  outer_ = std::exchange(scope_options, std::move(options));
}

print_options_scope::~print_options_scope() { scope_options = std::move(outer_); }

}  // namespace lazynd
