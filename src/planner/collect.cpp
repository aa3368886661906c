// SPDX-License-Identifier: BSD-3-Clause
// First pass: shapes of all values, and everything that can be wrong with them.
#include <string>

#include <lazynd/layout/broadcast.hpp>
#include <lazynd/planner/passes.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd::planner {

namespace {

const char* function_name(const program_value& value) {
  if (value.is != program_value::role::reduce) return value.kernel->name.data();
  return value.over.function ? value.over.function : value.reducer->name.data();
}

/// Walks a fused expression to the operation whose own arguments do not broadcast; `token` moves behind what was walked.
dims shape_of_tokens(const program& of, const program_value& value, const kernel_token*& token) {
  const kernel_token& here = *token++;
  if (here.arity < 0) return of.values[static_cast<std::size_t>(value.inputs[static_cast<std::size_t>(here.slot)])].shape;
  inline_vector<dims, 6> shapes;
  for (int i = 0; i < here.arity; ++i) {
    const bool constant = token->arity < 0 && of.values[static_cast<std::size_t>(value.inputs[static_cast<std::size_t>(token->slot)])].is ==
                                                  program_value::role::constant;
    dims shape = shape_of_tokens(of, value, token);
    if (!constant) shapes.push_back(std::move(shape));
  }
  small_vector<const dims*, 6> each;
  for (const dims& shape : shapes) each.push_back(&shape);
  return broadcast_shapes(std::span<const dims* const>(each.data(), each.size()), here.name);
}

/// Names the operation of a fused expression to blame for shapes that do not broadcast.
void blame_operation(const program& of, const program_value& value) {
  const bool reduces = value.is == program_value::role::reduce;
  const kernel_token* token = reduces ? value.reducer->tokens : value.kernel->tokens;
  if (token) (void)shape_of_tokens(of, value, token);
}

/// Broadcast shape of the operands of a kernel from number `first` on; constants have none.
dims operand_shape(const program& of, const program_value& value, std::size_t first = 0) {
  small_vector<const dims*, 6> shapes;
  for (std::size_t i = first; i < value.inputs.size(); ++i) {
    const program_value& from = of.values[static_cast<std::size_t>(value.inputs[i])];
    if (from.is != program_value::role::constant) shapes.push_back(&from.shape);
  }
  if (shapes.empty()) return {};
  bool equal = true;
  for (const dims* shape : shapes) equal = equal && *shape == *shapes[0];
  if (equal) return *shapes[0];
  dims shape;
  try {
    shape = broadcast_shapes(std::span<const dims* const>(shapes.data(), shapes.size()), function_name(value));
  } catch (const shape_error&) {
    blame_operation(of, value);
    throw;
  }
  check_shape(shape, itemsize(value.type), function_name(value));
  return shape;
}

/// The mask is the first operand of where(mask, elements, ...), which is fused with the reduction or a kernel of its own.
void check_mask(const program& of, const program_value& value) {
  const bool fused = value.inputs.size() > 1;
  const program_value& chooses = fused ? value : of.values[static_cast<std::size_t>(value.inputs[0])];
  const program_value& mask = of.values[static_cast<std::size_t>(chooses.inputs[0])];
  check_mask_shape(mask.shape, operand_shape(of, chooses, 1), function_name(value));
}

void collect_reduction(program_value& value, const dims& argument) {
  reduced_shape left = reduce_shape(argument, value.over, value.reducer->needs_elements, function_name(value));
  value.reduced = left.axes;
  value.shape = std::move(left.shape);
}

}  // namespace

void collect(program& of) {
  for (program_value& value : of.values) {
    if (value.is == program_value::role::compute) {
      value.shape = operand_shape(of, value);
    } else if (value.is == program_value::role::reduce) {
      if (value.over.masked) check_mask(of, value);
      collect_reduction(value, operand_shape(of, value));
    }
  }
  for (program_output& output : of.outputs) {
    const dims& shape = of.values[static_cast<std::size_t>(output.value)].shape;
    if (output.destination && output.may_replace && output.destination->where.shape != shape) output.destination = {};
    if (!output.destination) continue;
    const block& target = *output.destination;
    if (!target.writable) throw value_error(std::string(of.function) + ": the destination is read-only");
    bool fits = shape.size() <= target.where.shape.size();
    const std::size_t lead = fits ? target.where.shape.size() - shape.size() : 0;
    for (std::size_t axis = 0; fits && axis < shape.size(); ++axis) {
      fits = shape[axis] == target.where.shape[lead + axis] || shape[axis] == 1;
    }
    if (!fits) {
      throw shape_error(std::string(of.function) + ": a value of shape " + to_string(shape) + " does not fit a destination of shape " +
                        to_string(target.where.shape));
    }
  }
}

}  // namespace lazynd::planner
