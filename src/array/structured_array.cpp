// SPDX-License-Identifier: BSD-3-Clause
// Records as rows of bytes, and their fields as strided arrays.
#include <lazynd/array/record_type.hpp>

#include <algorithm>
#include <cstring>
#include <ostream>

#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/layout/overlap.hpp>
#include <lazynd/support/error.hpp>

#include "array/format_record.hpp"

namespace lazynd {

namespace detail {
namespace {

/// The layout of records without the axis of their bytes.
layout without_bytes(const layout& of) {
  layout records = of;
  records.shape.pop_back();
  records.strides.pop_back();
  return records;
}

void add_axis(layout& to, index_t extent, index_t stride) {
  to.shape.push_back(extent);
  to.strides.push_back(stride);
}

/// The elements of a field; of nested records their bytes.
block_handle field_block(const block_handle& bytes, const record_field& field) {
  layout where = without_bytes(bytes->where);
  const std::size_t size = field.record ? field.record->itemsize() : itemsize(field.type);
  const dims inner = contiguous_strides(field.shape, size);
  for (std::size_t axis = 0; axis < inner.size(); ++axis) add_axis(where, field.shape[axis], inner[axis]);
  if (field.record) add_axis(where, static_cast<index_t>(size), 1);
  if (where.ndim() > max_ndim) throw value_error("field '" + field.name + "': has more than " + std::to_string(max_ndim) + " axes");
  block_handle made = view_block(bytes, bytes->data + field.offset, std::move(where));
  if (!field.record) made->type = field.type;
  return made;
}

/// A field of the records on both sides of an operation.
struct field_pair {
  block_handle left, right;
  const record_field* field;  ///< as the left side has it
  std::size_t axes;           ///< of sub-arrays
};

/// Which fields belong together, and what must be equal about them.
enum class pairing : std::uint8_t { by_position, by_name };

[[noreturn]] void throw_other_fields(const char* function, const structured_dtype& a, const structured_dtype& b) {
  throw dtype_error(std::string(function) + ": records of " + to_string(a) + " and " + to_string(b) + " do not have the same fields");
}

/// The plain fields of both sides, in their order. `dtype_error` when there is no pair for one.
void collect_pairs(const block_handle& left, const structured_dtype& of_left, const block_handle& right, const structured_dtype& of_right,
                   pairing rule, const char* function, std::size_t axes, std::vector<field_pair>& pairs) {
  const auto a = of_left.fields(), b = of_right.fields();
  if (a.size() != b.size()) throw_other_fields(function, of_left, of_right);
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool same = a[i].shape == b[i].shape && a[i].record.has_value() == b[i].record.has_value();
    if (!same || (rule == pairing::by_name && a[i].name != b[i].name)) throw_other_fields(function, of_left, of_right);
    block_handle x = field_block(left, a[i]), y = field_block(right, b[i]);
    const std::size_t inner = axes + a[i].shape.size();
    if (a[i].record) {
      collect_pairs(x, *a[i].record, y, *b[i].record, rule, function, inner, pairs);
    } else {
      pairs.push_back({std::move(x), std::move(y), &a[i], inner});
    }
  }
}

/// Whether all bytes of all fields can be copied in whole records.
bool copies_as_bytes(const structured_dtype& to, const structured_dtype& from) { return to.is_packed() && to == from; }

void check_assignable(const structured_view& to, const structured_view& from) {
  if (!to.storage()->writable) throw value_error("assign: the records cannot be written");
  const shape_t shape = to.shape(), given = from.shape();
  const dims* const both[] = {&shape, &given};
  if (broadcast_shapes(both, "assign") != shape) {
    throw shape_error("assign: records of shape " + to_string(given) + " do not fit a destination of shape " + to_string(shape));
  }
  if (has_internal_overlap(to.storage()->where, 1)) {
    throw value_error("assign: the destination of shape " + to_string(shape) +
                      " has several records at one place in memory; copy it first");
  }
}

bool share_memory(const block& a, const block& b) {
  return find_overlap({a.data, &a.where, 1}, {b.data, &b.where, 1}) != overlap::disjoint;
}

}  // namespace

block_handle no_records() noexcept {
  static const block_handle nothing = allocate_block(dtype::uint8, {0, 0});
  return nothing;
}

block_handle allocate_records(const structured_dtype& type, const shape_t& shape, const char* function) {
  dims bytes = shape;
  bytes.push_back(static_cast<index_t>(type.itemsize()));
  check_shape(bytes, 1, function);
  return allocate_block(dtype::uint8, bytes);
}

block_handle index_records(const block_handle& bytes, std::span<const index_item> items) {
  sliced part = apply_index(without_bytes(bytes->where), items);
  add_axis(part.where, bytes->where.shape.back(), 1);
  return view_block(bytes, bytes->data + part.offset, std::move(part.where));
}

field_view field_of(const block_handle& bytes, const structured_dtype& type, std::string_view name) {
  const record_field& field = type[name];
  block_handle elements = field_block(bytes, field);
  return field.record ? field_view(std::move(elements), *field.record) : field_view(std::move(elements));
}

void assign_records(const structured_view& to, const structured_view& from) {
  check_assignable(to, from);
  if (copies_as_bytes(to.dtype(), from.dtype())) return assign_any(to.storage(), any_view(from.storage()), casting::no);
  // Fields are written one after the other, so what they are read from must not change on the way.
  const bool shared = share_memory(*to.storage(), *from.storage());
  const block_handle source = shared ? copy_block(from.storage()) : from.storage();
  std::vector<field_pair> pairs;
  collect_pairs(to.storage(), to.dtype(), source, from.dtype(), pairing::by_position, "assign", 0, pairs);
  for (const field_pair& pair : pairs) check_cast(pair.right->type, pair.left->type, casting::same_kind, "assign");
  for (field_pair& pair : pairs) {
    // Axes of records broadcast; those of sub-arrays stand behind them and are equal.
    assign_any(pair.left, any_view(pair.right), casting::same_kind);
  }
}

namespace {

any_expression records_equal(const structured_view& a, const structured_view& b) {
  std::vector<field_pair> pairs;
  collect_pairs(a.storage(), a.dtype(), b.storage(), b.dtype(), pairing::by_name, "equal", 0, pairs);
  std::optional<any_expression> all_equal;
  for (const field_pair& pair : pairs) {
    any_expression equal = dynamic_elementwise("equal", {any_view(pair.left), any_view(pair.right)});
    if (pair.axes > 0) {
      reduction_settings over{.axes = {}, .all = false};
      for (std::size_t axis = 0; axis < pair.axes; ++axis) over.axes.push_back(-1 - static_cast<index_t>(axis));
      equal = dynamic_reduction("all", equal, over);
    }
    all_equal = all_equal ? dynamic_elementwise("logical_and", {*all_equal, equal}) : equal;
  }
  if (all_equal) return *all_equal;
  const shape_t left = a.shape(), right = b.shape();
  const dims* const both[] = {&left, &right};
  const block_handle made = allocate_block(dtype::bool_, broadcast_shapes(both, "equal"));
  std::memset(made->data, 1, static_cast<std::size_t>(element_count(made->where.shape)));
  return any_expression(make_dynamic_leaf(made));
}

}  // namespace

void check_structs(const structured_base& records, const structured_dtype& type, std::size_t alignment, bool writes) {
  const block& bytes = *records.storage();
  if (records.dtype() != type) throw_other_fields("structs", records.dtype(), type);
  if (writes && !bytes.writable) throw value_error("structs: the records cannot be written");
  if (!is_c_contiguous(bytes.where, 1)) throw value_error("structs: the records do not follow each other in C order; copy them first");
  if (!is_aligned(without_bytes(bytes.where), bytes.data, alignment))
    throw value_error("structs: the records are not aligned; copy them first");
}

}  // namespace detail

