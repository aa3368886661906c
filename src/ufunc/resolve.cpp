// SPDX-License-Identifier: BSD-3-Clause
// The loop of a ufunc for dtypes known at run time.
#include <algorithm>

#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/definition.hpp>

namespace lazynd {

namespace {

std::string text_of(const loop_argument& argument) {
  if (!argument.weak) return std::string(name(argument.type));
  constexpr std::string_view kinds[] = {"a bool", "an integer", "an integer", "a float", "a complex number"};
  return std::string(kinds[static_cast<int>(kind(argument.type))]);
}

[[noreturn]] void throw_no_loop(const ufunc_definition& of, std::span<const loop_argument> arguments, std::optional<dtype> wanted) {
  std::string text = of.name + ": no loop for ";
  for (std::size_t i = 0; i < arguments.size(); ++i) text += (i == 0 ? "" : ", ") + text_of(arguments[i]);
  if (wanted) text += " with a result of " + std::string(name(*wanted));
  throw dtype_error(text);
}

/// The arguments that promote each other: all, without the condition of a selection and the exponent of a scaling.
std::span<const loop_argument> promoted(argument_rule rule, std::span<const loop_argument> arguments) {
  if (rule == argument_rule::condition) return arguments.subspan(1);
  if (rule == argument_rule::exponent) return arguments.first(1);
  return arguments;
}

/// Dtypes of the arguments after weak scalars took that of the others.
std::vector<dtype> settled(const ufunc_definition& of, std::span<const loop_argument> arguments) {
  const auto together = promoted(of.rule, arguments);
  std::optional<dtype> common;
  for (const loop_argument& argument : together) {
    if (!argument.weak) common = common ? promote_types(*common, argument.type) : argument.type;
  }
  std::vector<dtype> types;
  for (const loop_argument& argument : arguments) {
    const bool takes_part = &argument >= together.data() && &argument < together.data() + together.size();
    types.push_back(argument.weak && common && takes_part ? promote_weak(*common, kind(argument.type)) : argument.type);
  }
  if (of.rule == argument_rule::exponent && arguments[0].weak && !arguments[1].weak) {
    types[0] = detail::weak_scaled(kind(types[0]), arguments[1].type);
  }
  return types;
}

bool fits(const ufunc_definition& of, const kernel_set& loop, std::span<const dtype> types, casting allowed) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (of.rule == argument_rule::boolean || (of.rule == argument_rule::condition && i == 0)) continue;
    if (!can_cast(types[i], loop.inputs[i], allowed)) return false;
  }
  return true;
}

}  // namespace

const kernel_set& resolve_loop(const ufunc_definition& of, std::span<const loop_argument> arguments, std::optional<dtype> wanted,
                               casting allowed) {
  if (arguments.size() != of.nin) {
    throw value_error(of.name + ": takes " + std::to_string(of.nin) + " arguments, not " + std::to_string(arguments.size()));
  }
  const std::vector<dtype> types = settled(of, arguments);
  const auto together = promoted(of.rule, std::span<const loop_argument>(arguments));
  bool all_boolean = of.refuses_boolean;
  for (const loop_argument& argument : together) all_boolean = all_boolean && argument.type == dtype::bool_;
  if (all_boolean && !wanted) throw_no_loop(of, arguments, wanted);
  const auto first_loop = [&](casting rule) -> const kernel_set* {
    for (const kernel_set* loop : of.loops) {
      if ((!wanted || loop->result == *wanted) && fits(of, *loop, types, rule)) return loop;
    }
    return nullptr;
  };
  // The result's dtype alone does not tell in which loop to compare or to take moduli: one that keeps the values comes first.
  const kernel_set* loop = first_loop(wanted ? std::min(allowed, casting::safe) : casting::safe);
  if (!loop && wanted) loop = first_loop(allowed);
  if (loop) return *loop;
  throw_no_loop(of, arguments, wanted);
}

}  // namespace lazynd
