// SPDX-License-Identifier: BSD-3-Clause
// Evaluation that looks for floating-point conditions: the steps of a program one by one through kernels that check what they computed.
#pragma once
#include <atomic>
#include <optional>
#include <string>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/planner/program.hpp>

#include "execution/condition_check.hpp"

namespace lazynd::detail {

/// Plans and runs a program whatever this thread watches for.
void execute_as_it_is(program& of);

/// Plans and runs a program step by step, and then acts upon the conditions of its steps. Same bits.
void execute_checked(program& of);

/// Acts upon the conditions of results that were computed another way, as if `loop` had computed them out of `arguments`. All have one
/// shape.
void report_as_if(const kernel_set& loop, std::string_view function, std::span<const block_handle> arguments, const block_handle& results);

/// A loop that is called by itself, as the methods of ufuncs do: checked if this thread watches for conditions.
class watched_loop {
 public:
  /// `function` is what it is called in messages; by default what the loop computes.
  explicit watched_loop(const kernel_set& loop, std::string function = {});
  void operator()(const void* const* operands, void* out, index_t n);
  /// Acts upon what was found so far.
  void report();

 private:
  const kernel_set& loop_;
  simd_level level_;
  error_state state_;
  std::optional<condition_check> check_;
  std::string function_;
  unsigned found_ = 0;
};

}  // namespace lazynd::detail
