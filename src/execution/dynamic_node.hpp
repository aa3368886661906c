// SPDX-License-Identifier: BSD-3-Clause
// The nodes of dynamic expressions.
#pragma once
#include <atomic>
#include <vector>

#include <lazynd/expression/dynamic.hpp>
#include <lazynd/expression/erased.hpp>
#include <lazynd/planner/program.hpp>
#include <lazynd/ufunc/definition.hpp>

namespace lazynd::detail {

/// A value of a dynamic expression. Immutable once made.
struct dynamic_node {
  enum class role : std::uint8_t { leaf, constant, compute, reduce, typed };
  std::atomic<std::uint32_t> references{1};
  role is = role::leaf;
  dtype type = dtype::float64;
  int nodes = 1;  ///< upper bound of the nodes below, itself included
  dims shape;
  block_handle storage;                       ///< leaf
  alignas(16) std::byte value[16] = {};       ///< constant
  const kernel_set* kernel = nullptr;         ///< compute
  const reduction_kernel* reducer = nullptr;  ///< reduce
  reduction_settings over;                    ///< reduce
  std::shared_ptr<const erased_tree> tree;    ///< typed: an expression whose type is not known here
  std::vector<dynamic_handle> inputs;
};

}  // namespace lazynd::detail
