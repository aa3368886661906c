// SPDX-License-Identifier: BSD-3-Clause
// The elements a statistic is made of, next to each other in memory.
#pragma once
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/storage/block.hpp>

namespace lazynd::detail {

/// Lines of elements, each of which becomes one element of a result.
struct lanes {
  block_handle elements;  ///< contiguous, one lane after the other; the argument's own where these lie so
  index_t count = 0;
  index_t length = 0;
  dims result_shape;

  template <class T>
  [[nodiscard]] const T* lane(index_t which) const noexcept {
    return reinterpret_cast<const T*>(elements->data) + which * length;
  }
};

/// The lanes along some axes; elements of a lane in C order. `index_error` and `value_error` for bad axes.
lanes gather_lanes(const any_operand& a, const axis_argument& axis, bool keepdims, const char* function);

}  // namespace lazynd::detail
