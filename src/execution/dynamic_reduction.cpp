// SPDX-License-Identifier: BSD-3-Clause
// Building reductions of dynamic expressions.
#include <cstring>
#include <string>

#include <lazynd/expression/reducers.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/reduction_registry.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

namespace {

dynamic_handle argument_of(std::string_view name, const any_operand& x) {
  return x.is_weak() ? make_constant(x.weak().type, x.weak(), std::string(name).c_str()) : x.node();
}

any_expression reduce_node(const reduction_kernel& kernel, dynamic_handle argument, reduction_settings over) {
  auto* const node = new dynamic_node;
  dynamic_handle made(node);
  node->is = program_value::role::reduce;
  node->type = kernel.result;
  node->reducer = &kernel;
  node->shape = reduce_shape(argument->shape, over, kernel.needs_elements, kernel.name.data()).shape;
  node->over = std::move(over);
  node->nodes += argument->nodes;
  node->inputs.push_back(std::move(argument));
  return any_expression(limited(std::move(made)));
}

/// What stands for elements that a mask leaves out; empty where the function has no identity.
std::optional<int> neutral_of(std::string_view name) {
  if (name == "sum" || name == "any") return 0;
  if (name == "prod" || name == "all") return 1;
  return {};
}

}  // namespace

dtype reduced_type(std::string_view name, dtype type) {
  if (name == "any" || name == "all") return dtype::bool_;
  if (kind(type) >= dtype_kind::floating) return type;
  if (name == "mean" || name == "var" || name == "std") return dtype::float64;
  return name == "sum" || name == "prod" ? summed_type(type) : type;
}

const reduction_kernel& reduction_for(std::string_view name, dtype type) {
  if (kind(type) < dtype_kind::floating && name.starts_with("nan")) name.remove_prefix(3);
  const reduction_kernel* const kernel = find_reduction(name, type);
  if (!kernel) throw dtype_error(std::string(name) + ": no reduction for " + std::string(lazynd::name(type)));
  return *kernel;
}

dtype summed_type(dtype type) {
  return visit_dtype(type, []<class T>(std::type_identity<T>) { return dtype_of<reducer::widened_t<T>>; });
}

void throw_needs_initial(const char* function) {
  throw value_error(std::string(function) + ": has no identity, so 'where' needs 'initial'");
}

any_expression dynamic_reduction(std::string_view name, const any_operand& x, reduction_settings over) {
  dynamic_handle argument = argument_of(name, x);
  argument = cast_node(std::move(argument), reduced_type(name, argument->type));
  const reduction_kernel& kernel = reduction_for(name, argument->type);
  return reduce_node(kernel, std::move(argument), std::move(over));
}

any_expression dynamic_reduction(std::string_view name, const any_operand& x, const any_reduction_options& options) {
  dynamic_handle argument = argument_of(name, x);
  argument = cast_node(std::move(argument), options.dtype.value_or(reduced_type(name, argument->type)));
  const dtype type = argument->type;
  const reduction_kernel& kernel = reduction_for(name, type);
  reduction_settings over = settings_of(options);
  if (options.initial) {
    const block_handle initial = evaluate_dynamic(dynamic_cast_to(*options.initial, type).node(), kernel.name.data());
    if (element_count(initial->where.shape) != 1) throw shape_error(std::string(name) + ": 'initial' must be one number");
    over.has_initial = true;
    std::memcpy(over.initial, initial->data, itemsize(type));
  }
  if (options.where) {
    if (options.where->dtype() != dtype::bool_) throw dtype_error(std::string(name) + ": 'where' must be bool");
    const std::optional<int> neutral = neutral_of(name);
    if (!neutral && !over.has_initial) throw_needs_initial(kernel.name.data());
    const any_operand rest = neutral ? dynamic_cast_to(*neutral, type) : dynamic_cast_to(*options.initial, type);
    const dims shape = argument->shape;
    argument = cast_node(dynamic_elementwise("where", {*options.where, any_expression(std::move(argument)), rest}).node(), type);
    if (argument->shape != shape) {
      throw shape_error(std::string(name) + ": 'where' does not broadcast to the shape " + to_string(shape));
    }
  }
  return reduce_node(kernel, std::move(argument), std::move(over));
}

}  // namespace lazynd::detail
