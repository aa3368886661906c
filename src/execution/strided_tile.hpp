// SPDX-License-Identifier: BSD-3-Clause
// Copies between strided memory and contiguous tiles.
#pragma once
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// The axes of a run: extents and one operand's strides, outermost first.
struct run_axes {
  const index_t* extents;
  const index_t* strides;
  int count;
};

/// tile[i] = the element at source + i * stride, for i in [0, n).
void gather_row(void* tile, const std::byte* source, index_t stride, index_t n, std::size_t itemsize);

/// The other direction of `gather_row`.
void scatter_row(const void* tile, std::byte* target, index_t stride, index_t n, std::size_t itemsize);

/// tile[i] = element number `first + i` of the run (C order over its axes) that starts at `source`, for i in [0, n).
void gather_tile(void* tile, const std::byte* source, const run_axes& axes, index_t first, index_t n, std::size_t itemsize);

/// tiles[r * pitch + i] = element i of a column-wise block, at source + i * stride + r * itemsize, for i in [0, n) and r in [0, rows).
void gather_panel(void* tiles, index_t pitch, const std::byte* source, index_t stride, index_t rows, index_t n, std::size_t itemsize);

/// The other direction of `gather_tile`.
void scatter_tile(const void* tile, std::byte* target, const run_axes& axes, index_t first, index_t n, std::size_t itemsize);

/// tile[i] = *value for i in [0, n).
void fill_tile(void* tile, const void* value, index_t n, std::size_t itemsize);

}  // namespace lazynd::detail
