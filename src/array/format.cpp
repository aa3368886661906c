// SPDX-License-Identifier: BSD-3-Clause
// Text of an array: brackets, line breaks and summaries around the texts of its elements.
#include <algorithm>
#include <vector>

#include <lazynd/array/format.hpp>

#include "array/format_element.hpp"
#include "array/format_options.hpp"
#include "array/format_text.hpp"
#include "support/python_text.hpp"

namespace lazynd {

namespace detail {
namespace {

bool is_empty(const dims& shape) noexcept { return std::find(shape.begin(), shape.end(), 0) != shape.end(); }

/// True when there are more elements than `limit`; the number itself may be more than an index holds.
bool has_more_elements(const dims& shape, index_t limit) noexcept {
  if (limit < 1) return true;
  for (const index_t extent : shape) {
    if (extent > limit) return true;
    limit /= extent;
  }
  return false;
}

/// Prints one array that has elements.
class array_printer {
 public:
  array_printer(const text_maker& make, const std::byte* data, const layout& of, const text_frame& frame, const print_options& options)
      : data_(data),
        layout_(of),
        separator_(frame.separator),
        separator_at_end_(trim_right(frame.separator)),
        edge_(options.edgeitems),
        summary_(has_more_elements(of.shape, options.threshold)) {
    std::vector<const std::byte*> shown;
    collect(data, 0, shown);
    element_ = make(shown, of.ndim() == 0);
  }

  [[nodiscard]] std::string print(index_t indent, index_t width) const { return print(data_, 0, indent, width); }

 private:
  /// Which positions of an axis are printed: [0, leading) and [trailing, extent), with dots between them when `dots`.
  struct axis_items {
    index_t leading;
    index_t trailing;
    index_t extent;
    bool dots;
  };

  [[nodiscard]] axis_items items(int axis) const {
    const index_t extent = layout_.shape[static_cast<std::size_t>(axis)];
    if (!summary_ || 2 * edge_ >= extent) return {0, 0, extent, false};
    return {edge_, extent - std::max<index_t>(edge_, 1), extent, true};
  }

  [[nodiscard]] const std::byte* item(const std::byte* at, int axis, index_t position) const {
    return at + position * layout_.strides[static_cast<std::size_t>(axis)];
  }

  void collect(const std::byte* at, int axis, std::vector<const std::byte*>& shown) const {
    if (axis == layout_.ndim()) {
      shown.push_back(at);
      return;
    }
    const axis_items of = items(axis);
    for (index_t i = 0; i < of.leading; ++i) collect(item(at, axis, i), axis + 1, shown);
    for (index_t i = of.trailing; i < of.extent; ++i) collect(item(at, axis, i), axis + 1, shown);
  }

  /// `indent`: blanks before a following line; `width`: characters of a line, without the brackets that close outer axes.
  [[nodiscard]] std::string print(const std::byte* at, int axis, index_t indent, index_t width) const {
    const int axes_left = layout_.ndim() - axis;
    if (axes_left == 0) return element_(at);
    return '[' + (axes_left == 1 ? print_row(at, axis, indent, width) : print_rows(at, axis, indent, width)) + ']';
  }

  [[nodiscard]] std::string print_row(const std::byte* at, int axis, index_t indent, index_t width) const {
    const index_t room = width - std::max<index_t>(text_width(separator_at_end_), 1);
    std::string text;
    std::string line;
    index_t used = indent;
    const auto append = [&](const std::string& word) {
      const index_t length = text_width(word);
      if (used + length > room && used > indent) {
        text.append(trim_right(line)).append("\n").append(blanks(indent));
        line.clear();
        used = indent;
      }
      line += word;
      used += length;
    };
    const auto separate = [&] {
      line += separator_;
      used += text_width(separator_);
    };
    const axis_items of = items(axis);
    for (index_t i = 0; i < of.leading; ++i) {
      append(element_(item(at, axis, i)));
      separate();
    }
    if (of.dots) {
      append("...");
      separate();
    }
    for (index_t i = of.trailing; i < of.extent; ++i) {
      append(element_(item(at, axis, i)));
      if (i + 1 < of.extent) separate();
    }
    return text + line;
  }

