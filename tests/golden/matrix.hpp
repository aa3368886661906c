// SPDX-License-Identifier: BSD-3-Clause
// Small matrices and the few operations that checks of factors need, as plain loops.
#pragma once
#include "value.hpp"

namespace golden {

using complex = std::complex<double>;

/// A matrix, row by row.
struct matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<complex> elements;
  [[nodiscard]] complex operator()(std::size_t i, std::size_t j) const { return elements[i * columns + j]; }
  complex& operator()(std::size_t i, std::size_t j) { return elements[i * columns + j]; }
};

matrix zero_matrix(std::size_t rows, std::size_t columns);

/// The matrices of a stack, from the last two axes; with one core axis, the vectors along the last axis as columns.
std::vector<matrix> matrices(const lazynd::block_handle& of, std::size_t core_axes = 2);

matrix product(const matrix& a, const matrix& b);
matrix adjoint(const matrix& a);

/// A matrix with these numbers on its diagonal.
matrix diagonal(const matrix& column, std::size_t rows, std::size_t columns);

/// The matrix without what is not on its diagonal.
matrix only_diagonal(const matrix& a);

/// The matrix without what is below its diagonal.
matrix upper(const matrix& a);

}  // namespace golden
