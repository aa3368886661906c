// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 4: your own functions in expressions.
#include <cmath>
#include <complex>
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

/// A function of expressions is an ordinary function that returns `auto`. The result owns what it refers to, locals too, and whoever uses
/// it decides when it is computed, and with what it is fused.
template <nd::Operand X>
auto logistic(const X& x) {
  return 1 / (1 + nd::exp(-x));
}

/// A function of elements is any function or lambda; `map` applies it.
double tax(double income) {
  if (income <= 10000) return 0;
  if (income <= 40000) return (income - 10000) * 0.2;
  return 6000 + (income - 40000) * 0.4;
}

int main() {
  // NumPy's np.vectorize(tax) calls Python for each element. Here the function is compiled into the loop.
  const nd::array<double> incomes = {8000, 15000, 40000, 100000};
  std::cout << "tax: " << nd::map(tax, incomes) << "\n\n";

  // With built-in operations around it, it is still one loop over memory: the share of income that is left.
  std::cout << "left: " << (incomes - nd::map(tax, incomes)) / incomes << "\n\n";

  // Several arguments are broadcast together: a column of widths, a row of heights.
  const nd::array<double> width = {{1}, {2}, {3}}, height = {1, 2, 4};
  const auto diagonal = nd::map([](double w, double h) { return std::sqrt(w * w + h * h) > 3; }, width, height);
  std::cout << "diagonal longer than 3:\n" << diagonal << "\n\n";

  // The element type of the result is what the function returns: here bool, above double. What a lambda captures is copied with it.
  static_assert(std::is_same_v<nd::value_t<decltype(diagonal)>, bool>);
  const double threshold = 20000;
  const auto above = nd::map([threshold](double income) { return income > threshold ? income - threshold : 0; }, incomes);
  const double excess = nd::sum(above);
  std::cout << "sum of what is above " << threshold << ": " << excess << "\n\n";

  // Functions of whole expressions need no map.
  {
    const nd::print_options_scope three_digits({.precision = 3});
    std::cout << "logistic: " << logistic(nd::linspace(-4, 4, 5)) << "\n\n";
  }

  // Loops and branches are fine: how many steps until z * z + c leaves the circle of radius 2. The plane of c is broadcast from a row of
  // real and a column of imaginary parts; no array of complex numbers is made.
  const nd::array<double> real = nd::linspace(-2, 0.5, 61), imaginary = nd::linspace(1.125, -1.125, 19);
  const auto steps = nd::map(
      [](double re, double im) {
        std::complex<double> z = 0;
        int count = 0;
        for (; count < 30 && z.real() * z.real() + z.imag() * z.imag() <= 4; ++count) {
          z = {z.real() * z.real() - z.imag() * z.imag() + re, 2 * z.real() * z.imag() + im};
        }
        return count;
      },
      real, imaginary(nd::all, nd::newaxis));
  const nd::array<int> escape = steps;
  for (nd::index_t row = 0; row < escape.shape(0); ++row) {
    for (nd::index_t column = 0; column < escape.shape(1); ++column) {
      std::cout << (escape(row, column) == 30 ? '#' : escape(row, column) > 8 ? '+' : escape(row, column) > 4 ? '.' : ' ');
    }
    std::cout << '\n';
  }

  // It can be reduced like everything else, without an array in between.
  const std::int64_t inside = nd::sum(steps == 30);
  std::cout << "points that stay: " << inside << " of " << escape.size() << '\n';
}
