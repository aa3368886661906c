// SPDX-License-Identifier: BSD-3-Clause
// Where the fields of records stand, and what is wrong with them.
#include <lazynd/dtype/structured_dtype.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>

#include <lazynd/support/error.hpp>

#include "dtype/record_leaves.hpp"
#include "support/utf8.hpp"

namespace lazynd {

namespace detail {

struct record_description {
  std::atomic<std::uint32_t> references{1};
  std::vector<record_field> fields = {};
  index_t itemsize = 0;
  index_t alignment = 1;
  bool aligned = false;
  bool packed = true;
  int depth = 1;      ///< records inside records
  int most_axes = 0;  ///< of the sub-arrays around an element
};

namespace {

constexpr index_t largest_record = std::numeric_limits<std::int32_t>::max();  // as in NumPy
constexpr int deepest = 32;

[[noreturn]] void refuse(const record_field& field, const std::string& problem) {
  throw value_error("structured_dtype: field '" + field.name + "': " + problem);
}

index_t element_alignment(const record_field& field) {
  return static_cast<index_t>(field.record ? field.record->alignment() : alignment(field.type));
}

constexpr index_t rounded_up(index_t offset, index_t to) noexcept { return (offset + to - 1) / to * to; }

void name_fields(std::vector<record_field>& fields) {
  std::vector<std::string_view> sorted;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name.empty()) fields[i].name = "f" + std::to_string(i);
    if (!is_utf8(fields[i].name)) throw value_error("structured_dtype: the name of field " + std::to_string(i) + " is no UTF-8");
  }
  for (const record_field& field : fields) sorted.emplace_back(field.name);
  std::sort(sorted.begin(), sorted.end());
  if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
    throw value_error("structured_dtype: field '" + std::string(*twice) + "' comes twice");
  }
}

/// Gives the field its place behind `next`, and moves that behind the field.
void place(record_field& field, record_description& in, index_t& next) {
  const index_t size = checked_size(field);
  const index_t to = in.aligned ? element_alignment(field) : 1;
  if (field.offset < -1) refuse(field, "the offset " + std::to_string(field.offset) + " is negative");
  if (field.offset < 0) field.offset = rounded_up(next, to);
  if (field.offset % to != 0) refuse(field, "the offset " + std::to_string(field.offset) + " is not aligned to " + std::to_string(to));
  if (field.offset > largest_record - size) refuse(field, "it ends beyond 2 GiB");
  in.packed = in.packed && field.offset == next && (!field.record || field.record->is_packed());
  next = field.offset + size;
  in.alignment = std::max(in.alignment, to);
  in.itemsize = std::max(in.itemsize, next);
}

void set_itemsize(record_description& of, index_t given) {
  if (of.itemsize > largest_record - of.alignment) throw value_error("structured_dtype: records of 2 GiB or more");
  const index_t needed = of.itemsize;
  of.itemsize = rounded_up(of.itemsize, of.alignment);
  if (given >= 0 || given < -1) {
    if (given < needed || given > largest_record || given % of.alignment != 0) {
      throw value_error("structured_dtype: the itemsize " + std::to_string(given) + " does not suit fields of " + std::to_string(needed) +
                        " bytes" + (of.aligned ? " that are aligned to " + std::to_string(of.alignment) : ""));
    }
    of.itemsize = given;
  }
  of.packed = of.packed && of.itemsize == needed;
}

}  // namespace

index_t checked_size(const record_field& field) {
  auto size = static_cast<index_t>(field.record ? field.record->itemsize() : itemsize(field.type));
  bool empty = false;
  for (const index_t extent : field.shape) {
    if (extent < 0) refuse(field, "a negative extent in the shape");
    if (extent > largest_record || (size > 0 && extent > largest_record / size)) refuse(field, "its sub-array has 2 GiB or more");
    empty = empty || extent == 0;
    size *= std::max<index_t>(extent, 1);
  }
  return empty ? 0 : size;
}

