// SPDX-License-Identifier: BSD-3-Clause
// Small matrices.
#include "matrix.hpp"

#include <algorithm>

#include <lazynd/array/any_array.hpp>

namespace golden {

namespace {

std::vector<complex> numbers(const lazynd::block_handle& of) {
  const lazynd::array<complex> wide = lazynd::cast<complex>(lazynd::any_view(of));
  return {wide.data(), wide.data() + wide.size()};
}

}  // namespace

matrix zero_matrix(std::size_t rows, std::size_t columns) { return {rows, columns, std::vector<complex>(rows * columns)}; }

std::vector<matrix> matrices(const lazynd::block_handle& of, std::size_t core_axes) {
  const lazynd::dims& shape = of->where.shape;
  const std::vector<complex> all = numbers(lazynd::detail::reshape_block(of, shape));
  const std::size_t rank = shape.size();
  const auto rows = static_cast<std::size_t>(shape[rank - core_axes]);
  const std::size_t columns = core_axes == 2 ? static_cast<std::size_t>(shape[rank - 1]) : 1;
  std::vector<matrix> found;
  const std::size_t size = rows * columns;
  for (std::size_t first = 0; size > 0 && first < all.size(); first += size) {
    found.push_back(
        {rows, columns, {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(first + size)}});
  }
  return found;
}

matrix product(const matrix& a, const matrix& b) {
  matrix made = zero_matrix(a.rows, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < b.columns; ++j) {
      for (std::size_t k = 0; k < a.columns; ++k) made(i, j) += a(i, k) * b(k, j);
    }
  }
  return made;
}

matrix adjoint(const matrix& a) {
  matrix made = zero_matrix(a.columns, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.columns; ++j) made(j, i) = std::conj(a(i, j));
  }
  return made;
}

matrix diagonal(const matrix& column, std::size_t rows, std::size_t columns) {
  matrix made = zero_matrix(rows, columns);
  for (std::size_t i = 0; i < column.rows; ++i) made(i, i) = column(i, 0);
  return made;
}

matrix only_diagonal(const matrix& a) {
  matrix made = zero_matrix(a.rows, a.columns);
  for (std::size_t i = 0; i < std::min(a.rows, a.columns); ++i) made(i, i) = a(i, i);
  return made;
}

matrix upper(const matrix& a) {
  matrix made = a;
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < std::min(i, a.columns); ++j) made(i, j) = 0;
  }
  return made;
}

}  // namespace golden
