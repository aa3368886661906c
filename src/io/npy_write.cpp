// SPDX-License-Identifier: BSD-3-Clause
// Writes .npy files.
#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <ostream>

#include <lazynd/io/npy.hpp>
#include <lazynd/support/error.hpp>

#include "dtype/structured_text.hpp"
#include "io/npy_header.hpp"
#include "io/output_file.hpp"
#include "layout/rows.hpp"

namespace lazynd {
namespace {

void write_bytes(std::ostream& out, const std::byte* data, std::size_t count) {
  out.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(count));
}

/// Collects elements and passes them on in big pieces.
class element_buffer {
 public:
  explicit element_buffer(std::ostream& out) : out_(out), bytes_(std::make_unique_for_overwrite<std::byte[]>(capacity)) {}

  /// Appends `count` elements that are `stride` bytes apart.
  template <std::size_t Size>
  void append(const std::byte* element, index_t stride, index_t count) {
    if (stride == static_cast<index_t>(Size)) return append_row(element, static_cast<std::size_t>(count) * Size);
    for (index_t i = 0; i < count; ++i, element += stride) {
      if (used_ == capacity) flush();
      std::memcpy(bytes_.get() + used_, element, Size);
      used_ += Size;
    }
  }
  void flush() {
    write_bytes(out_, bytes_.get(), used_);
    used_ = 0;
  }

 private:
  static constexpr std::size_t capacity = std::size_t{1} << 18;  // a multiple of every itemsize

  void append_row(const std::byte* row, std::size_t count) {
    while (count > 0) {
      if (used_ == capacity) flush();
      const std::size_t part = std::min(count, capacity - used_);
      std::memcpy(bytes_.get() + used_, row, part);
      used_ += part;
      row += part;
      count -= part;
    }
  }

  std::ostream& out_;
  std::unique_ptr<std::byte[]> bytes_;
  std::size_t used_ = 0;
};

/// All elements in C order, whatever their strides.
template <std::size_t Size>
void write_strided(std::ostream& out, const block& elements) {
  element_buffer buffer(out);
  detail::for_each_row(elements.where,
                       [&](index_t offset, index_t stride, index_t count) { buffer.append<Size>(elements.data + offset, stride, count); });
  buffer.flush();
}

void write_strided(std::ostream& out, const block& elements) {
  switch (itemsize(elements.type)) {
    case 1: return write_strided<1>(out, elements);
    case 2: return write_strided<2>(out, elements);
    case 4: return write_strided<4>(out, elements);
    case 8: return write_strided<8>(out, elements);
    default: return write_strided<16>(out, elements);
  }
}

/// Elements or records of `size` bytes with the layout `where`; `elements` has their bytes, of records as one more axis.
void write_array(std::ostream& out, const block& elements, const layout& where, std::size_t size, const std::string& descr) {
  const bool rows = is_c_contiguous(where, size);
  const bool columns = !rows && is_f_contiguous(where, size);
  const std::string header = detail::format_npy_header(descr, where.shape, columns);
  out.write(header.data(), static_cast<std::streamsize>(header.size()));
  if (rows || columns) {
    write_bytes(out, elements.data, static_cast<std::size_t>(element_count(where.shape)) * size);
  } else {
    write_strided(out, elements);
  }
}

void write_array(std::ostream& out, const block& elements) {
  write_array(out, elements, elements.where, itemsize(elements.type), detail::describe_type(elements.type));
}

void write_array(std::ostream& out, const structured_view& records) {
  const layout where{records.shape(), records.strides()};
  write_array(out, *records.storage(), where, records.dtype().itemsize(), detail::describe_record(records.dtype()));
}

template <class X>
void write_file(const std::string& file, const X& x) {
  detail::output_file target(file, "save: " + file);
  write_array(target.stream(), x);
  target.commit();
}

template <class X>
void write_stream(std::ostream& out, const X& x) {
  write_array(out, x);
  if (!out) throw io_error("save: the stream cannot be written");
}

}  // namespace

void save_npy(const std::string& file, const block& elements) { write_file(file, elements); }
void save_npy(std::ostream& out, const block& elements) { write_stream(out, elements); }
void save(const std::string& file, const structured_view& records) { write_file(file, records); }
void save(std::ostream& out, const structured_view& records) { write_stream(out, records); }

}  // namespace lazynd
