// SPDX-License-Identifier: BSD-3-Clause
#include "execution/strided_tile.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "execution/strided_copy.hpp"

namespace lazynd::detail {

namespace {

struct bytes16 {
  std::uint64_t low, high;
};

/// Calls f with a value of the unsigned type of that size; elements are copied as bits.
template <class F>
void with_size(std::size_t itemsize, F&& f) {
  switch (itemsize) {
    case 1: f(std::uint8_t{}); break;
    case 2: f(std::uint16_t{}); break;
    case 4: f(std::uint32_t{}); break;
    case 8: f(std::uint64_t{}); break;
    default: f(bytes16{}); break;
  }
}

template <class U>
U load(const std::byte* from) {
  U value;
  std::memcpy(&value, from, sizeof(U));
  return value;
}

template <class U>
void fill_row(U* tile, U value, index_t n) {
  constexpr index_t line = 64 / sizeof(U);
  index_t i = 0;
  for (; i + line <= n; i += line) {
    _Pragma("GCC unroll 64") for (index_t k = 0; k < line; ++k) tile[i + k] = value;
  }
  for (; i < n; ++i) tile[i] = value;
}

/// The kernels for rows of that stride in bytes.
template <class U>
strided_copy find_kernels(index_t stride) {
  static constexpr const strided_copies* levels[] =
      LAZYND_ALL_LEVELS(&strided_copies_baseline, &strided_copies_avx2, &strided_copies_avx512);
  constexpr auto size = static_cast<index_t>(sizeof(U));
  if (stride % size != 0 || std::abs(stride) > widest_vector_step * size) return {};
  const strided_copies& kernels = *levels[static_cast<std::size_t>(active_simd_level())];
  return kernels[std::countr_zero(sizeof(U))][static_cast<std::size_t>(stride / size + widest_vector_step)];
}

/// Calls copy(i, offset of element i) for i in [0, n). Four at a time do not wait for each other's addresses.
template <class Copy>
void for_each_step(index_t n, index_t stride, Copy copy) {
  index_t i = 0, offset = 0;
  for (; i + 4 <= n; i += 4, offset += 4 * stride) {
    _Pragma("GCC unroll 4") for (index_t k = 0; k < 4; ++k) copy(i + k, offset + k * stride);
  }
  for (; i < n; ++i, offset += stride) copy(i, offset);
}

template <class U>
void gather_elements(U* tile, const std::byte* source, index_t stride, index_t n) {
  if (stride == static_cast<index_t>(sizeof(U))) {
    std::memcpy(tile, source, static_cast<std::size_t>(n) * sizeof(U));
  } else if (stride == 0) {
    fill_row(tile, load<U>(source), n);
  } else if (const strided_gather by_vectors = find_kernels<U>(stride).gather) {
    by_vectors(tile, source, n);
  } else {
    for_each_step(n, stride, [&](index_t i, index_t offset) { tile[i] = load<U>(source + offset); });
  }
}

template <class U>
void scatter_elements(const U* tile, std::byte* target, index_t stride, index_t n) {
  if (stride == static_cast<index_t>(sizeof(U))) {
    std::memcpy(target, tile, static_cast<std::size_t>(n) * sizeof(U));
  } else if (const strided_scatter by_vectors = find_kernels<U>(stride).scatter) {
    by_vectors(tile, target, n);
  } else {
    for_each_step(n, stride, [&](index_t i, index_t offset) { std::memcpy(target + offset, &tile[i], sizeof(U)); });
  }
}

/// Calls row(position in the tile, byte offset of its first element, stride, length) for the rows that [first, first + n) consists of.
template <class Row>
void for_each_row(const run_axes& axes, index_t first, index_t n, Row&& row) {
  if (axes.count == 0) {
    row(index_t{0}, index_t{0}, index_t{0}, n);
    return;
  }
  dims position(static_cast<std::size_t>(axes.count), 0);
  index_t offset = 0;
  for (int axis = axes.count - 1; axis >= 0 && first != 0; --axis) {
    const auto a = static_cast<std::size_t>(axis);
    position[a] = first % axes.extents[axis];
    first /= axes.extents[axis];
    offset += position[a] * axes.strides[axis];
  }
  const int inner = axes.count - 1;
  const auto in = static_cast<std::size_t>(inner);
  for (index_t done = 0; done < n;) {
    const index_t length = std::min(axes.extents[inner] - position[in], n - done);
    row(done, offset, axes.strides[inner], length);
    done += length;
    offset -= position[in] * axes.strides[inner];
    position[in] = 0;
    for (int axis = inner - 1; axis >= 0; --axis) {
      const auto a = static_cast<std::size_t>(axis);
      offset += axes.strides[axis];
      if (++position[a] < axes.extents[axis]) break;
      offset -= position[a] * axes.strides[axis];
      position[a] = 0;
    }
  }
}

/// Calls copy(axes, first, n, itemsize) with the same elements as fewer but larger ones, if rows of a few neighbours are as large as an
/// element can be. False when they are not.
template <class Copy>
bool copies_rows_as_elements(const run_axes& axes, index_t first, index_t n, std::size_t itemsize, Copy&& copy) {
  if (axes.count < 2) return false;
  const index_t row = axes.extents[axes.count - 1];
  const std::size_t bytes = static_cast<std::size_t>(row) * itemsize;
  if (row == 1 || axes.strides[axes.count - 1] != static_cast<index_t>(itemsize)) return false;
  if (bytes > sizeof(bytes16) || !std::has_single_bit(bytes) || first % row != 0 || n % row != 0) return false;
  copy(run_axes{axes.extents, axes.strides, axes.count - 1}, first / row, n / row, bytes);
  return true;
}

}  // namespace

void gather_row(void* tile, const std::byte* source, index_t stride, index_t n, std::size_t itemsize) {
  if (n == 0) return;
  with_size(itemsize, [&](auto sample) { gather_elements(static_cast<decltype(sample)*>(tile), source, stride, n); });
}

void scatter_row(const void* tile, std::byte* target, index_t stride, index_t n, std::size_t itemsize) {
  if (n == 0) return;
  with_size(itemsize, [&](auto sample) { scatter_elements(static_cast<const decltype(sample)*>(tile), target, stride, n); });
}

void gather_tile(void* tile, const std::byte* source, const run_axes& axes, index_t first, index_t n, std::size_t itemsize) {
  const auto again = [&](const run_axes& fewer, index_t from, index_t rows, std::size_t bytes) {
    gather_tile(tile, source, fewer, from, rows, bytes);
  };
  if (copies_rows_as_elements(axes, first, n, itemsize, again)) return;
  with_size(itemsize, [&](auto sample) {
    auto* const elements = static_cast<decltype(sample)*>(tile);
    for_each_row(axes, first, n, [&](index_t at, index_t offset, index_t stride, index_t length) {
      gather_elements(elements + at, source + offset, stride, length);
    });
  });
}

void gather_panel(void* tiles, index_t pitch, const std::byte* source, index_t stride, index_t rows, index_t n, std::size_t itemsize) {
  with_size(itemsize, [&](auto sample) {
    using U = decltype(sample);
    auto* const elements = static_cast<U*>(tiles);
    constexpr index_t block = 16;
    for (index_t begin = 0; begin < n; begin += block) {
      const index_t end = std::min(n, begin + block);
      for (index_t i = end; i < std::min(n, end + block); ++i) __builtin_prefetch(source + i * stride);
      for (index_t r = 0; r < rows; ++r) {
        const std::byte* const column = source + r * static_cast<index_t>(sizeof(U));
        for (index_t i = begin; i < end; ++i) elements[r * pitch + i] = load<U>(column + i * stride);
      }
    }
  });
}

void scatter_tile(const void* tile, std::byte* target, const run_axes& axes, index_t first, index_t n, std::size_t itemsize) {
  const auto again = [&](const run_axes& fewer, index_t from, index_t rows, std::size_t bytes) {
    scatter_tile(tile, target, fewer, from, rows, bytes);
  };
  if (copies_rows_as_elements(axes, first, n, itemsize, again)) return;
  with_size(itemsize, [&](auto sample) {
    const auto* const elements = static_cast<const decltype(sample)*>(tile);
    for_each_row(axes, first, n, [&](index_t at, index_t offset, index_t stride, index_t length) {
      scatter_elements(elements + at, target + offset, stride, length);
    });
  });
}

void fill_tile(void* tile, const void* value, index_t n, std::size_t itemsize) {
  with_size(itemsize, [&](auto sample) {
    using U = decltype(sample);
    fill_row(static_cast<U*>(tile), load<U>(static_cast<const std::byte*>(value)), n);
  });
}

}  // namespace lazynd::detail
