// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/scans.hpp>

#include <lazynd/array/manipulation.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "execution/checked.hpp"
#include "execution/dynamic.hpp"
#include "execution/scan.hpp"

namespace lazynd::detail {

namespace {

/// Acts upon the conditions of a scan: each result is that of the one before it and an element.
void report_scan(scan_operation operation, const any_array& elements, const any_view& results, int axis, const char* function) {
  const auto along = static_cast<std::size_t>(axis);
  if (results.shape()[along] < 2) return;
  const auto part = [&](const block_handle& whole, index_t from) {
    layout where = whole->where;
    where.shape[along] -= 1;
    return view_block(whole, whole->data + from * where.strides[along], where);
  };
  const char* const step = operation == scan_operation::sum ? "add" : "multiply";
  const block_handle arguments[] = {part(results.storage(), 0), part(elements.storage(), 1)};
  report_as_if(*find_kernel(step, {results.dtype(), results.dtype()}), function, arguments, part(results.storage(), 1));
}

any_array running(scan_operation operation, const any_operand& a, const scan_options& options, bool begin, const char* function) {
  const dtype type = options.dtype.value_or(summed_type(a.dtype()));
  any_expression elements = cast(a, type);
  dims shape = elements.shape();
  if (!options.axis) {
    shape = {element_count(shape)};
    elements = any_expression(make_dynamic_leaf(reshape_block(evaluate_dynamic(elements.node(), function), shape)));
  }
  const int axis = normalize_axis(options.axis.value_or(0), static_cast<int>(shape.size()), function);
  const auto along = static_cast<std::size_t>(axis);
  shape[along] += begin ? 1 : 0;
  any_array result(allocate_block(type, shape));
  layout rest = result.storage()->where;
  std::byte* data = result.storage()->data;
  if (begin) {
    layout edge = rest;
    edge.shape[along] = 1;
    any_view front(view_block(result.storage(), data, edge));
    front = cast(operation == scan_operation::sum ? 0 : 1, type);
    rest.shape[along] -= 1;
    data += rest.strides[along];
  }
  any_view accumulated(view_block(result.storage(), data, rest));
  accumulated = elements;
  std::optional<any_array> before;
  if (watches_conditions()) before = any_array(accumulated);
  scan_in_place(operation, *result.storage(), axis);
  if (before) report_scan(operation, *before, accumulated, axis, function);
  return result;
}

}  // namespace

any_array running_sum(const any_operand& a, const scan_options& options, bool begin) {
  return running(scan_operation::sum, a, options, begin, "cumsum");
}

any_array running_product(const any_operand& a, const scan_options& options, bool begin) {
  return running(scan_operation::product, a, options, begin, "cumprod");
}

scan_options one_axis(const any_operand& a, const cumulative_options& options, const char* function) {
  if (!options.axis && (a.is_weak() || a.node()->shape.size() != 1)) {
    throw value_error(std::string(function) + ": 'axis' may only be left out for arrays of one axis");
  }
  return {.axis = options.axis.value_or(0)};
}

}  // namespace lazynd::detail
