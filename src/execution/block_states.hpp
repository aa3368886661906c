// SPDX-License-Identifier: BSD-3-Clause
// States of the blocks of the fixed tree, for reductions that are made in pieces.
#pragma once
#include <vector>

#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd::detail {

/// One state for each block of `count` contiguous elements of that size, the first of which begins a block at position `at`. The last block
/// may be incomplete. Parallel.
std::vector<std::byte> states_of_blocks(const reduction_kernel& kernel, const std::byte* elements, std::size_t size, index_t count,
                                        index_t at);

/// Rows of `width` contiguous elements of that size, of which each column is reduced.
struct row_piece {
  const std::byte* elements;
  std::size_t size;    ///< of an element
  index_t width;       ///< elements of a row
  index_t row_stride;  ///< bytes from row to row
  index_t rows;
  index_t at;  ///< position of the first row
};

/// Folds rows, block after block. Gives a row of states for each block that becomes complete; `lanes`, the lanes of a block that began
/// before and is not complete, become those of the last one (empty when it is). Parallel.
std::vector<std::byte> fold_rows_of_blocks(const reduction_kernel& kernel, const row_piece& piece, std::vector<std::byte>& lanes);

/// The lanes of a block of which `rows` rows are there, combined into their first row.
void combine_lanes(const reduction_kernel& kernel, std::byte* lanes, index_t rows, index_t width);

}  // namespace lazynd::detail
