// SPDX-License-Identifier: BSD-3-Clause
// What is to be computed, without types: the input of the planner. Typed expressions lower to it.
#pragma once
#include <lazynd/expression/reduction_settings.hpp>
#include <lazynd/storage/block.hpp>
#include <lazynd/support/inline_vector.hpp>
#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd {

/// Index of a value in its program.
using value_id = std::int32_t;

/// One value: a leaf, a constant, what a kernel computes, or what a reduction leaves.
struct program_value {
  enum class role : std::uint8_t { leaf, constant, compute, reduce };
  role is = role::leaf;
  dtype type = dtype::float64;
  const block* storage = nullptr;             ///< leaf
  const void* address = nullptr;              ///< constant: its value, or a function object
  const kernel_set* kernel = nullptr;         ///< compute
  const reduction_kernel* reducer = nullptr;  ///< reduce
  small_vector<value_id, 6> inputs;           ///< operands of the kernel, in its order
  reduction_settings over;                    ///< reduce
  dims shape;                                 ///< filled by `collect`
  std::uint64_t reduced = 0;                  ///< reduce: bit per axis of the argument, filled by `collect`
};

/// Where a value goes.
struct program_output {
  value_id value = -1;
  block_handle destination;  ///< written, broadcasting to its shape; empty: a new block
  bool may_replace = false;  ///< a destination of another shape is replaced by a new block instead
};

/// A program under construction. Identical values are entered once, so common sub-expressions are computed once.
class LAZYND_API program {
 public:
  program() noexcept;
  ~program();
  program(const program&) = delete;
  program& operator=(const program&) = delete;

  value_id add_leaf(const block& storage);
  value_id add_constant(dtype type, const void* address);
  value_id add_compute(const kernel_set& kernel, dtype type, std::span<const value_id> inputs);
  value_id add_reduce(const reduction_kernel& kernel, std::span<const value_id> inputs, const reduction_settings& over);
  void add_output(value_id value, block_handle destination, bool may_replace);

  inline_vector<program_value, 8> values;
  inline_vector<program_output, 2> outputs;
  const char* function = "assign";  ///< begins error messages about outputs

 private:
  value_id enter(program_value&& candidate);
};

}  // namespace lazynd
