// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 2: parts of arrays, without copying, to read and to write.
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

/// A view keeps the elements alive, so it may outlive the array it was taken from.
nd::view<int> second_row() {
  nd::array<int> table = {{1, 2, 3}, {4, 5, 6}};
  return table(1, nd::all);
}

int main() {
  nd::array<int> a = nd::arange<int>(12).reshape({3, 4});
  std::cout << "a:\n" << a << "\n\n";

  // Parentheses take what NumPy's square brackets take: integers, slices, whole axes, the ellipsis, new axes.
  using nd::all, nd::ellipsis, nd::newaxis, nd::none, nd::slice;
  std::cout << "a[1, 2]       " << a(1, 2) << "\n";  // integers only: the element itself
  std::cout << "a[-1]         " << a(-1, all) << "\n";
  std::cout << "a[:, 1]       " << a(all, 1) << "\n";
  std::cout << "a[..., ::2]\n" << a(ellipsis, slice(none, none, 2)) << "\n";
  std::cout << "a[::-1, 1:3]\n" << a(slice(none, none, -1), slice(1, 3)) << "\n";
  std::cout << "a[:2, None].shape " << nd::to_string(a(slice(2), newaxis).shape()) << "\n\n";

  // All of these are views. Writing to one writes to the array; so does `auto corner = a(...)`, as `corner = a[...]` does in NumPy.
  auto corner = a(slice(2), slice(2));
  corner = -1;
  a(2, slice(1, none)) *= 10;
  a(all, 3) = nd::array<int>{7, 8, 9};
  std::cout << "after three assignments:\n" << a << "\n\n";

  // An array is a value: constructing one from another, or from a view, copies the elements. NumPy: a[0].copy()
  nd::array<int> copied = a(0, all);
  copied(0) = 1000;
  std::cout << "the copy changed, a did not: " << copied(0) << ", " << a(0, 0) << "\n\n";

  // Right and left side may overlap: the right one counts as read before the first element is written.
  nd::array<int> shifted = nd::arange<int>(6);
  shifted(slice(1, none)) = shifted(slice(none, -1));
  std::cout << "shifted by one: " << shifted << "\n\n";

  // The transposed array, reshaped ones and reversed ones are views as well. np.transpose, np.reshape, np.flip
  const auto t = nd::transpose(a);
  std::cout << "shape " << nd::to_string(t.shape()) << ", strides " << nd::to_string(t.strides())
            << ", the same memory: " << (t.data() == a.data() ? "yes" : "no") << "\n\n";

  // Views make stencils: the second difference of x at every inner point. NumPy: x[2:] - 2 * x[1:-1] + x[:-2]
  const nd::array<double> x = nd::square(nd::arange<double>(6));
  std::cout << "second differences of squares: " << x(slice(2, none)) - 2 * x(slice(1, -1)) + x(slice(none, -2)) << "\n\n";

  // And the sieve of Eratosthenes: each assignment strikes out the multiples of a number.
  nd::array<bool> prime = nd::full<bool>({50}, true);
  prime(slice(2)) = false;
  for (int n = 2; n * n < prime.size(); ++n) {
    if (prime(n)) prime(slice(n * n, none, n)) = false;
  }
  std::cout << "primes below 50:";
  for (int n = 0; n < prime.size(); ++n) {
    if (prime(n)) std::cout << ' ' << n;
  }
  std::cout << "\n\na row of an array that is gone: " << second_row() << "\n\n";

  try {
    a(3, all) = 0;
  } catch (const nd::index_error& error) {
    std::cout << "error: " << error.what() << '\n';
  }
}
