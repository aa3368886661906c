// SPDX-License-Identifier: BSD-3-Clause
// Walking over a layout row by row.
#pragma once
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// Calls row(byte offset of its first element, stride, elements) for the rows along the last axis, in C order. None for a layout without
/// elements; one of one element for a 0-d one.
template <class Row>
void for_each_row(const layout& of, Row&& row) {
  if (element_count(of.shape) == 0) return;
  if (of.ndim() == 0) return row(index_t{0}, index_t{0}, index_t{1});
  const std::size_t inner = of.shape.size() - 1;
  dims position(of.shape.size(), 0);
  index_t offset = 0;
  for (;;) {
    row(offset, of.strides[inner], of.shape[inner]);
    std::size_t axis = inner;
    for (;;) {
      if (axis == 0) return;
      --axis;
      offset += of.strides[axis];
      if (++position[axis] < of.shape[axis]) break;
      offset -= of.strides[axis] * of.shape[axis];
      position[axis] = 0;
    }
  }
}

}  // namespace lazynd::detail
