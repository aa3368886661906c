// SPDX-License-Identifier: BSD-3-Clause
// The parts a reduction is made of, as the executor sees them.
#pragma once
#include <lazynd/ufunc/kernel.hpp>

namespace lazynd {

/// What one call of a fold function does beside folding.
enum fold_flags : unsigned {
  fold_begin = 1,  ///< starts from the identity instead of the states given
  fold_end = 2,    ///< combines the lanes by the fixed tree; the result is lane 0
};

/// Elements folded into one state before states are combined by the tree over blocks. Part of the definition of every result.
inline constexpr index_t reduction_block = 2048;

/// A reduction over what its fused argument computes. The result is defined by positions alone: element `i` of a block goes to lane
/// `i % lanes`, in order; lanes with elements are combined pairwise at distances lanes/2, ..., 1; blocks pairwise at distances 1, 2, 4, ...
/// So it depends neither on threads nor on instruction set, layout, alignment or fusion.
struct reduction_kernel {
  /// Folds n contiguous elements; the first stands at position `first`, a multiple of `lanes`, along the reduced axes.
  using fold_function = void (*)(const void* const* operands, void* lane_states, std::size_t n, index_t first, unsigned flags);
  /// states[i] = step(states[i], e(i)) for n outputs, for one row after the other: `row_strides` leads from the operands of one row to
  /// those of the next, `position` and `position_step` tell where rows stand along the reduced axes.
  using rows_function = void (*)(const void* const* operands, const index_t* row_strides, void* states, std::size_t n, index_t rows,
                                 index_t position, index_t position_step);
  using begin_function = void (*)(void* states, std::size_t n);
  using merge_function = void (*)(void* into, const void* from, std::size_t n);

  std::string_view name;
  dtype result = dtype::float64;
  std::uint16_t state_size = 0;
  std::uint16_t lanes = 0;       ///< 1 where any order of the elements of a block gives the same bits
  bool needs_elements = false;   ///< no identity: an empty input is an error
  std::int8_t neutral = -1;      ///< what stands for elements that a mask leaves out: 0, 1, or -1 for nothing
  bool state_is_result = false;  ///< of one element or more: the results are the states, bit for bit
  bool any_order = false;        ///< any order of elements gives the same bits: blocks may be of any length, and there is one lane
  fold_function fold[simd_level_count] = {};
  rows_function fold_rows[simd_level_count] = {};
  begin_function initialize[simd_level_count] = {};
  merge_function merge[simd_level_count] = {};
  /// Begins each state with an element before those it has seen.
  void (*prepend)(void* states, std::size_t n, const void* element) = nullptr;
  /// Whether no element can change a state any more; nullptr when that cannot be told.
  bool (*settled)(const void* state) = nullptr;
  /// The results of states that have seen `count` elements each; `ddof` is for variances.
  void (*finish)(const void* states, void* out, std::size_t n, index_t count, double ddof) = nullptr;
  float weight = 1;
  std::uint8_t arity = 0;
  const kernel_token* tokens = nullptr;
  std::uint16_t token_count = 0;
};

}  // namespace lazynd
