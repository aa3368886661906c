// SPDX-License-Identifier: BSD-3-Clause
// Arrays of records, and their fields as arrays.
#pragma once
#include <lazynd/array/any_array.hpp>
#include <lazynd/dtype/structured_dtype.hpp>

namespace lazynd {

class field_view;
class structured_view;

namespace detail {
/// The bytes of records: uint8, with the bytes of one record as last axis.
LAZYND_API block_handle allocate_records(const structured_dtype& type, const shape_t& shape, const char* function);
/// What arrays without records share.
LAZYND_API block_handle no_records() noexcept;
/// A second look at records through basic indices.
LAZYND_API block_handle index_records(const block_handle& bytes, std::span<const index_item> items);
/// One field of records. `value_error` when there is none of that name.
LAZYND_API field_view field_of(const block_handle& bytes, const structured_dtype& type, std::string_view name);
/// Writes records into records, field by field.
LAZYND_API void assign_records(const structured_view& to, const structured_view& from);
}  // namespace detail

/// What arrays and views of records have in common.
class LAZYND_API structured_base {
 public:
  /// Extents, outermost first.
  [[nodiscard]] shape_t shape() const;
  /// Extent of one axis; negative axes count from the end. `index_error` out of range.
  [[nodiscard]] index_t shape(index_t axis) const { return shape()[static_cast<std::size_t>(normalize_axis(axis, ndim(), "shape"))]; }
  /// Bytes between neighbours along each axis.
  [[nodiscard]] dims strides() const;
  /// Number of axes; at most 63, since the bytes of a record are one more.
  [[nodiscard]] int ndim() const noexcept { return bytes_->where.ndim() - 1; }
  /// Number of records.
  [[nodiscard]] index_t size() const { return element_count(shape()); }
  /// The fields.
  [[nodiscard]] const structured_dtype& dtype() const noexcept { return type_; }
  /// The storage, for input and output: elements of uint8, with the bytes of a record as last axis.
  [[nodiscard]] const block_handle& storage() const noexcept { return bytes_; }

 protected:
  structured_base(block_handle bytes, structured_dtype type) noexcept : bytes_(std::move(bytes)), type_(std::move(type)) {}
  block_handle bytes_;
  structured_dtype type_;
};

/// Shares records and keeps them alive: `records(nd::slice(2, 5))`. Assigning records writes them as NumPy does, field by field in their
/// order whatever their names, with `same_kind` casts; bytes between fields stay. Records that are const cannot be written: `value_error`.
class LAZYND_API structured_view : public structured_base {
 public:
  /// View of bytes; for functions that make views.
  structured_view(block_handle bytes, structured_dtype type) noexcept : structured_base(std::move(bytes), std::move(type)) {}
  structured_view(const structured_view&) noexcept = default;
  ~structured_view() = default;

  /// `dtype_error` for another number of fields, other sub-arrays or casts that lose a kind, `shape_error`; nothing is written then.
  structured_view& operator=(const structured_view& x) {
    detail::assign_records(*this, x);
    return *this;
  }
  /// One field: its elements as a view with the stride of the records. A sub-array adds its axes at the end. `value_error` when there is
  /// none of that name.
  field_view operator[](std::string_view name) const;
  /// Several fields: records of the same size, as NumPy gives since 1.16.
  structured_view operator[](std::initializer_list<std::string_view> names) const {
    return {bytes_, type_.select(std::span<const std::string_view>(names.begin(), names.size()))};
  }
  /// A part, by slices, `all`, `ellipsis`, `newaxis` and integers. `index_error` out of range.
  template <IndexItem... I>
  structured_view operator()(I... items) const {
    const index_item list[] = {index_item(items)..., index_item(0)};
    return {detail::index_records(bytes_, std::span<const index_item>(list, sizeof...(I))), type_};
  }
  /// One field as a typed view. `dtype_error` when it is of another dtype, `value_error` when it cannot be written or is not aligned.
  template <Element T>
  [[nodiscard]] view<T> field(std::string_view name) const;
  template <std::integral I>
  void operator[](I) const = delete;  // records(i) is a record
};

/// N-d array of records that owns them: copying copies them.
class LAZYND_API structured_array : public structured_base {
 public:
  /// A 1-d array without records.
  structured_array() noexcept : structured_base(detail::no_records(), {}) {}
  /// Takes over bytes that nobody else refers to; for functions that make arrays.
  structured_array(block_handle bytes, structured_dtype type) noexcept : structured_base(std::move(bytes), std::move(type)) {}
  structured_array(const structured_array& other) : structured_array(detail::copy_block(other.bytes_), other.type_) {}
  structured_array(structured_array&& other) noexcept : structured_array() { swap(other); }
  /// Copies the records.
  structured_array(const structured_view& other) : structured_array(detail::copy_block(other.storage()), other.dtype()) {}
  structured_array(const field_view& nested);
  ~structured_array() = default;

  /// Takes the records of the other; views of this array keep the old ones. `records(nd::ellipsis) = other` writes into it.
  structured_array& operator=(structured_array other) noexcept {
    swap(other);
    return *this;
  }

