// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/differences.hpp>

#include <algorithm>
#include <cmath>

#include <lazynd/array/scans.hpp>
#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/support/error.hpp>

#include "statistics/arguments.hpp"

namespace lazynd::detail {

namespace {

any_view from_second(const any_view& x, int axis) { return slice_of(x, axis, slice(1, none)); }
any_view to_last_but_one(const any_view& x, int axis) { return slice_of(x, axis, slice(none, -1)); }

/// A border of `diff`: as it is, or a number as a layer of extent 1.
any_view border(const any_operand& given, const any_view& beside, int axis) {
  const any_view x = viewed(given);
  if (x.ndim() != 0) return x;
  dims shape = beside.shape();
  shape[static_cast<std::size_t>(axis)] = 1;
  return any_view(view_block(x.storage(), x.storage()->data, broadcast_to(x.storage()->where, shape, "diff")));
}

double number_of(const any_view& x) { return as<double>(any_array(cast(x, dtype::float64))).item(); }

/// Distances of the points along an axis: one number, or one for each step.
struct steps {
  double even = 1;
  std::optional<any_array> uneven;  ///< 1-d float64
};

steps steps_of(const any_operand& given, index_t extent) {
  const any_view x = viewed(given);
  if (kind(x.dtype()) == dtype_kind::complex) throw dtype_error("gradient: distances must be real");
  if (x.ndim() == 0) return {number_of(x), {}};
  if (x.ndim() != 1) throw value_error("gradient: distances must be numbers or have one axis, not shape " + to_string(x.shape()));
  if (x.shape()[0] != extent) {
    throw shape_error("gradient: " + std::to_string(x.shape()[0]) + " coordinates for an axis of " + std::to_string(extent));
  }
  any_array distances = diff(any_array(cast(x, dtype::float64)));
  const auto all = elements_of<const double>(distances.storage());
  const bool even = std::all_of(all.begin(), all.end(), [&](double d) { return d == all[0]; });
  if (even && !all.empty()) return {all[0], {}};
  return {1, std::move(distances)};
}

/// Coefficients of three neighbouring elements.
struct stencil {
  double first, second, third;
};

/// A one-sided derivative of second order at the first of three points, `d` and `e` apart.
stencil at_start(double d, double e) { return {-(2. * d + e) / (d * (d + e)), (d + e) / (d * e), -d / (e * (d + e))}; }
stencil at_end(double d, double e) { return {e / (d * (d + e)), -(e + d) / (d * e), (2. * e + d) / (e * (d + e))}; }

any_array derivative(const any_view& f, int axis, const steps& by, int edge_order) {
  const block_handle made = allocate_block(f.dtype(), f.shape());
  const any_view out(made);
  const auto layers = [&](index_t begin, index_t end) {
    const slice_bound stop = end == 0 ? slice_bound(none) : slice_bound(end);
    return slice_of(f, axis, slice(begin, stop));
  };
  const auto write = [&](index_t begin, index_t end, const any_expression& value) {
    const slice_bound stop = end == 0 ? slice_bound(none) : slice_bound(end);
    assign_any(slice_of(out, axis, slice(begin, stop)).storage(), value, casting::unsafe);
  };
  double first = by.even, second = by.even, last_but_one = by.even, last = by.even;
  if (by.uneven) {
    const any_view d(*by.uneven);
    const auto all = elements_of<const double>(d.storage());
    first = all[0], last = all.back();
    if (all.size() > 1) second = all[1], last_but_one = all[all.size() - 2];
    dims shape(static_cast<std::size_t>(f.ndim()), 1);
    shape[static_cast<std::size_t>(axis)] = static_cast<index_t>(all.size()) - 1;
    const any_array before = d(slice(none, -1)), after = d(slice(1, none));
    const any_view d1(reshape_block(before.storage(), shape)), d2(reshape_block(after.storage(), shape));
    const any_array a = -d2 / (d1 * (d1 + d2)), b = (d2 - d1) / (d1 * d2), c = d1 / (d2 * (d1 + d2));
    write(1, -1, a * layers(0, -2) + b * layers(1, -1) + c * layers(2, 0));
  } else {
    write(1, -1, (layers(2, 0) - layers(0, -2)) / (2. * by.even));
  }
  if (edge_order == 1) {
    write(0, 1, (layers(1, 2) - layers(0, 1)) / first);
    write(-1, 0, (layers(-1, 0) - layers(-2, -1)) / last);
    return any_array(made);
  }
  const bool even = !by.uneven;
  const stencil start = even ? stencil{-1.5 / first, 2. / first, -0.5 / first} : at_start(first, second);
  const stencil end = even ? stencil{0.5 / last, -2. / last, 1.5 / last} : at_end(last_but_one, last);
  write(0, 1, start.first * layers(0, 1) + start.second * layers(1, 2) + start.third * layers(2, 3));
  write(-1, 0, end.first * layers(-3, -2) + end.second * layers(-2, -1) + end.third * layers(-1, 0));
  return any_array(made);
}

}  // namespace

any_array differences(const any_operand& a, const diff_options& options) {
  const any_view whole = viewed(a);
  if (options.n < 0) throw value_error("diff: n is " + std::to_string(options.n) + ", which is no number of times");
  if (options.n == 0) return any_array(whole);
  if (whole.ndim() == 0) throw value_error("diff: a number has no neighbours; an array needs at least one axis");
  const int axis = normalize_axis(options.axis, whole.ndim(), "diff");
  block_handle x = whole.storage();
  if (options.prepend || options.append) {
    std::vector<any_view> parts;
    if (options.prepend) parts.push_back(border(*options.prepend, whole, axis));
    parts.push_back(whole);
    if (options.append) parts.push_back(border(*options.append, whole, axis));
    x = concatenated(parts, axis, "diff").storage();
  }
  // Nothing is left after as many steps as there are elements.
  const index_t extent = x->where.shape[static_cast<std::size_t>(axis)];
  for (index_t i = 0; i < std::min(options.n, std::max<index_t>(extent, 1)); ++i) {
    const any_view later = from_second(any_view(x), axis), earlier = to_last_but_one(any_view(x), axis);
    x = evaluate_any((x->type == dtype::bool_ ? later != earlier : later - earlier).node());
  }
  return any_array(std::move(x));
}

any_array differences_between_ends(const any_operand& a, const ediff1d_options& options) {
  const block_handle flat = c_ordered(a);
  const index_t count = element_count(flat->where.shape);
  const any_view x(reshape_block(flat, {count}));
  if (x.dtype() == dtype::bool_) throw dtype_error("ediff1d: bool has no differences; use != of neighbours");
  std::vector<any_view> parts;
  const auto add = [&](const std::optional<any_operand>& end, const char* argument) {
    if (!end) return;
    if (!can_cast(end->dtype(), x.dtype(), casting::same_kind)) {
      throw dtype_error(std::string("ediff1d: ") + argument + " is " + std::string(name(end->dtype())) + ", which does not become " +
                        std::string(name(x.dtype())));
    }
    parts.emplace_back(reshape_block(c_ordered(*end, x.dtype()), {-1}));
  };
  add(options.to_begin, "to_begin");
  const any_array between = from_second(x, 0) - to_last_but_one(x, 0);
  parts.emplace_back(between.storage());
  add(options.to_end, "to_end");
  return parts.size() == 1 ? between : concatenated(parts, 0, "ediff1d");
}

std::vector<any_array> derivatives(const any_operand& given, const gradient_options& options) {
  if (given.dtype() == dtype::bool_) throw dtype_error("gradient: bool has no differences");
  const any_view f = viewed(cast(given, kind(given.dtype()) < dtype_kind::floating ? dtype::float64 : given.dtype()));
  dims axes;
  if (options.axis.all()) {
    for (int axis = 0; axis < f.ndim(); ++axis) axes.push_back(axis);
  } else {
    axes = normalize_axes(options.axis.axes(), f.ndim(), "gradient");
  }
  const auto& spacing = options.spacing;
  const bool one_for_all = spacing.size() == 1 && (spacing[0].is_weak() || viewed(spacing[0]).ndim() == 0);
  if (!spacing.empty() && !one_for_all && spacing.size() != axes.size()) {
    throw dtype_error("gradient: " + std::to_string(spacing.size()) + " spacings for " + std::to_string(axes.size()) + " axes");
  }
  if (options.edge_order != 1 && options.edge_order != 2) {
    throw value_error("gradient: edge_order is 1 or 2, not " + std::to_string(options.edge_order));
  }
  std::vector<any_array> results;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const index_t extent = f.shape()[static_cast<std::size_t>(axes[i])];
    const steps by = spacing.empty() ? steps{} : steps_of(spacing[one_for_all ? 0 : i], extent);
    if (extent < options.edge_order + 1) {
      throw shape_error("gradient: an axis of " + std::to_string(extent) + " points; edge_order " + std::to_string(options.edge_order) +
                        " needs " + std::to_string(options.edge_order + 1));
    }
    results.push_back(derivative(f, static_cast<int>(axes[i]), by, options.edge_order));
  }
  return results;
}

