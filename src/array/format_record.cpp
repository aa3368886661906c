// SPDX-License-Identifier: BSD-3-Clause
// Text of records: tuples, whose fields are columns with a width of their own.
#include "array/format_record.hpp"

#include <algorithm>
#include <vector>

#include "array/format_element.hpp"

namespace lazynd::detail {

namespace {

element_text record_text(const structured_dtype& type, shown_elements shown, const print_options& options, bool is_0d);

/// One field: where its elements are in a record, and their text.
class field_text {
 public:
  field_text(const record_field& field, shown_elements records, const print_options& options, bool is_0d)
      : offset_(field.offset),
        shape_(field.shape),
        size_(static_cast<index_t>(field.record ? field.record->itemsize() : itemsize(field.type))),
        edge_(options.edgeitems),
        summary_(element_count(shape_) > options.threshold) {
    std::vector<const std::byte*> shown;
    for (const std::byte* record : records) {
      for (index_t i = 0; i < element_count(shape_); ++i) shown.push_back(record + offset_ + i * size_);
    }
    const bool alone = is_0d && shape_.empty();
    element_ = field.record ? record_text(*field.record, shown, options, alone) : plain_text(field.type, shown, options, alone);
  }

  std::string operator()(const std::byte* record) const { return text(record + offset_, 0); }

 private:
  /// The part of a sub-array that begins at an address, from an axis on.
  [[nodiscard]] std::string text(const std::byte* at, std::size_t axis) const {
    if (axis == shape_.size()) return element_(at);
    const index_t extent = shape_[axis];
    index_t step = size_;
    for (std::size_t inner = axis + 1; inner < shape_.size(); ++inner) step *= shape_[inner];
    const bool dots = summary_ && extent > 2 * edge_;
    std::string all;
    const auto add = [&](const std::string& item) { all += (all.empty() ? "" : ", ") + item; };
    for (index_t i = 0; i < (dots ? edge_ : extent); ++i) add(text(at + i * step, axis + 1));
    if (dots) add("...");
    for (index_t i = extent - edge_; dots && i < extent; ++i) add(text(at + i * step, axis + 1));
    return '[' + all + ']';
  }

  index_t offset_;
  dims shape_;
  index_t size_;
  index_t edge_;
  bool summary_;
  element_text element_;
};

element_text record_text(const structured_dtype& type, shown_elements shown, const print_options& options, bool is_0d) {
  std::vector<field_text> fields;
  for (const record_field& field : type.fields()) fields.emplace_back(field, shown, options, is_0d);
  return [fields = std::move(fields)](const std::byte* record) {
    std::string all;
    for (const field_text& field : fields) all += (all.empty() ? "" : ", ") + field(record);
    return '(' + all + (fields.size() == 1 ? ",)" : ")");
  };
}

/// Calls `use` with what prints the records and with the layout of them.
template <class Use>
std::string with_records(const structured_dtype& type, const block& bytes, Use&& use) {
  layout records = bytes.where;
  records.shape.pop_back();
  records.strides.pop_back();
  const print_options options = get_print_options();
  const text_maker make = [&](shown_elements shown, bool is_0d) { return record_text(type, shown, options, is_0d); };
  return use(make, records, options);
}

}  // namespace

std::string format_records(const structured_dtype& type, const block& bytes) {
  return with_records(type, bytes, [&](const text_maker& make, const layout& records, const print_options& options) {
    return elements_text(make, bytes.data, records, {}, options);
  });
}

std::string repr_records(const structured_dtype& type, const block& bytes) {
  return with_records(type, bytes, [&](const text_maker& make, const layout& records, const print_options& options) {
    return repr_text(make, bytes.data, records, to_string(type), options);
  });
}

}  // namespace lazynd::detail
