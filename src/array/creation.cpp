// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/creation.hpp>

#include <cmath>
#include <string>

#include <lazynd/layout/broadcast.hpp>

namespace lazynd::detail {

namespace {
constexpr double most_elements = 9.0e18;

/// Steps of that width that begin before `distance`, which is not 0.
index_t steps_within(std::uint64_t distance, std::uint64_t width) {
  if (width == 0) throw value_error("arange: the step is 0");
  const std::uint64_t count = (distance - 1) / width + 1;
  if (count > static_cast<std::uint64_t>(std::numeric_limits<index_t>::max())) throw value_error("arange: too many elements");
  return static_cast<index_t>(count);
}
}  // namespace

index_t arange_count(double start, double stop, double step) {
  if (step == 0) throw value_error("arange: the step is 0");
  const double count = std::ceil((stop - start) / step);
  if (!(count < most_elements)) throw value_error("arange: " + std::to_string(count) + " elements cannot be counted");
  return count > 0 ? static_cast<index_t>(count) : 0;
}

index_t arange_count_exact(std::int64_t start, std::int64_t stop, std::int64_t step) {
  // Unsigned: the distance may exceed the signed range, and the most negative step has no positive counterpart.
  const auto from = static_cast<std::uint64_t>(start), to = static_cast<std::uint64_t>(stop), width = static_cast<std::uint64_t>(step);
  if (step > 0 ? start >= stop : step < 0 && start <= stop) return 0;
  return step > 0 ? steps_within(to - from, width) : steps_within(from - to, std::uint64_t{0} - width);
}

index_t arange_count_exact(std::uint64_t start, std::uint64_t stop, std::uint64_t step) {
  return start >= stop && step != 0 ? 0 : steps_within(stop - start, step);
}

void check_linspace(index_t count) {
  if (count < 0) throw value_error("linspace: " + std::to_string(count) + " is not a number of values");
}

void throw_borrows_more(std::size_t elements, const shape_t& shape) {
  throw shape_error("borrow: a span of " + std::to_string(elements) + " elements for shape " + to_string(shape));
}

block_handle allocate_like(dtype type, const layout& model, const like_options& options, const char* function) {
  const layout wanted{options.shape.value_or(model.shape), model.strides};
  block_handle made = allocate_block(type, wanted.shape, options.order.value_or(order::c), function);
  if (!options.order && wanted.shape.size() == model.shape.size()) {
    const layout* const operand = &wanted;
    made->where.strides = strides_like_operands(wanted.shape, itemsize(type), {&operand, 1});
  }
  return made;
}

}  // namespace lazynd::detail