  [[nodiscard]] std::string print_rows(const std::byte* at, int axis, index_t indent, index_t width) const {
    const std::string line_break =
        std::string(separator_at_end_) + std::string(static_cast<std::size_t>(layout_.ndim() - axis - 1), '\n') + blanks(indent);
    const auto row = [&](index_t i) { return print(item(at, axis, i), axis + 1, indent + 1, width - 1); };
    const axis_items of = items(axis);
    std::string text;
    for (index_t i = 0; i < of.leading; ++i) text += row(i) + line_break;
    if (of.dots) text += "..." + line_break;
    for (index_t i = of.trailing; i < of.extent; ++i) text += row(i) + (i + 1 < of.extent ? line_break : "");
    return text;
  }

  const std::byte* data_;
  const layout& layout_;
  std::string_view separator_;
  std::string_view separator_at_end_;
  index_t edge_;
  bool summary_;
  element_text element_;
};

bool is_implied(dtype type) noexcept {
  return type == dtype::bool_ || type == dtype::int64 || type == dtype::float64 || type == dtype::complex128;
}

text_maker maker_for(dtype type, const print_options& options) {
  return [type, &options](shown_elements shown, bool is_0d) { return plain_text(type, shown, options, is_0d); };
}

}  // namespace

element_text plain_text(dtype type, shown_elements shown, const print_options& options, bool is_0d) {
  switch (kind(type)) {
    case dtype_kind::boolean: return bool_text(is_0d);
    case dtype_kind::unsigned_integer:
    case dtype_kind::signed_integer: return integer_text(type, shown);
    case dtype_kind::floating:
    case dtype_kind::complex: break;
  }
  return float_text(type, shown, options);
}

std::string elements_text(const text_maker& make, const std::byte* data, const layout& of, const text_frame& frame,
                          const print_options& options) {
  check_print_options(options, "array2string");
  if (is_empty(of.shape)) return "[]";
  const array_printer printer(make, data, of, frame, options);
  return printer.print(1 + text_width(frame.prefix), options.linewidth - text_width(frame.suffix));
}

std::string repr_text(const text_maker& make, const std::byte* data, const layout& of, const std::string& dtype_name,
                      const print_options& options) {
  constexpr std::string_view prefix = "array(";
  const std::string_view suffix = dtype_name.empty() ? ")" : ",";
  std::string text(prefix);
  text += elements_text(make, data, of, {.separator = ", ", .prefix = prefix, .suffix = suffix}, options);
  if (is_empty(of.shape) && of.ndim() > 1) text += ", shape=" + python_tuple(of.shape);
  text += suffix;
  if (dtype_name.empty()) return text;
  const std::string name = "dtype=" + dtype_name + ")";
  const index_t last_line = text_width(std::string_view(text).substr(text.rfind('\n') + 1));
  const bool fits = last_line + text_width(name) + 1 <= options.linewidth;
  return text + (fits ? " " : "\n" + blanks(static_cast<index_t>(prefix.size()))) + name;
}

}  // namespace detail

std::string array2string(dtype type, const std::byte* data, const layout& of, const text_frame& frame, const print_options& options) {
  return detail::elements_text(detail::maker_for(type, options), data, of, frame, options);
}

std::string format_array(dtype type, const std::byte* data, const layout& of, const print_options& options) {
  if (of.ndim() == 0) return detail::scalar_text(type, data);
  return array2string(type, data, of, {}, options);
}

std::string repr_array(dtype type, const std::byte* data, const layout& of, const print_options& options) {
  const bool names_dtype = detail::is_empty(of.shape) || !detail::is_implied(type);
  return detail::repr_text(detail::maker_for(type, options), data, of, names_dtype ? std::string(name(type)) : std::string(), options);
}

}  // namespace lazynd
