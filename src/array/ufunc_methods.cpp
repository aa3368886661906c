// SPDX-License-Identifier: BSD-3-Clause
// The methods of ufuncs: one step of the loop after the other, over whole rows of what is not reduced.
#include <algorithm>
#include <cstring>
#include <limits>

#include <lazynd/array/creation.hpp>
#include <lazynd/array/ufunc.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/reduction_registry.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "execution/checked.hpp"
#include "execution/dynamic.hpp"
#include "execution/scan.hpp"

namespace lazynd {

namespace {

/// What the methods know of a ufunc beside its loops.
struct method_row {
  std::string_view name;
  std::optional<double> identity;
  bool reorderable = true;
  std::string_view reduction = {};  ///< the library's reduction of the same meaning
};
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr method_row method_rows[] = {
    {"add", 0, true, "sum"},
    {"multiply", 1, true, "prod"},
    {"maximum", {}, true, "max"},
    {"minimum", {}, true, "min"},
    {"logical_and", 1, true, "all"},
    {"logical_or", 0, true, "any"},
    {"logical_xor", 0},
    {"bitwise_and", -1},
    {"bitwise_or", 0},
    {"bitwise_xor", 0},
    {"fmax", {}},
    {"fmin", {}},
    {"gcd", 0},
    {"hypot", 0},
    {"logaddexp", -infinity},
    {"logaddexp2", -infinity},
};

const method_row& row_of(const ufunc_definition& of) {
  static constexpr method_row other{"", {}, false};
  for (const method_row& row : method_rows) {
    if (row.name == of.name) return row;
  }
  return other;
}

void check_binary(const ufunc_definition& of, const char* method) {
  if (of.nin != 2 || of.nout != 1) throw value_error(of.name + "." + method + ": only for ufuncs of two arguments and one result");
}

/// The loop that takes its own result as an argument again. Sums and products widen small integers, unless an array takes the result.
const kernel_set& folding_loop(const ufunc_definition& of, dtype type, std::optional<dtype> wanted, const any_view* out = nullptr) {
  if (out && !wanted) {
    type = promote_types(type, out->dtype());
  } else if (!wanted && (of.name == "add" || of.name == "multiply")) {
    type = detail::summed_type(type);
  }
  const dtype start = wanted.value_or(type);
  const loop_argument both[] = {{start}, {start}};
  const dtype result = resolve_loop(of, both).result;
  const loop_argument folded[] = {{result}, {result}};
  const kernel_set& loop = resolve_loop(of, folded);
  const bool compares = result == dtype::bool_ && start != dtype::bool_ && of.rule != argument_rule::boolean;
  if (compares || loop.result != result || loop.inputs[0] != result || loop.inputs[1] != result) {
    throw dtype_error(of.name + ": no loop for " + std::string(lazynd::name(type)) +
                      " gives what it takes, so nothing can be folded with it");
  }
  return loop;
}

/// A copy in which the axis comes first and everything else is one row.
struct rows {
  any_array elements;  ///< C order
  index_t count = 0;   ///< rows
  index_t width = 0;   ///< elements of one
  [[nodiscard]] std::byte* at(index_t row) const {
    return elements.storage()->data + row * width * static_cast<index_t>(itemsize(elements.dtype()));
  }
};

rows rows_along(const any_array& x, int axis) {
  const any_view moved(view_block(x.storage(), x.storage()->data, moveaxis(x.storage()->where, dims{axis}, dims{0})));
  const block_handle made = allocate_block(x.dtype(), moved.shape());
  any_view copy(made);
  copy = moved;
  rows lines{any_array(made), moved.shape()[0], 1};
  for (int i = 1; i < moved.ndim(); ++i) lines.width *= moved.shape()[static_cast<std::size_t>(i)];
  return lines;
}

void step(detail::watched_loop& loop, std::byte* into, const std::byte* left, const std::byte* right, index_t n) {
  const void* const operands[] = {left, right};
  loop(operands, into, n);
}

/// What an empty reduction gives, in the loop's dtype.
any_array identity_of(double identity, dtype type) {
  if (identity == -infinity) return any_array(cast(any_operand(identity), type));
  const array<std::int64_t> wrapping = array<std::int64_t>(full<std::int64_t>({}, static_cast<std::int64_t>(identity)));
  return any_array(cast(wrapping, type));
}

/// Writes a result into an array that was given for it.
void write_result(const any_array& result, const any_view& out, const std::string& function) {
  program of;
  of.function = function.c_str();
  detail::assign_value(of, detail::lower_dynamic(result.node(), of), out.storage(), casting::unsafe);
  execute(of);
}

any_array operand_array(const any_operand& x) { return any_array(cast(x, x.dtype())); }

/// Where the axis goes back to.
any_array restored(const any_array& first_axis, int axis) {
  return any_array(
      any_view(view_block(first_axis.storage(), first_axis.storage()->data, moveaxis(first_axis.storage()->where, dims{0}, dims{axis}))));
}

/// All reduced axes as the first one.
any_array merged_axes(const any_array& x, const dims& axes, dims& kept) {
  dims order(axes);
  index_t count = 1;
  for (const index_t axis : axes) count *= x.shape()[static_cast<std::size_t>(axis)];
  dims shape{count};
  for (int axis = 0; axis < x.ndim(); ++axis) {
    if (std::find(axes.begin(), axes.end(), axis) != axes.end()) continue;
    order.push_back(axis);
    shape.push_back(x.shape()[static_cast<std::size_t>(axis)]);
    kept.push_back(x.shape()[static_cast<std::size_t>(axis)]);
  }
  const any_view turned(view_block(x.storage(), x.storage()->data, transposed(x.storage()->where, order)));
  return any_array(detail::reshape_block(turned.storage(), shape));
}

std::vector<index_t> read_indices(const any_operand& indices, index_t extent, const std::string& function) {
  const any_array given = operand_array(indices);
  if (kind(given.dtype()) > dtype_kind::signed_integer || given.dtype() == dtype::bool_) {
    throw dtype_error(function + ": indices must be integers, not " + std::string(lazynd::name(given.dtype())));
  }
  const array<std::int64_t> flat = cast<std::int64_t>(given);
  std::vector<index_t> result;
  for (index_t i = 0; i < flat.size(); ++i) {
    const index_t index = flat.data()[i];
    if (index < -extent || index >= extent) {
      throw index_error(function + ": index " + std::to_string(index) + " is out of range for an axis of " + std::to_string(extent));
    }
    result.push_back(index < 0 ? index + extent : index);
  }
  return result;
}

/// Folds rows from the first to the last; with a mask, the elements where it is false take no part.
any_array fold_first_axis(const ufunc_definition& of, const kernel_set& loop, const any_array& x, const std::optional<any_operand>& initial,
                          const dims& kept, const std::optional<any_array>& mask) {
  const rows lines = rows_along(x, 0);
  detail::watched_loop fold(loop, of.name + ".reduce");
  const block_handle result = allocate_block(loop.result, kept);
  const any_view out(result);
  index_t next = 0;
  if (initial) {
    detail::assign_any(result, *initial, casting::unsafe);
  } else if (const auto identity = row_of(of).identity) {
    detail::assign_any(result, identity_of(*identity, loop.result), casting::unsafe);
  } else if (lines.count > 0) {
    std::memcpy(result->data, lines.at(next++), static_cast<std::size_t>(lines.width) * itemsize(loop.result));
  } else if (element_count(kept) != 0) {
    throw value_error(of.name + ".reduce: nothing to reduce, and the ufunc has no identity");
  }
  if (!mask) {
    for (; next < lines.count; ++next) step(fold, result->data, result->data, lines.at(next), lines.width);
    fold.report();
    return any_array(result);
  }
  const rows taken = rows_along(*mask, 0);
  const rows folded{any_array(allocate_block(loop.result, {1, lines.width})), 1, lines.width};
  detail::watched_loop choose(*find_kernel("where", {dtype::bool_, loop.result, loop.result}));
  for (; next < lines.count; ++next) {
    step(fold, folded.at(0), result->data, lines.at(next), lines.width);
    const void* const operands[] = {taken.at(next), folded.at(0), result->data};
    choose(operands, result->data, lines.width);
  }
  fold.report();
  return any_array(result);
}

}  // namespace

std::vector<dtype> ufunc::resolve_dtypes(std::span<const loop_argument> arguments, const ufunc_dtype_options& options) const {
  const ufunc_definition& of = *definition_;
  if (options.reduction) {
    check_binary(of, "reduce");
    if (arguments.size() != 1) throw value_error(of.name + ".resolve_dtypes: a reduction takes one argument");
    const dtype folded = folding_loop(of, arguments[0].type, options.dtype).result;
    return {folded, folded, folded};
  }
  const ufunc_definition& first = of.parts.empty() ? of : *of.parts[0];
  const kernel_set& loop = resolve_loop(first, arguments, options.dtype, options.casting);
  std::vector<dtype> types(loop.inputs, loop.inputs + loop.arity);
  // Integers divide as what the quotient is, although a loop reads them.
  if (kind(types[0]) < dtype_kind::floating && kind(loop.result) == dtype_kind::floating) std::ranges::fill(types, loop.result);
  types.push_back(loop.result);
  for (std::size_t part = 1; part < of.parts.size(); ++part) types.push_back(resolve_loop(*of.parts[part], arguments).result);
  return types;
}

std::optional<double> ufunc::identity() const noexcept { return row_of(*definition_).identity; }

any_array ufunc::reduce(const any_operand& given, const ufunc_reduce_options& options) const {
  const ufunc_definition& of = *definition_;
  check_binary(of, "reduce");
  const method_row& row = row_of(of);
  any_array x = operand_array(given);
  dims axes;
  if (options.axis.all()) {
    for (int axis = 0; axis < x.ndim(); ++axis) axes.push_back(axis);
  } else {
    axes = normalize_axes(options.axis.axes(), x.ndim(), of.name.c_str());
  }
  if (axes.size() > 1 && !row.reorderable) {
    throw value_error(of.name + ".reduce: the order of its steps counts, so it reduces one axis at most");
  }
  const std::string function = of.name + ".reduce";
  const kernel_set& loop = folding_loop(of, x.dtype(), options.dtype, options.out ? &*options.out : nullptr);
  if (options.out) detail::check_cast(loop.result, options.out->dtype(), casting::same_kind, function.c_str());
  x = any_array(cast(x, loop.result));
  std::optional<any_array> mask;
  std::optional<any_operand> initial;
  if (options.initial) initial.emplace(cast(*options.initial, loop.result));
  if (options.where) {
    detail::check_keyword(options.where->dtype(), dtype::bool_, function.c_str());
    if (!row.identity && !initial) throw value_error(function + ": 'where' needs 'initial', since the ufunc has no identity");
    check_mask_shape(options.where->shape(), x.shape(), function.c_str());
    // What begins an extreme changes nothing when it comes again; in the others masked elements are passed over.
    if (row.identity || row.reorderable) {
      const any_operand nothing = row.identity ? any_operand(identity_of(*row.identity, loop.result)) : *initial;
      x = any_array(detail::dynamic_elementwise("where", {any_operand(*options.where), any_operand(x), nothing}));
    } else {
      const block& given_mask = *options.where->storage();
      mask = any_array(
          any_view(view_block(options.where->storage(), given_mask.data, broadcast_to(given_mask.where, x.shape(), of.name.c_str()))));
      if (detail::watches_conditions()) x = any_array(any_expression(detail::harmless_beyond(*mask, any_operand(x).node())));
    }
  }
  any_array result;
  if (!row.reduction.empty() && find_reduction(row.reduction, loop.result) && !(initial && x.size() == 0)) {
    any_expression value = detail::dynamic_reduction(row.reduction, x, reduction_settings{axes, false, options.keepdims});
    if (initial) value = detail::dynamic_elementwise(of.name, {*initial, value});
    result = any_array(value);
  } else {
    dims kept;
    const any_array merged = merged_axes(x, axes, kept);
    if (mask) {
      dims same;
      mask = merged_axes(*mask, axes, same);
    }
    result = fold_first_axis(of, loop, merged, initial, kept, mask);
    if (options.keepdims) {
      dims shape = x.shape();
      for (const index_t axis : axes) shape[static_cast<std::size_t>(axis)] = 1;
      result = any_array(detail::reshape_block(result.storage(), shape));
    }
  }
  if (options.out) write_result(result, *options.out, function);
  return result;
}

any_array ufunc::accumulate(const any_operand& given, index_t axis, std::optional<lazynd::dtype> type) const {
  const ufunc_definition& of = *definition_;
  check_binary(of, "accumulate");
  const any_expression x = cast(given, given.dtype());
  if (x.ndim() == 0) throw value_error(of.name + ".accumulate: a 0-d array has no axis");
  const int along = normalize_axis(axis, x.ndim(), of.name.c_str());
  const kernel_set& loop = folding_loop(of, x.dtype(), type);
  any_array steps(allocate_block(loop.result, x.shape()));
  any_view all_steps(steps);
  all_steps = cast(x, loop.result);
  std::optional<any_array> before;
  if (detail::watches_conditions()) before = steps;
  if (detail::scan_in_place(of.name, *steps.storage(), along)) {
    if (before) detail::report_scan(loop, before->storage(), steps.storage(), along, of.name + ".accumulate");
    return steps;
  }
  const rows lines = rows_along(steps, along);
  detail::watched_loop fold(loop, of.name + ".accumulate");
  for (index_t i = 1; i < lines.count; ++i) step(fold, lines.at(i), lines.at(i - 1), lines.at(i), lines.width);
  fold.report();
  return restored(lines.elements, along);
}

any_array ufunc::reduceat(const any_operand& given, const any_operand& indices, index_t axis, std::optional<lazynd::dtype> type) const {
  const ufunc_definition& of = *definition_;
  check_binary(of, "reduceat");
  any_array x = operand_array(given);
  if (x.ndim() == 0) throw value_error(of.name + ".reduceat: a 0-d array has no axis");
  const int along = normalize_axis(axis, x.ndim(), of.name.c_str());
  const kernel_set& loop = folding_loop(of, x.dtype(), type);
  const rows lines = rows_along(any_array(cast(x, loop.result)), along);
  const std::vector<index_t> starts = read_indices(indices, lines.count, of.name + ".reduceat");
  dims shape = lines.elements.shape();
  shape[0] = static_cast<index_t>(starts.size());
  const rows out{any_array(allocate_block(loop.result, shape)), shape[0], lines.width};
  detail::watched_loop fold(loop, of.name + ".reduceat");
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const index_t end = i + 1 < starts.size() ? starts[i + 1] : lines.count;
    std::byte* const into = out.at(static_cast<index_t>(i));
    std::memcpy(into, lines.at(starts[i]), static_cast<std::size_t>(lines.width) * itemsize(loop.result));
    for (index_t next = starts[i] + 1; next < end; ++next) step(fold, into, into, lines.at(next), lines.width);
  }
  fold.report();
  return restored(out.elements, along);
}