shape_t structured_base::shape() const { return detail::without_bytes(bytes_->where).shape; }
dims structured_base::strides() const { return detail::without_bytes(bytes_->where).strides; }

field_view structured_view::operator[](std::string_view name) const { return detail::field_of(bytes_, type_, name); }
field_view structured_array::operator[](std::string_view name) { return whole()[name]; }
field_view structured_array::operator[](std::string_view name) const { return whole()[name]; }
structured_array::structured_array(const field_view& nested) : structured_array(structured_view(nested)) {}

shape_t field_view::shape() const { return record_ ? detail::without_bytes(storage_->where).shape : storage_->where.shape; }

const block_handle& field_view::storage() const {
  if (record_) throw dtype_error("field: nested records " + to_string(*record_) + " are no numbers; take one of their fields");
  return storage_;
}

any_view::any_view(const field_view& field) : any_base(field.storage()) {}

field_view::operator structured_view() const {
  if (!record_) throw dtype_error("field: elements of " + std::string(name(storage_->type)) + " have no fields");
  return {storage_, *record_};
}
field_view field_view::operator[](std::string_view name) const { return structured_view(*this)[name]; }
structured_view field_view::operator[](std::initializer_list<std::string_view> names) const { return structured_view(*this)[names]; }

field_view field_view::part(std::span<const index_item> items) const {
  return record_ ? field_view(detail::index_records(storage_, items), *record_) : field_view(detail::index_block(storage_, items));
}

field_view& field_view::operator=(const field_view& x) {
  if (record_) return *this = structured_view(x);
  detail::assign_any(storage_, x, casting::same_kind);
  return *this;
}
field_view& field_view::operator=(const structured_view& x) {
  detail::assign_records(structured_view(*this), x);
  return *this;
}

structured_array zeros(const structured_dtype& type, const shape_t& shape) {
  block_handle bytes = detail::allocate_records(type, shape, "zeros");
  std::memset(bytes->data, 0, static_cast<std::size_t>(element_count(bytes->where.shape)));
  return {std::move(bytes), type};
}
structured_array empty(const structured_dtype& type, const shape_t& shape) {
  return {detail::allocate_records(type, shape, "empty"), type};
}

any_expression operator==(const structured_view& a, const structured_view& b) { return detail::records_equal(a, b); }
any_expression operator!=(const structured_view& a, const structured_view& b) { return !detail::records_equal(a, b); }
any_expression operator==(const field_view& a, const field_view& b) {
  if (a.is_record() && b.is_record()) return structured_view(a) == structured_view(b);
  return detail::dynamic_elementwise("equal", {a, b});
}
any_expression operator!=(const field_view& a, const field_view& b) {
  if (a.is_record() && b.is_record()) return structured_view(a) != structured_view(b);
  return detail::dynamic_elementwise("not_equal", {a, b});
}

std::string to_string(const structured_view& x) { return detail::format_records(x.dtype(), *x.storage()); }
std::string repr(const structured_view& x) { return detail::repr_records(x.dtype(), *x.storage()); }
std::string to_string(const field_view& x) { return x.is_record() ? to_string(structured_view(x)) : to_string(any_view(x)); }
std::string repr(const field_view& x) { return x.is_record() ? repr(structured_view(x)) : repr(any_view(x)); }
std::ostream& operator<<(std::ostream& out, const structured_view& x) { return out << to_string(x); }
std::ostream& operator<<(std::ostream& out, const field_view& x) { return out << to_string(x); }

}  // namespace lazynd
