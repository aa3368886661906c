// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 1: arrays of different shapes in one expression.
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

int main() {
  // Broadcasting follows NumPy's rule: shapes are compared from the right, and an axis of extent 1, or one that is missing, is stretched.
  // Stretching copies nothing.
  const nd::array<double> prices = {{2.5, 1.2, 4.0}, {2.0, 1.5, 3.5}};  // (2, 3): shops, goods
  const nd::array<double> amounts = {10, 20, 5};                        // (3,)
  std::cout << "prices * amounts, (2, 3) with (3,):\n" << prices * amounts << "\n\n";

  // `prices * amounts` is an expression: it was computed when it was printed. Assigning it to an array computes it as well.
  const nd::array<double> bill = nd::sum(prices * amounts, {.axis = 1});  // np.sum(prices * amounts, axis=1)
  std::cout << "the bill in each shop: " << bill << "\n\n";

  // A column against a row. NumPy: np.arange(1, 6)[:, None] * np.arange(1, 6)
  const nd::array<int> n = nd::arange<int>(1, 6);
  std::cout << "a table of products, (5, 1) with (5,):\n" << n(nd::all, nd::newaxis) * n << "\n\n";

  // Taking off the mean of each column: keepdims leaves the reduced axis with extent 1, so that the result broadcasts back.
  // NumPy: prices - prices.mean(axis=0, keepdims=True)
  std::cout << "prices against the mean of both shops:\n" << prices - nd::mean(prices, {.axis = 0, .keepdims = true}) << "\n\n";

  // All distances between two sets of points, without a loop: (3, 1, 2) with (4, 2) makes (3, 4, 2), which is summed over its last axis
  // and never stored. NumPy: np.sqrt(((p[:, None] - q) ** 2).sum(axis=-1))
  const nd::array<double> p = {{0, 0}, {3, 0}, {0, 4}};
  const nd::array<double> q = {{0, 0}, {3, 4}, {6, 8}, {-3, 0}};
  const auto apart = p(nd::all, nd::newaxis) - q;
  std::cout << "distances:\n" << nd::sqrt(nd::sum(apart * apart, {.axis = -1})) << "\n\n";

  // Three arrays at once. NumPy: np.where(mask, row, column)
  const nd::array<bool> mask = {{true, false, true}, {false, true, false}};
  const nd::array<int> row = {1, 2, 3}, column = {{-1}, {-2}};
  std::cout << "where:\n" << nd::where(mask, row, column) << "\n\n";

  // Numbers of C++ are weak, as Python's are in NumPy 2: they take the type of the array. A float32 array stays one.
  const nd::array<float> single = {1, 2, 3};
  const auto halved = single * 0.5;
  static_assert(std::is_same_v<nd::value_t<decltype(halved)>, float>);
  // Arrays promote each other: int32 with float32 gives float64, in NumPy and here, and the compiler knows.
  static_assert(std::is_same_v<nd::value_t<decltype(single * row)>, double>);
  std::cout << "float32 * 0.5: " << halved << "\n\n";

  // broadcast_to shows what happens inside: a view in which an axis has a stride of 0 bytes.
  const auto stretched = nd::broadcast_to(amounts, {2, 3});
  std::cout << "shape " << nd::to_string(stretched.shape()) << ", strides " << nd::to_string(stretched.strides()) << "\n\n";

  // Shapes that do not fit are an error when the expression is evaluated, and the message says which.
  try {
    const nd::array<double> impossible = prices + nd::ones({4});
  } catch (const nd::shape_error& error) {
    std::cout << "error: " << error.what() << '\n';
  }
}