void ufunc::at(any_view x, const any_operand& indices) const {
  if (definition_->nin != 1 || nout() != 1) throw value_error(definition_->name + ".at: takes another operand");
  apply_at(x, indices, nullptr);
}

void ufunc::at(any_view x, const any_operand& indices, const any_operand& b) const {
  check_binary(*definition_, "at");
  apply_at(x, indices, &b);
}

void ufunc::apply_at(const any_view& x, const any_operand& indices, const any_operand* b) const {
  const std::string function = definition_->name + ".at";
  if (x.ndim() == 0) throw index_error(function + ": a 0-d array has no axis");
  const std::vector<index_t> places = read_indices(indices, x.shape()[0], function);
  std::vector<loop_argument> types{{x.dtype()}};
  if (b) types.push_back(b->is_weak() ? loop_argument{b->weak().type, true} : loop_argument{b->node()->type});
  const kernel_set& loop = resolve_loop(*definition_, types);
  dims shape = x.shape();
  shape[0] = static_cast<index_t>(places.size());
  std::optional<rows> right;
  if (b) {
    const any_array given = operand_array(cast(*b, loop.inputs[1]));
    right = rows_along(any_array(any_view(view_block(given.storage(), given.storage()->data,
                                                     broadcast_to(given.storage()->where, shape, function.c_str())))),
                       0);
  }
  const rows left = rows_along(any_array(x), 0);
  const rows argument{any_array(allocate_block(loop.inputs[0], {1, left.width})), 1, left.width};
  const rows result{any_array(allocate_block(loop.result, {1, left.width})), 1, left.width};
  detail::watched_loop load(*find_kernel(lazynd::name(loop.inputs[0]), {x.dtype()}));
  detail::watched_loop compute(loop, function);
  detail::watched_loop store(*find_kernel(lazynd::name(x.dtype()), {loop.result}));
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::byte* const place = left.at(places[i]);
    // What is stored is of x's type, and that is what a repeated index reads again.
    step(load, argument.at(0), place, nullptr, left.width);
    step(compute, result.at(0), argument.at(0), right ? right->at(static_cast<index_t>(i)) : nullptr, left.width);
    step(store, place, result.at(0), nullptr, left.width);
  }
  write_result(left.elements, x, function);
  for (detail::watched_loop* const each : {&load, &compute, &store}) each->report();
}

}  // namespace lazynd
