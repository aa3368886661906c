// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/cross.hpp>

#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

namespace {

any_view with_axis_moved(const any_view& x, index_t from, index_t to) {
  return any_view(view_block(x.storage(), x.storage()->data, moveaxis(x.storage()->where, {from}, {to})));
}

/// Components of vectors along the last axis.
any_view components(const any_operand& x, int axis) {
  const any_view given(evaluate_dynamic(dynamic_cast_to(x, x.dtype()).node(), "cross"));
  return with_axis_moved(given, normalize_axis(axis, given.ndim(), "cross"), -1);
}

}  // namespace

any_array vector_product(const any_operand& a, const any_operand& b, const cross_options& options) {
  const any_view x = components(a, options.axis.value_or(options.axisa)), y = components(b, options.axis.value_or(options.axisb));
  for (const any_view* vectors : {&x, &y}) {
    if (vectors->shape(-1) == 2 || vectors->shape(-1) == 3) continue;
    throw value_error("cross: vectors have 2 or 3 components, not " + std::to_string(vectors->shape(-1)));
  }
  if (a.dtype() == dtype::bool_ && b.dtype() == dtype::bool_) throw dtype_error("cross: bool has no differences");
  const auto component = [](const any_view& of, index_t i) { return of(ellipsis, i); };
  const any_expression third = component(x, 0) * component(y, 1) - component(x, 1) * component(y, 0);
  const bool flat_x = x.shape(-1) == 2, flat_y = y.shape(-1) == 2;
  if (flat_x && flat_y) return any_array(third);
  dims shape = third.shape();
  const int axis = normalize_axis(options.axis.value_or(options.axisc), static_cast<int>(shape.size()) + 1, "cross");
  shape.push_back(3);
  const block_handle product = allocate_block(third.dtype(), shape);
  const auto write = [&](index_t i, const any_expression& value) {
    assign_any(component(any_view(product), i).storage(), value, casting::no);
  };
  if (flat_x) {
    write(0, component(x, 1) * component(y, 2));
    write(1, -(component(x, 0) * component(y, 2)));
  } else if (flat_y) {
    write(0, -(component(x, 2) * component(y, 1)));
    write(1, component(x, 2) * component(y, 0));
  } else {
    write(0, component(x, 1) * component(y, 2) - component(x, 2) * component(y, 1));
    write(1, component(x, 2) * component(y, 0) - component(x, 0) * component(y, 2));
  }
  write(2, third);
  return axis == static_cast<int>(shape.size()) - 1 ? any_array(product) : any_array(with_axis_moved(any_view(product), -1, axis));
}

}  // namespace lazynd::detail
