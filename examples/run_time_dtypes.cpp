// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 6: arrays whose dtype is known only when the program runs, half precision, and ufuncs as objects.
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

int main() {
  // A file, a user or a network decides what the elements are: an any_array holds any dtype. nd::parse_dtype understands NumPy's spellings.
  for (const char* spelling : {"i1", "float16", "f8"}) {
    const nd::any_array a = nd::astype(nd::array<double>{1, 2, 3.5}, nd::parse_dtype(spelling));
    // Functions and operators are those of typed arrays. They build a lazy expression, which knows its dtype at once and runs through the
    // same planner and kernels. Literals are weak here too: i1 * 2 stays i1.
    const nd::any_expression e = nd::sqrt(a) + a * 2;
    std::cout << a.dtype() << ": sqrt(a) + a * 2 is " << e.dtype() << ", " << nd::any_array(e) << '\n';
  }

  // From typed to dynamic and back, elements move without being copied; typed views look into dynamic arrays.
  nd::any_array grid = nd::arange<float>(6).reshape({2, 3});
  nd::as<float>(grid) += 10;
  nd::array<double> converted = nd::cast<double>(grid(nd::all, 1));
  std::cout << "\ncolumn 1: " << converted << ", mean " << nd::any_array(nd::mean(grid)) << '\n';

  // What is known when compiling fails then; with run-time dtypes it is an exception that names function and dtypes.
  try {
    (void)(grid & 1);
  } catch (const nd::dtype_error& e) {
    std::cout << "refused: " << e.what() << "\n\n";
  }

  // Half precision is an element type like the others: it takes half the memory, and each operation rounds to it, as in NumPy.
  const nd::array<nd::float16> half = {0.1, 1, 2048};
  std::cout << nd::repr(half) << " + 1 = " << half + 1 << ", largest " << nd::finfo(nd::dtype::float16).max << '\n';

  // Ufuncs are objects too, with NumPy's methods and keyword arguments.
  const nd::ufunc add("add"), multiply("multiply"), maximum("maximum");
  const nd::array<int> steps = {3, 1, 4, 1, 5};
  std::cout << "\nsum so far:     " << add.accumulate(steps) << "\nmaximum so far: " << maximum.accumulate(steps) << "\ntimes table:\n"
            << multiply.outer(nd::arange<int>(1, 4), nd::arange<int>(1, 6)) << '\n';
  nd::array<int> counts = nd::zeros<int>({6});
  add.at(counts, steps, 1);
  std::cout << "how often each digit occurs: " << counts << '\n';

  nd::array<double> roots = nd::full({4}, -1.0);
  const nd::array<double> numbers = {4, -9, 16, -25};
  const nd::any_operand arguments[] = {numbers};
  const nd::any_array positive = nd::array<bool>(numbers > 0);
  (void)nd::ufunc("sqrt").call(arguments, {.out = {roots}, .where = nd::any_view(positive)});
  std::cout << "roots where there are some: " << roots << '\n';
}
