// SPDX-License-Identifier: BSD-3-Clause
// Ufunc calls with options.
#include <lazynd/array/ufunc.hpp>

#include <lazynd/execution/conditions.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "execution/direct_program.hpp"
#include "execution/dynamic.hpp"

namespace lazynd {

namespace {

const ufunc_definition* definition_of(std::string_view name) {
  const ufunc_definition* const found = find_definition(name);
  if (!found) throw value_error("ufunc: there is none named '" + std::string(name) + "'");
  return found;
}

void check_out(const ufunc_definition& of, const any_expression& result, const any_view& out, casting allowed) {
  if (can_cast(result.dtype(), out.dtype(), allowed)) return;
  throw dtype_error(of.name + ": the result is " + std::string(name(result.dtype())) + ", which does not become the " +
                    std::string(name(out.dtype())) + " of 'out' by casting '" + std::string(name(allowed)) + "'");
}

}  // namespace

dtype promote(const loop_argument& left, const loop_argument& right, std::string_view operation) {
  return ufunc(operation).resolve_dtypes({left, right})[2];
}

ufunc::ufunc(std::string_view name) : definition_(definition_of(name)) {}

std::vector<std::string> ufunc::types() const {
  std::vector<std::string> found;
  const ufunc_definition& first = definition_->parts.empty() ? *definition_ : *definition_->parts[0];
  for (std::size_t i = 0; i < first.loops.size(); ++i) {
    std::string text;
    for (int k = 0; k < first.nin; ++k) text += character(first.loops[i]->inputs[k]);
    text += "->";
    text += character(first.loops[i]->result);
    for (std::size_t part = 1; part < definition_->parts.size(); ++part) text += character(definition_->parts[part]->loops[i]->result);
    found.push_back(std::move(text));
  }
  return found;
}

std::vector<any_array> ufunc::call(std::span<const any_operand> arguments, const ufunc_options& options) const {
  if (!options.out.empty() && static_cast<int>(options.out.size()) != nout()) {
    throw value_error(definition_->name + ": 'out' has " + std::to_string(options.out.size()) + " arrays for " + std::to_string(nout()) +
                      " results");
  }
  std::vector<const ufunc_definition*> parts = definition_->parts;
  if (parts.empty()) parts.push_back(definition_);
  std::optional<any_operand> mask;
  if (options.where) {
    detail::check_keyword(options.where->dtype(), dtype::bool_, definition_->name.c_str());
    mask.emplace(*options.where);
  }
  const any_operand* const checked = mask && detail::watches_conditions() ? &*mask : nullptr;
  std::vector<any_expression> values;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    any_expression value = detail::dynamic_elementwise(*parts[i], arguments, options.dtype, options.casting, checked);
    if (!options.out.empty()) {
      check_out(*definition_, value, options.out[i], options.casting);
      value = cast(value, options.out[i].dtype());
    }
    if (mask) {
      (void)broadcast_shapes(options.where->shape(), value.shape(), definition_->name.c_str());
      const any_operand otherwise = options.out.empty() ? any_operand(0) : any_operand(options.out[i]);
      value = detail::dynamic_elementwise("where", {*mask, any_operand(value), otherwise});
    }
    values.push_back(std::move(value));
  }
  std::vector<any_array> results;
  program of;
  of.function = definition_->name.c_str();
  for (std::size_t i = 0; i < values.size(); ++i) {
    of.add_output(detail::lower_dynamic(values[i].node(), of), options.out.empty() ? block_handle() : options.out[i].storage(), false);
  }
  detail::execute_directly_or_planned(of);
  for (program_output& output : of.outputs) results.emplace_back(std::move(output.destination));
  return results;
}

any_array ufunc::outer(const any_operand& a, const any_operand& b) const {
  const any_array left(cast(a, a.dtype())), right(cast(b, b.dtype()));
  dims axes;
  for (int i = 0; i < right.ndim(); ++i) axes.push_back(left.ndim() + i);
  const layout stretched = expand_dims(left.storage()->where, axes);
  return (*this)(any_view(view_block(left.storage(), left.storage()->data, stretched)), right);
}

}  // namespace lazynd
