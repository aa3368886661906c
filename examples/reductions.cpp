// SPDX-License-Identifier: BSD-3-Clause
// Tutorial 3: sums, means, extremes, and several of them in one pass.
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

int main() {
  const nd::array<double> a = {{3, 1, 4, 1}, {5, 9, 2, 6}, {5, 3, 5, 8}};

  // A reduction of everything is a number: it converts to one. NumPy: a.sum()
  const double total = nd::sum(a);
  std::cout << "sum " << total << ", smallest " << nd::min(a) << ", largest " << nd::max(a) << "\n\n";

  // NumPy's keyword arguments are written in braces. a.sum(axis=0); a.max(axis=1, keepdims=True); a.mean(axis=(0, 1))
  std::cout << "axis 0: " << nd::sum(a, {.axis = 0}) << "\n";
  std::cout << "axis 1, kept:\n" << nd::max(a, {.axis = 1, .keepdims = true}) << "\n";
  std::cout << "axes 0 and 1: " << nd::mean(a, {.axis = {0, 1}}) << "\n\n";

  // A reduction is part of its expression: the squares are summed as they are computed, no array of squares is made.
  const auto differences = a - nd::mean(a);
  std::cout << "variance " << nd::mean(differences * differences) << "\n\n";

  // Several results in one pass over memory: a is read once. With NumPy these are four passes.
  const auto [lowest, highest, mean, big] = nd::eval(nd::min(a), nd::max(a), nd::mean(a), nd::sum(a > 4));
  // Each is an array without axes, which converts to a number; .item() is its only element.
  std::cout << "from " << lowest.item() << " to " << highest.item() << ", mean " << mean.item() << ", " << big.item() << " above 4\n\n";

  // Positions: the first of equals, counted in C order. a.argmax(); a.argmin(axis=1)
  const nd::index_t at = nd::argmax(a);
  std::cout << "the largest stands at " << at << ", which is row " << at / a.shape(1) << ", column " << at % a.shape(1) << "\n";
  std::cout << "the smallest of each row: " << nd::argmin(a, {.axis = 1}) << "\n\n";

  // Truth: which rows have an element above 5, and in which columns all are at least 1. (a > 5).any(axis=1); (a >= 1).all(axis=0)
  std::cout << "any: " << nd::any(a > 5, {.axis = 1}) << ", all: " << nd::all(a >= 1, {.axis = 0}) << "\n\n";

  // Small integers add up in 64 bits, as in NumPy: this sum does not fit into 8.
  const nd::array<std::int8_t> small = nd::full<std::int8_t>({1000}, 100);
  std::cout << "sum of a thousand int8: " << nd::sum(small) << "\n\n";

  // Softmax needs the largest element of a row before it can begin, and a sum before it can end. The library finds the passes.
  // NumPy: e = np.exp(a - a.max(axis=1, keepdims=True)); e / e.sum(axis=1, keepdims=True)
  const auto e = nd::exp(a - nd::max(a, {.axis = 1, .keepdims = true}));
  const nd::array<double> softmax = e / nd::sum(e, {.axis = 1, .keepdims = true});
  {
    const nd::print_options_scope four_digits({.precision = 4, .suppress = true});
    std::cout << "softmax:\n" << softmax << "\nrows sum to " << nd::sum(softmax, {.axis = 1}) << "\n\n";
  }

  // The bits of a sum depend on the elements and their order only: not on threads, instruction set or memory layout.
  const nd::array<double> many = nd::sin(nd::arange<double>(100000));
  const double in_all_threads = nd::sum(many);
  const nd::thread_limit one(1);
  const double in_one_thread = nd::sum(many);
  std::cout << "the same bits with one thread: " << (in_all_threads == in_one_thread ? "yes" : "no") << "\n\n";

  // Nothing to add up is 0; nothing has no smallest element.
  const nd::array<double> nothing;
  std::cout << "empty sum: " << nd::sum(nothing) << "\n";
  try {
    std::cout << nd::min(nothing);
  } catch (const nd::value_error& error) {
    std::cout << "error: " << error.what() << '\n';
  }
}
