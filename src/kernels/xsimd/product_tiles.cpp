// SPDX-License-Identifier: BSD-3-Clause
// Products of rows in pairs: tiles of four rows by as many others as there are registers for. How wide vectors are and how large tiles
// are changes no sum: each has its own lanes.
#include "execution/product_tiles.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "kernels/xsimd/level.hpp"

// Without it sums are in memory.
#define LAZYND_UNROLL _Pragma("GCC unroll 4")

namespace lazynd::detail {

namespace LAZYND_LEVEL_NAMESPACE {

inline constexpr std::size_t tile_columns = LAZYND_KERNEL_LEVEL == 2 ? 4 : 2;  ///< of 32 or 16 registers

template <class T, int Size>
struct vector_of {
  typedef T type __attribute__((vector_size(Size * static_cast<int>(sizeof(T)))));

  /// The elements of a vector, added as by a tree: each of the first half and one of the second.
  static LAZYND_ALWAYS_INLINE T sum(const type& x) {
    if constexpr (Size == 2) {
      return x[0] + x[1];
    } else {
      return [&]<int... At>(std::integer_sequence<int, At...>) {
        return vector_of<T, Size / 2>::sum(__builtin_shufflevector(x, x, At...) + __builtin_shufflevector(x, x, (At + Size / 2)...));
      }
      (std::make_integer_sequence<int, Size / 2>());
    }
  }
};

/// `Rows` rows of x by `tile_columns` rows of y.
template <class T, std::size_t Rows>
void multiply_tile(const T* x, const T* y, index_t n, T* sums, index_t sums_row, index_t sums_columns) {
  constexpr index_t lanes = product_lanes<T>, width = vector_bytes / sizeof(T);
  constexpr std::size_t parts = lanes / width;
  using lanes_together = vector_of<T, width>;
  using vector = typename lanes_together::type;
  const auto load = [](const T* from) {
    vector loaded;
    std::memcpy(&loaded, from, vector_bytes);
    return loaded;
  };
  vector of_lanes[parts][Rows][tile_columns];
  for (std::size_t part = 0; part < parts; ++part) {
    vector sum[Rows][tile_columns] = {};
    for (index_t i = static_cast<index_t>(part) * width; i < n; i += lanes) {
      vector columns[tile_columns];
      LAZYND_UNROLL for (std::size_t c = 0; c < tile_columns; ++c) columns[c] = load(y + static_cast<index_t>(c) * product_row<T> + i);
      LAZYND_UNROLL for (std::size_t r = 0; r < Rows; ++r) {
        const vector row = load(x + static_cast<index_t>(r) * product_row<T> + i);
        LAZYND_UNROLL for (std::size_t c = 0; c < tile_columns; ++c) sum[r][c] += row * columns[c];
      }
    }
    LAZYND_UNROLL for (std::size_t r = 0; r < Rows; ++r) {
      LAZYND_UNROLL for (std::size_t c = 0; c < tile_columns; ++c) of_lanes[part][r][c] = sum[r][c];
    }
  }
  const auto wanted = std::min(tile_columns, static_cast<std::size_t>(sums_columns));
  for (std::size_t r = 0; r < Rows; ++r, sums += sums_row) {
    for (std::size_t c = 0; c < wanted; ++c) {
      for (std::size_t half = parts / 2; half > 0; half /= 2) {
        for (std::size_t part = 0; part < half; ++part) of_lanes[part][r][c] += of_lanes[part + half][r][c];
      }
      sums[c] = lanes_together::sum(of_lanes[0][r][c]);
    }
  }
}

template <class T>
void multiply(const T* x, const T* y, index_t rows, index_t n, T* sums) {
  constexpr decltype(&multiply_tile<T, 4>) tiles[] = {&multiply_tile<T, 1>, &multiply_tile<T, 2>, &multiply_tile<T, 3>,
                                                      &multiply_tile<T, 4>};
  for (index_t i = 0; i < rows; i += product_tile) {
    const index_t count = std::min(product_tile, rows - i);
    for (index_t j = 0; j < i + count; j += static_cast<index_t>(tile_columns)) {
      tiles[count - 1](x + i * product_row<T>, y + j * product_row<T>, n, sums + i * rows + j, rows, rows - j);
    }
  }
}

template <class T>
void fill_up(T* to, index_t n) {
  for (; n % product_lanes<T> != 0; ++n) to[n] = 0;
}

template <class T>
void centre_row(const T* from, index_t step, index_t n, T centre, T* to) {
  if (step == 1) {
    _Pragma("omp simd") for (index_t i = 0; i < n; ++i) to[i] = from[i] - centre;
  } else {
    for (index_t i = 0; i < n; ++i) to[i] = from[i * step] - centre;
  }
  fill_up(to, n);
}

template <class T>
void weigh_row(const T* x, const double* weights, index_t n, T* to) {
  _Pragma("omp simd") for (index_t i = 0; i < n; ++i) to[i] = static_cast<T>(static_cast<double>(x[i]) * weights[i]);
  fill_up(to, n);
}

template <class T>
inline constexpr product_kernels<T> kernels_for = {&centre_row<T>, &weigh_row<T>, &multiply<T>};

}  // namespace LAZYND_LEVEL_NAMESPACE

constinit const all_product_kernels LAZYND_LEVEL_JOIN(product_kernels, LAZYND_LEVEL) = {LAZYND_LEVEL_NAMESPACE::kernels_for<float>,
                                                                                        LAZYND_LEVEL_NAMESPACE::kernels_for<double>};

}  // namespace lazynd::detail
