// SPDX-License-Identifier: BSD-3-Clause
// Evaluation, conversion and printing of arrays with a run-time dtype.
#include <lazynd/array/any_array.hpp>

#include <ostream>

#include <lazynd/array/format.hpp>
#include <lazynd/array/look.hpp>
#include <lazynd/execution/execute.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "execution/dynamic.hpp"

namespace lazynd {

namespace detail {

void check_cast(dtype from, dtype to, casting allowed, const char* function) {
  if (can_cast(from, to, allowed)) return;
  throw dtype_error(std::string(function) + ": " + std::string(name(from)) + " does not become " + std::string(name(to)) + " by casting '" +
                    std::string(name(allowed)) + "'");
}

void check_result_dtype(dtype has, dtype wanted) {
  if (can_cast(has, wanted, casting::same_kind)) return;
  throw dtype_error("the options make the result " + std::string(name(has)) + ", which " + std::string(name(wanted)) +
                    " does not hold: pass the array as any_array");
}

any_expression look_at_dynamic(const block_look& look, const any_expression& of) {
  return any_expression(
      map_leaves(of.node(), [&](const block_handle& leaf) { return make_dynamic_leaf(look_at_leaf(look, leaf, of.shape())); }));
}

const block_handle& typed_storage(const block_handle& x, dtype wanted, bool writes) {
  if (x->type != wanted) {
    throw dtype_error("as: the elements are " + std::string(name(x->type)) + ", not " + std::string(name(wanted)));
  }
  if (writes && !x->writable) throw value_error("as: the elements cannot be written");
  if (!is_aligned(*x)) {
    throw value_error("as: the elements are not aligned as " + std::string(name(wanted)) +
                      " has to be, as in packed records; copy them with cast");
  }
  return x;
}

block_handle read_only_block(const block_handle& base) {
  block_handle made = view_block(base, base->data, base->where);
  made->writable = false;
  return made;
}

block_handle evaluate_any(const dynamic_handle& node) {
  if (node->is == dynamic_node::role::leaf) return copy_block(node->storage);
  return evaluate_dynamic(node, "eval");
}

void assign_any(const block_handle& to, const any_operand& x, casting allowed) {
  check_cast(x.is_weak() ? promote_weak(to->type, kind(x.weak().type)) : x.node()->type, to->type, allowed, "assign");
  const any_expression value = dynamic_cast_to(x, to->type);
  (void)evaluate_dynamic_into(value.node(), to, "assign");
}

void assign_value(program& of, value_id value, const block_handle& to, casting allowed, std::optional<value_id> mask) {
  const auto type_of = [&](value_id id) { return of.values[static_cast<std::size_t>(id)].type; };
  const dtype from = type_of(value), type = to->type;
  check_cast(from, type, allowed, of.function);
  if (from != type) value = of.add_compute(*find_kernel(name(type), {from}), type, {&value, 1});
  if (mask) {
    const value_id choice[] = {*mask, value, of.add_leaf(*to)};
    value = of.add_compute(*find_kernel("where", {dtype::bool_, type, type}), type, choice);
  }
  of.add_output(value, to, false);
  execute(of);
}

void combine_into(const block_handle& to, std::string_view ufunc, const any_operand& x) {
  assign_any(to, dynamic_elementwise(ufunc, {any_view(to), x}), casting::same_kind);
}

}  // namespace detail

any_expression any_expression::part(std::span<const index_item> items) const {
  return detail::look_at(*this, "index", [&](const block_handle& base) { return detail::index_block(base, items); });
}

any_array astype(const any_operand& x, dtype type, casting allowed) {
  detail::check_cast(x.dtype(), type, allowed, "astype");
  return any_array(cast(x, type));
}

std::vector<any_array> eval(std::span<const any_expression> expressions) {
  program of;
  of.function = "eval";
  for (const any_expression& e : expressions) of.add_output(detail::lower_dynamic(e.node(), of), {}, false);
  execute(of);
  std::vector<any_array> results;
  for (program_output& output : of.outputs) results.emplace_back(std::move(output.destination));
  return results;
}

std::string to_string(const any_view& x) { return format_array(x.dtype(), x.storage()->data, x.storage()->where); }
std::string repr(const any_view& x) { return repr_array(x.dtype(), x.storage()->data, x.storage()->where); }
std::ostream& operator<<(std::ostream& out, const any_array& x) { return out << to_string(x); }
std::ostream& operator<<(std::ostream& out, const any_view& x) { return out << to_string(x); }

}  // namespace lazynd