any_array integral(const any_operand& given, const trapezoid_options& options) {
  const any_view y = viewed(given);
  const int axis = normalize_axis(options.axis, y.ndim(), "trapezoid");
  any_operand width = options.dx;
  if (options.x) {
    const any_view x = viewed(*options.x);
    if (x.ndim() == 1) {
      dims shape(static_cast<std::size_t>(y.ndim()), 1);
      shape[static_cast<std::size_t>(axis)] = -1;
      width = any_view(reshape_block(diff(x).storage(), shape));
    } else {
      width = diff(x, {.axis = options.axis});
    }
  }
  const any_expression heights = from_second(y, axis) + to_last_but_one(y, axis);
  return any_array(sum(dynamic_elementwise("multiply", {width, heights}) / 2.0, {.axis = axis}));
}

any_array without_jumps(const any_operand& given, const unwrap_options& options) {
  const any_view p = viewed(given);
  const any_operand& period = options.period;
  const int axis = normalize_axis(options.axis, p.ndim(), "unwrap");
  const any_array steps = diff(p, {.axis = axis});
  const dtype type = period.is_weak() ? promote_weak(steps.dtype(), kind(period.dtype())) : promote_types(steps.dtype(), period.dtype());
  const double length = number_of(viewed(period));
  const double discont = options.discont.value_or(length / 2);
  const bool whole = kind(type) < dtype_kind::floating;
  const auto half = [&](double sign) -> any_operand {
    return whole ? any_operand(static_cast<std::int64_t>(sign * std::floor(length / 2))) : any_operand(sign * length / 2);
  };
  const any_operand low = half(-1), high = half(1);
  const auto call = [](const char* name, std::initializer_list<any_operand> of) { return dynamic_elementwise(name, of); };
  any_expression wrapped = call("add", {call("remainder", {call("subtract", {steps, low}), period}), low});
  // A jump of exactly half a period keeps its direction.
  if (!whole || std::fmod(length, 2) == 0) wrapped = call("where", {(call("equal", {wrapped, low})) && (steps > 0), high, wrapped});
  const any_expression correction = call("where", {abs(steps) < discont, 0, wrapped - steps});
  const any_array total = cumsum(correction, {.axis = axis});
  any_array result = cast(p, type);
  assign_any(from_second(result, axis).storage(), from_second(p, axis) + total, casting::same_kind);
  return result;
}

}  // namespace lazynd::detail
