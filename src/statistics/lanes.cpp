// SPDX-License-Identifier: BSD-3-Clause
#include "statistics/lanes.hpp"

#include <lazynd/array/any_array.hpp>
#include <lazynd/layout/transform.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

lanes gather_lanes(const any_operand& a, const axis_argument& axis, bool keepdims, const char* function) {
  block_handle elements = evaluate_dynamic(dynamic_cast_to(a, a.dtype()).node(), function);
  const dims shape = elements->where.shape;
  const reduced_shape reduced = reduce_shape(shape, {.axes = axis.axes(), .all = axis.all(), .keepdims = keepdims}, false, function);
  dims order;
  for (const bool goes : {false, true}) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
      if (((reduced.axes >> i & 1) != 0) == goes) order.push_back(static_cast<index_t>(i));
    }
  }
  layout where = transposed(elements->where, order);
  elements = in_c_order(view_block(elements, elements->data, std::move(where)));
  const index_t count = element_count(reduced.shape);
  return {.elements = std::move(elements), .count = count, .length = reduced.count, .result_shape = reduced.shape};
}

}  // namespace lazynd::detail
