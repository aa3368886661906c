// SPDX-License-Identifier: BSD-3-Clause
// Sums of products of rows, for all pairs of rows.
#pragma once
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// Rows of numbers with any steps, in elements. What is summed up are their distances from a centre.
template <class T>
struct product_rows {
  const T* first;
  index_t rows, columns;
  index_t parts;          ///< rows that have their elements side by side: 2 for the parts of complex numbers
  index_t row_step;       ///< from those rows to the next ones
  index_t column_step;    ///< from column to column
  const T* centres;       ///< one for each row
  const double* weights;  ///< one for each column, or null
};

/// to[i * rows + j] = the sum of (x(i,c) - centre(i)) * weight(c) * (x(j,c) - centre(j)) over c, for j <= i; the others are not set. For
/// float and double. Blocks of columns are summed up by themselves and their sums added as by a binary tree, the same for any threads.
template <class T>
void sum_products(const product_rows<T>& of, T* to);

}  // namespace lazynd::detail
