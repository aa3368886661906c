// SPDX-License-Identifier: BSD-3-Clause
// Writes .npy files.
#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <ostream>

#include <lazynd/io/npy_format.hpp>
#include <lazynd/support/error.hpp>

#include "io/npy_header.hpp"
#include "io/output_file.hpp"

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

  std::ostream& out_;
  std::unique_ptr<std::byte[]> bytes_;
  std::size_t used_ = 0;
};

/// All elements in C order, whatever their strides.
template <std::size_t Size>
void write_strided(std::ostream& out, const block& elements) {
  const dims& shape = elements.where.shape;
  const dims& strides = elements.where.strides;
  const std::size_t inner = shape.size() - 1;
  element_buffer buffer(out);
  dims position(shape.size(), 0);
  const std::byte* row = elements.data;
  for (;;) {
    buffer.append<Size>(row, strides[inner], shape[inner]);
    std::size_t axis = inner;
    for (;;) {
      if (axis == 0) return buffer.flush();
      --axis;
      row += strides[axis];
      if (++position[axis] < shape[axis]) break;
      row -= strides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
}

void write_array(std::ostream& out, const block& elements) {
  const std::size_t size = itemsize(elements.type);
  const bool rows = is_c_contiguous(elements.where, size);
  const bool columns = !rows && is_f_contiguous(elements.where, size);
  const std::string header = detail::format_npy_header(elements.type, elements.where.shape, columns);
  out.write(header.data(), static_cast<std::streamsize>(header.size()));
  if (rows || columns) {
    write_bytes(out, elements.data, static_cast<std::size_t>(element_count(elements.where.shape)) * size);
    return;
  }
  switch (size) {
    case 1: return write_strided<1>(out, elements);
    case 2: return write_strided<2>(out, elements);
    case 4: return write_strided<4>(out, elements);
    case 8: return write_strided<8>(out, elements);
    default: return write_strided<16>(out, elements);
  }
}

}  // namespace

void save_npy(const std::string& file, const block& elements) {
  detail::output_file target(file, "save: " + file);
  write_array(target.stream(), elements);
  target.commit();
}

void save_npy(std::ostream& out, const block& elements) {
  write_array(out, elements);
  if (!out) throw io_error("save: the stream cannot be written");
}

}  // namespace lazynd
