// SPDX-License-Identifier: BSD-3-Clause
// Strides, contiguity, checks of shapes and axes.
#include <lazynd/layout/layout.hpp>

#include <string>

#include <lazynd/support/error.hpp>

namespace lazynd {

void check_shape(const dims& shape, std::size_t itemsize, const char* function) {
  if (shape.size() > static_cast<std::size_t>(max_ndim)) {
    throw value_error(std::string(function) + ": " + std::to_string(shape.size()) + " dimensions; the most is 64");
  }
  bool empty = false;
  for (const index_t extent : shape) {
    if (extent < 0) throw value_error(std::string(function) + ": negative extent in shape " + to_string(shape));
    empty = empty || extent == 0;
  }
  index_t bytes = static_cast<index_t>(itemsize);
  for (const index_t extent : shape) {
    if (__builtin_mul_overflow(bytes, extent == 0 ? 1 : extent, &bytes)) {
      if (empty) throw value_error(std::string(function) + ": extents of shape " + to_string(shape) + " exceed the address range");
      throw memory_error(std::string(function) + ": an array of shape " + to_string(shape) + " exceeds the address range");
    }
  }
}

dims contiguous_strides(const dims& shape, std::size_t itemsize, order in_memory) {
  dims strides(shape.size(), 0);
  index_t next = static_cast<index_t>(itemsize);
  const std::size_t n = shape.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t axis = in_memory == order::c ? n - 1 - i : i;
    strides[axis] = next;
    next *= shape[axis] > 0 ? shape[axis] : 1;
  }
  return strides;
}

namespace {

bool is_contiguous(const layout& of, std::size_t itemsize, bool from_the_back) noexcept {
  const std::size_t n = of.shape.size();
  for (const index_t extent : of.shape) {
    if (extent == 0) return true;
  }
  index_t expected = static_cast<index_t>(itemsize);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t axis = from_the_back ? n - 1 - i : i;
    if (of.shape[axis] != 1 && of.strides[axis] != expected) return false;
    expected *= of.shape[axis];
  }
  return true;
}

}  // namespace

bool is_aligned(const layout& of, const void* data, std::size_t alignment) noexcept {
  auto bits = reinterpret_cast<std::uintptr_t>(data);
  for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
    if (of.shape[axis] == 0) return true;
    if (of.shape[axis] > 1) bits |= static_cast<std::uintptr_t>(of.strides[axis]);
  }
  return bits % alignment == 0;
}

bool is_c_contiguous(const layout& of, std::size_t itemsize) noexcept { return is_contiguous(of, itemsize, true); }

bool is_f_contiguous(const layout& of, std::size_t itemsize) noexcept { return is_contiguous(of, itemsize, false); }

int normalize_axis(index_t axis, int ndim, const char* function) {
  if (axis < -ndim || axis >= ndim) {
    throw index_error(std::string(function) + ": axis " + std::to_string(axis) + " is out of range for " + std::to_string(ndim) +
                      " dimensions");
  }
  return static_cast<int>(axis < 0 ? axis + ndim : axis);
}

dims normalize_axes(const dims& axes, int ndim, const char* function) {
  dims result;
  std::uint64_t seen = 0;
  for (const index_t axis : axes) {
    const int at = normalize_axis(axis, ndim, function);
    if ((seen >> at) & 1) throw value_error(std::string(function) + ": axis " + std::to_string(axis) + " is given twice");
    seen |= std::uint64_t{1} << at;
    result.push_back(at);
  }
  return result;
}

std::string to_string(const dims& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ',';
    text += std::to_string(shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

}  // namespace lazynd
