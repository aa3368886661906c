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
  node->is = dynamic_node::role::reduce;
  node->type = kernel.result;
  node->reducer = &kernel;
  node->shape = reduce_shape(argument->shape, over, kernel.needs_elements, over.function ? over.function : kernel.name.data()).shape;
  node->over = std::move(over);
  node->nodes += argument->nodes;
  node->inputs.push_back(std::move(argument));
  return any_expression(limited(std::move(made)));
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

void check_keyword(dtype has, dtype wanted, const char* function) {
  if (can_cast(has, wanted, casting::same_kind)) return;
  throw dtype_error(std::string(function) + (wanted == dtype::bool_ ? ": 'where'" : ": a keyword argument") + " must be " +
                    std::string(name(wanted)) + ", not " + std::string(name(has)));
}

void throw_needs_initial(const char* function) {
  throw value_error(std::string(function) + ": has no identity, so 'where' needs 'initial'");
}

void throw_two_corrections(const char* function) {
  throw value_error(std::string(function) + ": 'ddof' and 'correction' are two names of one thing");
}

any_expression dynamic_reduction(std::string_view name, const any_operand& x, reduction_settings over) {
  dynamic_handle argument = argument_of(name, x);
  argument = cast_node(std::move(argument), reduced_type(name, argument->type));
  const reduction_kernel& kernel = reduction_for(name, argument->type);
  return reduce_node(kernel, std::move(argument), std::move(over));
}

any_expression dynamic_reduction(std::string_view name, const any_operand& x, const any_reduction_options& options, const char* function) {
  dynamic_handle argument = argument_of(name, x);
  argument = cast_node(std::move(argument), options.dtype.value_or(reduced_type(name, argument->type)));
  const dtype type = argument->type;
  const reduction_kernel& kernel = reduction_for(name, type);
  reduction_settings over = settings_of(options, function);
  if (options.initial) {
    const block_handle initial = evaluate_dynamic(dynamic_cast_to(*options.initial, type).node(), function);
    if (element_count(initial->where.shape) != 1) throw shape_error(std::string(function) + ": 'initial' must be one number");
    std::memcpy(over.initial.give(), initial->data, itemsize(type));
  }
  if (options.where) {
    check_keyword(options.where->dtype(), dtype::bool_, function);
    if (kernel.neutral < 0 && !over.initial) throw_needs_initial(function);
    const any_operand otherwise = kernel.neutral < 0 ? *options.initial : any_operand(int{kernel.neutral});
    const any_expression mask = dynamic_cast_to(*options.where, dtype::bool_);
    check_mask_shape(mask.shape(), argument->shape, function);
    argument = dynamic_elementwise("where", {mask, any_expression(std::move(argument)), dynamic_cast_to(otherwise, type)}).node();
  }
  return reduce_node(kernel, std::move(argument), std::move(over));
}

}  // namespace lazynd::detail
