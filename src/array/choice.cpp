// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/choice.hpp>

#include <vector>

#include <lazynd/array/eval.hpp>
#include <lazynd/dtype/inspection.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/functions/result_type.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/support/error.hpp>

#include "execution/dynamic.hpp"

namespace lazynd {

namespace {

/// `shape_error` where operands do not broadcast together.
void check_shapes(std::vector<any_operand> operands, const char* function) {
  small_vector<const dims*, 6> shapes;
  for (const any_operand& x : operands) {
    if (!x.is_weak()) shapes.push_back(&x.node()->shape);
  }
  if (!shapes.empty()) (void)broadcast_shapes(std::span<const dims* const>(shapes.data(), shapes.size()), function);
}

dtype common_dtype(std::span<const any_operand> operands) {
  std::vector<loop_argument> types;
  for (const any_operand& x : operands) types.push_back(detail::loop_argument_of(x));
  return result_type(types);
}

any_expression converted(const any_operand& x, dtype type, const char* function) {
  return any_expression(x.is_weak() ? detail::make_constant(type, x.weak(), function) : detail::cast_node(x.node(), type));
}

/// The first choice whose condition holds, else the last one, for which there is none.
template <class Condition>
any_expression first_that_holds(std::span<const any_operand> choices, const char* function, Condition&& condition) {
  const dtype type = common_dtype(choices);
  any_expression chosen = converted(choices.back(), type, function);
  for (std::size_t i = choices.size() - 1; i-- > 0;) {
    chosen = detail::dynamic_elementwise("where", {condition(i), converted(choices[i], type, function), chosen});
  }
  return chosen;
}

/// Numbers of choices, all of which there are. Computed when that has to be checked.
any_expression numbers_of(const any_operand& a, index_t count, index_mode mode) {
  if (!can_cast(a.dtype(), dtype::int64, casting::safe)) {
    throw dtype_error("choose: numbers of choices are integers that int64 holds, not " + std::string(name(a.dtype())));
  }
  const any_expression numbers = converted(a, dtype::int64, "choose");
  if (mode == index_mode::wrap) return remainder(numbers, count);
  if (mode == index_mode::clip) return clip(numbers, 0, count - 1);
  const any_array known(numbers);
  if (known.size() > 0) {
    const array<std::int64_t> lowest = cast<std::int64_t>(min(known)), highest = cast<std::int64_t>(max(known));
    if (lowest.item() < 0 || highest.item() >= count) {
      throw value_error("choose: number " + std::to_string(lowest.item() < 0 ? lowest.item() : highest.item()) + " is none of " +
                        std::to_string(count) + " choices");
    }
  }
  return any_expression(known.node());
}

}  // namespace

any_expression select(std::span<const any_operand> conditions, std::span<const any_operand> choices, const any_operand& otherwise) {
  if (conditions.empty() || conditions.size() != choices.size()) {
    throw value_error("select: " + std::to_string(conditions.size()) + " conditions and " + std::to_string(choices.size()) + " choices");
  }
  for (const any_operand& condition : conditions) {
    if (condition.dtype() != dtype::bool_) throw dtype_error("select: conditions are bool, not " + std::string(name(condition.dtype())));
  }
  std::vector<any_operand> values(choices.begin(), choices.end());
  values.push_back(otherwise);
  std::vector<any_operand> together(conditions.begin(), conditions.end());
  together.insert(together.end(), values.begin(), values.end());
  check_shapes(std::move(together), "select");
  return first_that_holds(values, "select", [&](std::size_t i) { return conditions[i]; });
}

any_expression choose(const any_operand& a, std::span<const any_operand> choices, const choose_options& options) {
  if (choices.empty()) throw value_error("choose: there are no choices");
  std::vector<any_operand> together(choices.begin(), choices.end());
  together.push_back(a);
  check_shapes(std::move(together), "choose");
  const any_expression numbers = numbers_of(a, static_cast<index_t>(choices.size()), options.mode);
  if (choices.size() == 1) {  // the numbers still have a shape
    const any_operand only[] = {choices[0], choices[0]};
    return first_that_holds(only, "choose", [&](std::size_t) { return numbers == 0; });
  }
  return first_that_holds(choices, "choose", [&](std::size_t i) { return numbers == static_cast<index_t>(i); });
}

any_expression choose(const any_operand& a, const any_view& choices, const choose_options& options) {
  if (choices.ndim() == 0) throw value_error("choose: an array without axes has no choices");
  std::vector<any_operand> parts;
  for (index_t i = 0; i < choices.shape(0); ++i) parts.emplace_back(choices(i));
  return choose(a, parts, options);
}

}  // namespace lazynd
