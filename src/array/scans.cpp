// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/scans.hpp>

#include <lazynd/array/manipulation.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "execution/checked.hpp"
#include "execution/dynamic.hpp"
#include "execution/scan.hpp"

namespace lazynd::detail {

any_array running(const char* ufunc, const any_operand& a, const scan_options& options, bool begin, const char* function) {
  const dtype type = options.dtype.value_or(summed_type(a.dtype()));
  const any_expression elements = cast(a, type);
  const dims given = elements.shape();
  dims shape = options.axis ? given : dims{element_count(given)};
  const int axis = normalize_axis(options.axis.value_or(0), static_cast<int>(shape.size()), function);
  const auto along = static_cast<std::size_t>(axis);
  shape[along] += begin ? 1 : 0;
  any_array result(allocate_block(type, shape));
  const bool is_array = !a.is_weak() && a.node()->storage;
  if (is_array && !begin && !watches_conditions()) {
    const block_handle from = evaluate_dynamic(a.node(), function);  // aligned
    if (scan_into(ufunc, *from, *result.storage(), axis)) return result;
  }
  layout rest = result.storage()->where;
  std::byte* data = result.storage()->data;
  if (begin) {
    layout edge = rest;
    edge.shape[along] = 1;
    any_view front(view_block(result.storage(), data, edge));
    front = cast(std::string_view(ufunc) == "multiply" ? 1 : 0, type);
    rest.shape[along] -= 1;
    data += rest.strides[along];
  }
  any_view accumulated(view_block(result.storage(), data, rest));
  if (options.axis || given.size() == 1) {
    accumulated = elements;
  } else {
    any_view as_given(reshape_block(accumulated.storage(), given));
    as_given = elements;
  }
  std::optional<any_array> before;
  if (watches_conditions()) before = any_array(accumulated);
  scan_in_place(ufunc, *result.storage(), axis);
  if (before) report_scan(*find_kernel(ufunc, {type, type}), before->storage(), accumulated.storage(), axis, function);
  return result;
}

scan_options one_axis(const any_operand& a, const cumulative_options& options, const char* function) {
  if (!options.axis && (a.is_weak() || a.node()->shape.size() != 1)) {
    throw value_error(std::string(function) + ": 'axis' may only be left out for arrays of one axis");
  }
  return {.axis = options.axis.value_or(0), .dtype = options.dtype};
}

}  // namespace lazynd::detail
