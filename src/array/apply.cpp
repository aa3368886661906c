// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/apply.hpp>

#include <algorithm>
#include <string>

namespace lazynd::detail {

void throw_no_lines() { throw value_error("apply_along_axis: there are no lines"); }

any_array apply_to_lines(const callback<any_array(const any_view&)>& f, int axis, const any_view& whole) {
  const int along = normalize_axis(axis, whole.ndim(), "apply_along_axis");
  const any_view lines(read_only_block(moveaxis(whole, along, -1).storage()));
  if (std::find(lines.shape().begin(), lines.shape().end() - 1, 0) != lines.shape().end() - 1) throw_no_lines();
  line_positions at(lines.shape());
  const auto call = [&] { return f(any_view(index_block(lines.storage(), at.items()))); };
  const any_array first = call();
  dims shape = lines.shape(), from, to;
  shape.pop_back();
  for (const index_t extent : first.shape()) shape.push_back(extent);
  any_array results(allocate_block(first.dtype(), shape));
  any_view(index_block(results.storage(), at.items())) = first;
  while (at.next()) {
    const any_array each = call();
    if (each.shape() != first.shape()) throw shape_error("apply_along_axis: results of different shapes");
    any_view(index_block(results.storage(), at.items())) = each;
  }
  for (int i = 0; i < first.ndim(); ++i) {
    from.push_back(lines.ndim() - 1 + i);
    to.push_back(along + i);
  }
  return moveaxis(any_view(results), from, to);
}

void throw_other_axes(int has, int wanted) {
  throw value_error("apply_over_axes: the function gave " + std::to_string(has) + " axes for " + std::to_string(wanted));
}

}  // namespace lazynd::detail