  /// Fields and parts as of a view; of a const array they cannot be written.
  field_view operator[](std::string_view name);
  field_view operator[](std::string_view name) const;
  structured_view operator[](std::initializer_list<std::string_view> names) { return whole()[names]; }
  structured_view operator[](std::initializer_list<std::string_view> names) const { return whole()[names]; }
  template <IndexItem... I>
  structured_view operator()(I... items) {
    return whole()(items...);
  }
  template <IndexItem... I>
  structured_view operator()(I... items) const {
    return whole()(items...);
  }
  template <Element T>
  [[nodiscard]] view<T> field(std::string_view name) {
    return whole().field<T>(name);
  }
  template <Element T>
  [[nodiscard]] view<const T> field(std::string_view name) const;
  template <std::integral I>
  void operator[](I) = delete;  // records(i) is a record
  template <std::integral I>
  void operator[](I) const = delete;

  /// View of all records.
  operator structured_view() noexcept { return whole(); }
  operator structured_view() const { return whole(); }

 private:
  [[nodiscard]] structured_view whole() noexcept { return {bytes_, type_}; }
  [[nodiscard]] structured_view whole() const { return {detail::read_only_block(bytes_), type_}; }
  void swap(structured_array& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(type_, other.type_);
  }
};

/// The elements of one field of records, shared: an argument of functions and operators as an `any_view` is, and one itself by
/// conversion. Of nested records it converts to `structured_view`, and `[]` takes a field of them; computing with those is a
/// `dtype_error`.
class LAZYND_API field_view : public dynamic_tag, public detail::dynamic_compound_assignment<field_view> {
 public:
  /// Plain elements.
  explicit field_view(block_handle elements) noexcept : storage_(std::move(elements)) {}
  /// Nested records, as their bytes.
  field_view(block_handle bytes, structured_dtype record) noexcept : storage_(std::move(bytes)), record_(std::move(record)) {}
  field_view(const field_view&) noexcept = default;
  ~field_view() = default;

  /// Whether the field is of nested records.
  [[nodiscard]] bool is_record() const noexcept { return record_.has_value(); }
  /// The dtype of plain elements.
  [[nodiscard]] lazynd::dtype dtype() const { return storage()->type; }
  /// Extents: those of the records and of sub-arrays.
  [[nodiscard]] shape_t shape() const;
  [[nodiscard]] int ndim() const { return static_cast<int>(shape().size()); }
  [[nodiscard]] index_t size() const { return element_count(shape()); }
  /// The storage of plain elements.
  [[nodiscard]] const block_handle& storage() const;
  /// The leaf of an expression over plain elements.
  [[nodiscard]] detail::dynamic_handle node() const { return detail::make_dynamic_leaf(storage()); }

  operator structured_view() const;
  field_view operator[](std::string_view name) const;
  structured_view operator[](std::initializer_list<std::string_view> names) const;
  template <std::integral I>
  void operator[](I) const = delete;  // field(i) is an element
  template <IndexItem... I>
  field_view operator()(I... items) const {
    const index_item list[] = {index_item(items)..., index_item(0)};
    return part(std::span<const index_item>(list, sizeof...(I)));
  }

  /// Writes the elements, broadcasting, with `same_kind` casts; expressions are evaluated into them. Nested records take records.
  field_view& operator=(const field_view& x);
  field_view& operator=(const structured_view& x);
  template <AnyOperandOrScalar X>
  field_view& operator=(const X& x) {
    detail::assign_any_or_typed(storage(), x, casting::same_kind);
    return *this;
  }

 private:
  [[nodiscard]] field_view part(std::span<const index_item> items) const;

  block_handle storage_;
  std::optional<structured_dtype> record_;
};

template <Element T>
view<T> structured_view::field(std::string_view name) const {
  return as<T>(any_view((*this)[name]));
}
template <Element T>
view<const T> structured_array::field(std::string_view name) const {
  return view<const T>(detail::typed_storage((*this)[name].storage(), dtype_of<T>, false));
}

/// The elements of a field as a typed view. Errors as for any view.
template <Element T>
[[nodiscard]] view<T> as(const field_view& x) {
  return as<T>(any_view(x));
}

/// Array of records with every byte 0: every number is 0, every bool false.
[[nodiscard]] LAZYND_API structured_array zeros(const structured_dtype& type, const shape_t& shape);
/// Array of records with unspecified contents.
[[nodiscard]] LAZYND_API structured_array empty(const structured_dtype& type, const shape_t& shape);

/// Whether records are equal in every field and all elements of sub-arrays; shape as of broadcasting. Lazy. `dtype_error` for fields of
/// other names or sub-arrays.
[[nodiscard]] LAZYND_API any_expression operator==(const structured_view& a, const structured_view& b);
[[nodiscard]] LAZYND_API any_expression operator!=(const structured_view& a, const structured_view& b);
[[nodiscard]] LAZYND_API any_expression operator==(const field_view& a, const field_view& b);
[[nodiscard]] LAZYND_API any_expression operator!=(const field_view& a, const field_view& b);

/// Text as NumPy's `str` and `repr` give it.
[[nodiscard]] LAZYND_API std::string to_string(const structured_view& x);
[[nodiscard]] LAZYND_API std::string repr(const structured_view& x);
[[nodiscard]] LAZYND_API std::string to_string(const field_view& x);
[[nodiscard]] LAZYND_API std::string repr(const field_view& x);
LAZYND_API std::ostream& operator<<(std::ostream& out, const structured_view& x);
LAZYND_API std::ostream& operator<<(std::ostream& out, const field_view& x);

}  // namespace lazynd
