// SPDX-License-Identifier: BSD-3-Clause
// Kernels as the expressions they compute.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <lazynd/planner/program.hpp>

namespace lazynd::detail {

/// A piece of an expression and how tightly its outermost operator binds.
struct phrase {
  static constexpr int tightest = 100;
  std::string text;
  int binding = tightest;
};

/// The phrase of operand number i of a kernel.
using operand_phrase = std::function<phrase(std::size_t)>;

/// What a kernel computes from its operands: `a * b + 1`, `exp(a)`.
phrase write_kernel(const kernel_set& kernel, std::size_t operands, const operand_phrase& operand);

/// What a reduction folds: `sum(a * b, axis=0)`. `value` is its value in the program.
phrase write_reduction(const program_value& value, const operand_phrase& operand);

/// Operations of a kernel, outermost first; of a reduction, those of its argument.
std::vector<std::string> operations_of(const kernel_token* tokens, std::size_t count, std::string_view name);

/// One element, as the shortest text that reads back as the same element.
phrase write_element(dtype type, const void* element);

}  // namespace lazynd::detail
