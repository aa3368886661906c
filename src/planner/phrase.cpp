// SPDX-License-Identifier: BSD-3-Clause
#include "planner/phrase.hpp"

#include <charconv>

#include <lazynd/dtype/element.hpp>

namespace lazynd::detail {

namespace {

/// C++ operators of operations, and how tightly they bind.
struct operator_row {
  std::string_view operation;
  std::string_view token;
  int binding;
  int arity;
};
constexpr int unary_binding = 14;
constexpr operator_row operators[] = {
    {"negative", "-", unary_binding, 1},
    {"positive", "+", unary_binding, 1},
    {"logical_not", "!", unary_binding, 1},
    {"invert", "~", unary_binding, 1},
    {"multiply", "*", 13, 2},
    {"divide", "/", 13, 2},
    {"remainder", "%", 13, 2},
    {"add", "+", 12, 2},
    {"subtract", "-", 12, 2},
    {"left_shift", "<<", 11, 2},
    {"right_shift", ">>", 11, 2},
    {"less", "<", 10, 2},
    {"less_equal", "<=", 10, 2},
    {"greater", ">", 10, 2},
    {"greater_equal", ">=", 10, 2},
    {"equal", "==", 9, 2},
    {"not_equal", "!=", 9, 2},
    {"bitwise_and", "&", 8, 2},
    {"bitwise_xor", "^", 7, 2},
    {"bitwise_or", "|", 6, 2},
    {"logical_and", "&&", 5, 2},
    {"logical_or", "||", 4, 2},
};

std::string enclosed(const phrase& part, int binding) { return part.binding >= binding ? part.text : "(" + part.text + ")"; }

phrase write_call(std::string_view function, const std::vector<phrase>& arguments) {
  for (const operator_row& row : operators) {
    if (row.operation != function || row.arity != static_cast<int>(arguments.size())) continue;
    const std::string token(row.token);
    if (row.arity == 1) return {token + enclosed(arguments[0], row.binding + 1), row.binding};
    return {enclosed(arguments[0], row.binding) + " " + token + " " + enclosed(arguments[1], row.binding + 1), row.binding};
  }
  std::string text(function);
  text += "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) text += (i == 0 ? "" : ", ") + arguments[i].text;
  return {text + ")"};
}

/// Reads one sub-tree of tokens in prefix order.
phrase write_tokens(const kernel_token*& next, const operand_phrase& operand) {
  const kernel_token& token = *next++;
  if (token.arity < 0) return operand(static_cast<std::size_t>(token.slot));
  std::vector<phrase> arguments;
  for (int i = 0; i < token.arity; ++i) arguments.push_back(write_tokens(next, operand));
  return write_call(token.name, arguments);
}

template <class T>
std::string write_number(T value) {
  char text[64];
  const auto [end, failure] = std::to_chars(text, text + sizeof text, value);
  (void)failure;
  return {text, end};
}

}  // namespace

phrase write_kernel(const kernel_set& kernel, std::size_t operands, const operand_phrase& operand) {
  if (kernel.tokens) {
    const kernel_token* next = kernel.tokens;
    return write_tokens(next, operand);
  }
  std::vector<phrase> arguments;
  for (std::size_t i = 0; i < operands; ++i) arguments.push_back(operand(i));
  return write_call(kernel.name, arguments);
}

phrase write_reduction(const program_value& value, const operand_phrase& operand) {
  const kernel_token* next = value.reducer->tokens;
  std::string text = std::string(value.reducer->name) + "(" + (next ? write_tokens(next, operand) : operand(0)).text;
  if (!value.over.all) {
    const std::string axes = to_string(value.over.axes);
    text += ", axis=" + (value.over.axes.size() == 1 ? write_number(value.over.axes[0]) : axes);
  }
  if (value.over.keepdims) text += ", keepdims";
  return {text + ")"};
}

std::vector<std::string> operations_of(const kernel_token* tokens, std::size_t count, std::string_view name) {
  std::vector<std::string> names;
  for (std::size_t i = 0; tokens && i < count; ++i) {
    if (tokens[i].arity >= 0) names.emplace_back(tokens[i].name);
  }
  if (!tokens) names.emplace_back(name);
  return names;
}

phrase write_element(dtype type, const void* element) {
  return visit_dtype(type, [&]<class T>(std::type_identity<T>) -> phrase {
    const T value = *static_cast<const T*>(element);
    if constexpr (std::is_same_v<T, bool>) {
      return {value ? "true" : "false"};
    } else if constexpr (is_complex_v<T>) {
      const std::string imaginary = write_number(value.imag());
      return {"(" + write_number(value.real()) + (imaginary[0] == '-' ? "" : "+") + imaginary + "j)"};
    } else {
      const std::string text = write_number(value);
      return {text, text[0] == '-' ? unary_binding : phrase::tightest};
    }
  });
}

}  // namespace lazynd::detail
