// SPDX-License-Identifier: BSD-3-Clause
// Writes structured dtypes as NumPy does.
#include "dtype/structured_text.hpp"

#include <algorithm>
#include <ostream>

#include <lazynd/dtype/inspection.hpp>
#include <lazynd/support/error.hpp>

#include "support/python_text.hpp"

namespace lazynd {

namespace detail {
namespace {

std::string text_of(const structured_dtype& type, bool with_align);

/// The dtype of a field without its sub-array: "'<f8'", "[('a', 'u1')]".
std::string element_text(const record_field& field) {
  if (field.record) return text_of(*field.record, false);
  if (field.type == dtype::bool_) return "'?'";
  const std::string code = dtype_str(field.type);
  return '\'' + (code[0] == '|' ? code.substr(1) : code) + '\'';
}

std::string shape_text(const record_field& field) { return python_tuple(field.shape); }

std::string tuple_text(const record_field& field, const std::string& element) {
  return '(' + python_string(field.name) + ", " + element + (field.shape.empty() ? ")" : ", " + shape_text(field) + ')');
}

/// Whether the fields stand where they would without offsets.
bool follow_each_other(const structured_dtype& type) {
  std::vector<record_field> fields(type.fields().begin(), type.fields().end());
  for (record_field& field : fields) field.offset = -1;
  return structured_dtype(std::move(fields), {.align = type.is_aligned()}) == type;
}

/// `text(field)` of all fields with commas between them.
template <class Text>
std::string joined(const structured_dtype& type, Text&& text) {
  std::string all;
  for (const record_field& field : type.fields()) all += (all.empty() ? "" : ", ") + text(field);
  return all;
}

std::string text_of(const structured_dtype& type, bool with_align) {
  const bool names_align = with_align && type.is_aligned();
  if (!names_align && follow_each_other(type)) {
    return '[' + joined(type, [](const record_field& field) { return tuple_text(field, element_text(field)); }) + ']';
  }
  return "{'names': [" + joined(type, [](const record_field& field) { return python_string(field.name); }) + "], 'formats': [" +
         joined(type,
                [](const record_field& field) {
                  const std::string element = element_text(field);
                  return field.shape.empty() ? element : '(' + element + ", " + shape_text(field) + ')';
                }) +
         "], 'offsets': [" + joined(type, [](const record_field& field) { return std::to_string(field.offset); }) +
         "], 'itemsize': " + std::to_string(type.itemsize()) + (names_align ? ", 'aligned': True}" : "}");
}

/// What stands for `bytes` without a field: `, ('', '|V4')`.
std::string gap_text(index_t bytes) { return bytes > 0 ? "('', '|V" + std::to_string(bytes) + "')" : std::string(); }

}  // namespace

std::string describe_record(const structured_dtype& type) {
  std::vector<std::string> parts;
  index_t next = 0;
  for (const record_field& field : type.fields()) {
    if (field.offset < next)
      throw value_error("save: fields that overlap or are out of order have no text in the .npy format: " + to_string(type));
    if (!field.record && field.type == dtype::bfloat16) {
      throw dtype_error("save: the .npy format has no name for bfloat16, the dtype of field '" + field.name + "'");
    }
    if (field.offset > next) parts.push_back(gap_text(field.offset - next));
    const std::string element = field.record                 ? describe_record(*field.record)
                                : field.type == dtype::bool_ ? "'|b1'"
                                                             : '\'' + dtype_str(field.type) + '\'';
    parts.push_back(tuple_text(field, element));
    next = field.offset + static_cast<index_t>(field.itemsize());
  }
  if (const index_t size = static_cast<index_t>(type.itemsize()); size > next) parts.push_back(gap_text(size - next));
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
  return '[' + all + ']';
}

}  // namespace detail

std::string to_string(const structured_dtype& type) { return detail::text_of(type, true); }
std::string repr(const structured_dtype& type) {
  return "dtype(" + detail::text_of(type, false) + (type.is_aligned() ? ", align=True)" : ")");
}
std::ostream& operator<<(std::ostream& out, const structured_dtype& type) { return out << to_string(type); }

}  // namespace lazynd