std::vector<record_leaf> leaves_of(const structured_dtype& type) {
  std::vector<record_leaf> leaves;
  for (const record_field& field : type.fields()) {
    const std::size_t axes = field.shape.size();
    small_vector<index_t, 8> strides(axes);
    auto stride = static_cast<index_t>(field.record ? field.record->itemsize() : itemsize(field.type));
    for (std::size_t axis = axes; axis-- > 0; stride *= field.shape[axis]) strides[axis] = stride;
    if (!field.record) {
      leaves.push_back({field.type, field.offset, field.shape, std::move(strides)});
      continue;
    }
    for (record_leaf& inner : leaves_of(*field.record)) {
      inner.offset += field.offset;
      for (std::size_t axis = 0; axis < axes; ++axis) {
        inner.shape.insert(axis, field.shape[axis]);
        inner.strides.insert(axis, strides[axis]);
      }
      leaves.push_back(std::move(inner));
    }
  }
  return leaves;
}

}  // namespace detail

namespace {
const structured_dtype& no_fields() noexcept {
  static const structured_dtype nothing(std::vector<record_field>{});
  return nothing;
}
}  // namespace

structured_dtype::structured_dtype() noexcept : structured_dtype(no_fields()) {}

structured_dtype::structured_dtype(std::vector<record_field> fields, structured_options options) : shared_(nullptr) {
  auto made = std::make_unique<detail::record_description>();
  made->aligned = options.align;
  detail::name_fields(fields);
  index_t next = 0;
  for (record_field& field : fields) {
    detail::place(field, *made, next);
    int axes = static_cast<int>(field.shape.size());
    if (field.record) {
      made->depth = std::max(made->depth, field.record->shared_->depth + 1);
      axes += field.record->shared_->most_axes;
    }
    made->most_axes = std::max(made->most_axes, axes);
  }
  if (made->depth > detail::deepest) throw value_error("structured_dtype: records nested deeper than " + std::to_string(detail::deepest));
  if (made->most_axes > max_ndim) throw value_error("structured_dtype: more than " + std::to_string(max_ndim) + " axes");
  detail::set_itemsize(*made, options.itemsize);
  made->fields = std::move(fields);
  shared_ = made.release();
}

structured_dtype::structured_dtype(const structured_dtype& other) noexcept : shared_(other.shared_) {
  shared_->references.fetch_add(1, std::memory_order_relaxed);
}

structured_dtype& structured_dtype::operator=(const structured_dtype& other) noexcept {
  structured_dtype copy(other);
  std::swap(shared_, copy.shared_);
  return *this;
}

structured_dtype::~structured_dtype() {
  if (shared_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
}

std::span<const record_field> structured_dtype::fields() const noexcept { return shared_->fields; }

std::vector<std::string> structured_dtype::names() const {
  std::vector<std::string> all;
  for (const record_field& field : fields()) all.push_back(field.name);
  return all;
}

const record_field& structured_dtype::operator[](std::string_view name) const {
  const auto found = std::ranges::find(fields(), name, &record_field::name);
  if (found != fields().end()) return *found;
  constexpr std::size_t listed = 8;
  std::string known;
  for (const record_field& field : fields().first(std::min(listed, fields().size())))
    known += (known.empty() ? "'" : ", '") + field.name + "'";
  throw value_error("structured_dtype: no field '" + std::string(name) + "' among " + (known.empty() ? "none" : known) +
                    (fields().size() > listed ? ", ..." : ""));
}

structured_dtype structured_dtype::select(std::span<const std::string_view> names) const {
  std::vector<record_field> some;
  for (const std::string_view name : names) some.push_back((*this)[name]);
  return structured_dtype(std::move(some), {.align = is_aligned(), .itemsize = shared_->itemsize});
}

std::size_t structured_dtype::itemsize() const noexcept { return static_cast<std::size_t>(shared_->itemsize); }
std::size_t structured_dtype::alignment() const noexcept { return static_cast<std::size_t>(shared_->alignment); }
bool structured_dtype::is_aligned() const noexcept { return shared_->aligned; }
bool structured_dtype::is_packed() const noexcept { return shared_->packed; }

bool operator==(const structured_dtype& a, const structured_dtype& b) noexcept {
  if (a.shared_ == b.shared_) return true;
  const auto same = [](const record_field& x, const record_field& y) {
    return x.name == y.name && x.offset == y.offset && x.shape == y.shape && x.record == y.record && (x.record || x.type == y.type);
  };
  return a.itemsize() == b.itemsize() && std::ranges::equal(a.fields(), b.fields(), same);
}

std::size_t record_field::itemsize() const noexcept {
  std::size_t size = record ? record->itemsize() : lazynd::itemsize(type);
  for (const index_t extent : shape) size *= static_cast<std::size_t>(extent);
  return size;
}

}  // namespace lazynd
