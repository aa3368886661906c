// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/piecewise.hpp>

#include <algorithm>
#include <cstring>

#include <lazynd/array/manipulation.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::detail {

namespace {

/// A copy of the elements, stretched to that shape, in C order.
any_array stretched(const any_expression& x, const dims& shape) {
  return any_array(in_c_order(evaluate_any(broadcast_to(x, shape).node())));
}

index_t count_true(const any_array& mask) {
  const auto* const chosen = reinterpret_cast<const bool*>(mask.storage()->data);
  return std::count(chosen, chosen + mask.size(), true);
}

}  // namespace

std::pair<any_array, any_array> begin_pieces(const any_operand& given) {
  const any_expression x = dynamic_cast_to(given, given.dtype());
  any_array zeros(allocate_block(x.dtype(), x.shape()));
  assign_any(zeros.storage(), 0, casting::unsafe);
  return {stretched(x, x.shape()), std::move(zeros)};
}

std::vector<any_array> masks_of_pieces(const any_array& x, std::span<const any_operand> conditions, std::size_t functions) {
  if (functions != conditions.size() && functions != conditions.size() + 1) {
    throw value_error("piecewise: " + std::to_string(functions) + " functions for " + std::to_string(conditions.size()) +
                      " conditions; there must be as many, or one more");
  }
  std::vector<any_array> masks;
  for (const any_operand& condition : conditions) {
    const any_expression truth = dynamic_cast_to(condition, dtype::bool_);
    check_mask_shape(truth.shape(), x.shape(), "piecewise");
    masks.push_back(stretched(truth, x.shape()));
  }
  if (functions > conditions.size()) {
    any_expression rest = dynamic_cast_to(true, dtype::bool_);
    for (const any_array& mask : masks) rest = rest && !mask;
    masks.push_back(stretched(rest, x.shape()));
  }
  return masks;
}

any_array elements_of_piece(const any_array& x, const any_array& mask) {
  const std::size_t size = itemsize(x.dtype());
  const block_handle line = allocate_block(x.dtype(), {count_true(mask)});
  const auto* const chosen = reinterpret_cast<const bool*>(mask.storage()->data);
  std::byte* to = line->data;
  for (index_t i = 0; i < x.size(); ++i) {
    if (!chosen[i]) continue;
    std::memcpy(to, x.storage()->data + static_cast<std::size_t>(i) * size, size);
    to += size;
  }
  return any_array(line);
}

void write_piece(any_array& to, const any_array& mask, const any_operand& values) {
  const any_array given = any_array(dynamic_cast_to(values, to.dtype()));
  const index_t count = count_true(mask);
  if (given.ndim() > 1 || (given.size() != 1 && given.size() != count)) {
    throw shape_error("piecewise: a function gave values of shape " + to_string(given.shape()) + " for " + std::to_string(count) +
                      " elements");
  }
  const std::size_t size = itemsize(to.dtype());
  const auto* const chosen = reinterpret_cast<const bool*>(mask.storage()->data);
  const std::byte* from = given.storage()->data;
  for (index_t i = 0; i < to.size(); ++i) {
    if (!chosen[i]) continue;
    std::memcpy(to.storage()->data + static_cast<std::size_t>(i) * size, from, size);
    if (given.size() != 1) from += size;
  }
}

}  // namespace lazynd::detail
