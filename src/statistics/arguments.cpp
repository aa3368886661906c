// SPDX-License-Identifier: BSD-3-Clause
#include "statistics/arguments.hpp"

#include <vector>

#include <lazynd/dtype/inspection.hpp>
#include <lazynd/support/error.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

any_view viewed(const any_operand& x) { return any_view(evaluate_dynamic(dynamic_cast_to(x, x.dtype()).node(), "statistics")); }

block_handle c_ordered(const any_operand& x, dtype type) {
  return in_c_order(evaluate_dynamic(dynamic_cast_to(x, type).node(), "statistics"));
}

any_view slice_of(const any_view& x, int axis, const slice& part) {
  std::vector<index_item> items(static_cast<std::size_t>(axis), index_item(all_t{}));
  items.emplace_back(part);
  return any_view(index_block(x.storage(), items));
}

any_view reshaped(const any_view& x, const dims& shape) { return any_view(reshape_block(x.storage(), shape)); }

any_array concatenated(std::span<const any_view> parts, int axis, const char* function) {
  dims shape = parts[0].shape();
  std::vector<dtype> types;
  const auto along = static_cast<std::size_t>(axis);
  shape[along] = 0;
  for (const any_view& part : parts) {
    dims other = part.shape();
    types.push_back(part.dtype());
    const bool same_rank = other.size() == shape.size();
    const index_t extent = same_rank ? other[along] : 0;
    if (same_rank) other[along] = shape[along];
    if (other != shape) {
      throw shape_error(std::string(function) + ": shape " + to_string(part.shape()) + " does not continue " + to_string(parts[0].shape()) +
                        " along axis " + std::to_string(axis));
    }
    shape[along] += extent;
  }
  const block_handle made = allocate_block(result_type(types), shape);
  index_t at = 0;
  for (const any_view& part : parts) {
    const index_t extent = part.shape()[along];
    assign_any(slice_of(any_view(made), axis, slice(at, at + extent)).storage(), part, casting::unsafe);
    at += extent;
  }
  return any_array(made);
}

}  // namespace lazynd::detail
