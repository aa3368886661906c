// SPDX-License-Identifier: BSD-3-Clause
// The dtype of records: named fields at fixed places in a few bytes.
#pragma once
#include <initializer_list>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <lazynd/dtype/dtype.hpp>
#include <lazynd/support/small_vector.hpp>

namespace lazynd {

struct record_field;

namespace detail {
struct record_description;
}  // namespace detail

/// Keyword arguments of a structured dtype.
struct structured_options {
  bool align = false;     ///< fields stand where a C compiler puts them; else one after the other without gaps
  index_t itemsize = -1;  ///< bytes of a record; -1 for as few as the fields need
};

/// Named fields of plain or structured dtypes, each at its offset in a record: `numpy.dtype` with fields. Immutable; copies share their
/// description. Numbers in memory are in the machine's byte order; files may have another.
class LAZYND_API structured_dtype {
 public:
  /// No fields, no bytes.
  structured_dtype() noexcept;
  /// Fields in their order: `structured_dtype({{"x", dtype::float64}, {"pos", dtype::int32, {3}}, {"in", other}})`. Offsets that are not
  /// given follow from the field before. Fields may overlap. `value_error` for a name that comes twice or is no UTF-8, a negative extent,
  /// an offset or itemsize that does not hold the fields or, with `align`, is not aligned, and for records of 2 GiB or more, more than 64
  /// axes, or nested deeper than 32.
  structured_dtype(std::vector<record_field> fields, structured_options options = {});
  /// What NumPy means by a text: "f8, i4, 3u1", "[('x', '<f8'), ('pos', '<i4', (3,))]", "{'names': ['x'], 'formats': ['f8']}".
  /// `dtype_error` for a text or dtype it does not know, or a byte order that is not the machine's; `value_error` as above.
  explicit structured_dtype(std::string_view text, bool align = false);
  structured_dtype(const structured_dtype& other) noexcept;
  structured_dtype& operator=(const structured_dtype& other) noexcept;
  ~structured_dtype();

  /// The fields in their order.
  [[nodiscard]] std::span<const record_field> fields() const noexcept;
  /// Their names.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The field of a name. `value_error` when there is none.
  [[nodiscard]] const record_field& operator[](std::string_view name) const;
  /// Some of the fields, in the order given, where they are: offsets and itemsize stay. `value_error` for a name that is unknown or comes
  /// twice.
  [[nodiscard]] structured_dtype select(std::span<const std::string_view> names) const;
  /// Bytes from one record to the next.
  [[nodiscard]] std::size_t itemsize() const noexcept;
  /// 1, or with `align` the largest alignment of the fields.
  [[nodiscard]] std::size_t alignment() const noexcept;
  /// Whether it was made with `align`.
  [[nodiscard]] bool is_aligned() const noexcept;
  /// Whether the fields follow each other in their order and fill the record, nested ones as well.
  [[nodiscard]] bool is_packed() const noexcept;

  /// The same names, dtypes and shapes at the same offsets in records of the same size; `align` does not count.
  LAZYND_API friend bool operator==(const structured_dtype& a, const structured_dtype& b) noexcept;

 private:
  detail::record_description* shared_;
};

/// A field of records. Offset -1, when a dtype is made: behind the field before. An empty name becomes "f" and the field's number.
struct record_field {
  std::string name;
  lazynd::dtype type = lazynd::dtype::float64;  ///< of plain elements
  std::optional<structured_dtype> record = {};  ///< of nested records
  small_vector<index_t, 8> shape = {};          ///< of a sub-array
  index_t offset = -1;                          ///< bytes from the beginning of the record

  record_field(std::string field, lazynd::dtype of, small_vector<index_t, 8> sub_array = {}, index_t at = -1)
      : name(std::move(field)), type(of), shape(std::move(sub_array)), offset(at) {}
  record_field(std::string field, structured_dtype of, small_vector<index_t, 8> sub_array = {}, index_t at = -1)
      : name(std::move(field)), record(std::move(of)), shape(std::move(sub_array)), offset(at) {}

  /// Bytes of the field, all elements of a sub-array together.
  [[nodiscard]] LAZYND_API std::size_t itemsize() const noexcept;
};

/// As NumPy's `str`: "[('x', '<f8'), ('pos', '<i4', (3,))]", or with offsets, "{'names': ['x'], ...}", where those do not follow.
[[nodiscard]] LAZYND_API std::string to_string(const structured_dtype& type);
/// As NumPy's `repr`: "dtype([('x', '<f8')], align=True)".
[[nodiscard]] LAZYND_API std::string repr(const structured_dtype& type);
/// Writes what `to_string` gives.
LAZYND_API std::ostream& operator<<(std::ostream& out, const structured_dtype& type);

}  // namespace lazynd
