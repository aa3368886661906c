// SPDX-License-Identifier: BSD-3-Clause
// Evaluation, conversion and printing of arrays with a run-time dtype.
#include <lazynd/array/any_array.hpp>

#include <ostream>

#include <lazynd/array/format.hpp>
#include <lazynd/execution/execute.hpp>
#include <lazynd/support/error.hpp>

#include "execution/dynamic.hpp"

namespace lazynd {

namespace detail {

void check_result_dtype(dtype has, dtype wanted) {
  if (can_cast(has, wanted, casting::same_kind)) return;
  throw dtype_error("the options make the result " + std::string(name(has)) + ", which " + std::string(name(wanted)) +
                    " does not hold: pass the array as any_array");
}

void throw_other_dtype(dtype has, dtype wanted) {
  throw dtype_error("as: the elements are " + std::string(name(has)) + ", not " + std::string(name(wanted)));
}

void throw_read_only(const char* function) { throw value_error(std::string(function) + ": the elements cannot be written"); }

block_handle read_only_block(const block_handle& base) {
  block_handle made = view_block(base, base->data, base->where);
  made->writable = false;
  return made;
}

block_handle evaluate_any(const dynamic_handle& node) {
  block_handle result = evaluate_dynamic(node, "eval");
  return node->is == program_value::role::leaf ? copy_block(result) : result;
}

void assign_any(const block_handle& to, const any_operand& x, casting allowed) {
  const dtype from = x.is_weak() ? promote_weak(to->type, kind(x.weak().type)) : x.node()->type;
  if (!can_cast(from, to->type, allowed)) {
    throw dtype_error("assign: " + std::string(name(from)) + " does not become " + std::string(name(to->type)) + " by casting '" +
                      std::string(name(allowed)) + "'");
  }
  program of;
  const any_expression value = dynamic_cast_to(x, to->type);
  of.add_output(lower_dynamic(value.node(), of), to, false);
  execute(of);
}

}  // namespace detail

any_array astype(const any_operand& x, dtype type, casting allowed) {
  const dtype from = x.dtype();
  if (!can_cast(from, type, allowed)) {
    throw dtype_error("astype: " + std::string(name(from)) + " does not become " + std::string(name(type)) + " by casting '" +
                      std::string(name(allowed)) + "'");
  }
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
