// SPDX-License-Identifier: BSD-3-Clause
// Sums of products of rows in pairs, several pairs at a time in registers, over blocks of columns that stay in the first-level cache.
#pragma once
#include <cstddef>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// Elements of a row of a block.
template <class T>
inline constexpr index_t product_block = 2048 / static_cast<index_t>(sizeof(T));
/// Each lane of a sum adds up every so many-th product.
template <class T>
inline constexpr index_t product_lanes = 64 / static_cast<index_t>(sizeof(T));
/// Elements from row to row of a block: no power of two, so that rows do not share the sets of the cache.
template <class T>
inline constexpr index_t product_row = product_block<T> + product_lanes<T>;
/// The rows of a block are as many as are wanted, and more up to a multiple of this, with any numbers.
inline constexpr index_t product_tile = 4;

/// What is done with blocks of rows.
template <class T>
struct product_kernels {
  /// to[i] = element i * step - centre, then 0 up to a multiple of the lanes.
  void (*centre)(const T* from, index_t step, index_t n, T centre, T* to);
  /// to[i] = x[i] * weights[i], as double rounded to T; 0 as above.
  void (*weigh)(const T* x, const double* weights, index_t n, T* to);
  /// sums[i * rows + j] = the sum of x_i * y_j over n columns, for j <= i at least. Lane after lane, whatever the instruction set.
  void (*multiply)(const T* x, const T* y, index_t rows, index_t n, T* sums);
};

/// The kernels of each instruction set in the build.
struct all_product_kernels {
  product_kernels<float> of_float;
  product_kernels<double> of_double;
};
extern const all_product_kernels product_kernels_baseline, product_kernels_avx2, product_kernels_avx512;

}  // namespace lazynd::detail
