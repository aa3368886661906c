// SPDX-License-Identifier: BSD-3-Clause
// The error state of a thread, as evaluations use it.
#pragma once
#include <span>
#include <string>
#include <vector>

#include <lazynd/execution/conditions.hpp>
#include <lazynd/execution/errstate.hpp>

namespace lazynd::detail {

/// Conditions, with NumPy's numbers.
inline constexpr unsigned divide_by_zero = 1, overflow = 2, underflow = 4, invalid_value = 8;

struct error_state {
  error_actions actions;
  error_callback function;
  /// The conditions that are not ignored.
  [[nodiscard]] unsigned watched() const noexcept;
};

/// A copy of the state of this thread.
error_state current_error_state();

/// Conditions of one function.
struct finding {
  std::string_view function;
  unsigned conditions;
};

/// Acts upon findings in their order, upon each condition of a function once.
void act_upon(std::span<const finding> found, const error_state& state);

}  // namespace lazynd::detail
