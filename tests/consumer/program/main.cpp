// SPDX-License-Identifier: BSD-3-Clause
// A user's program: succeeds when the library computes what it should.
#include <iostream>
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

int main() {
  nd::array<double> a = nd::arange<double>(12).reshape({3, 4});
  auto e = a * 2 + a(nd::all, nd::slice(0, 1));
  nd::array<double> r = e;
  double total = nd::sum(r);
  auto [low, high] = nd::eval(nd::min(r), nd::max(r));
  double lowest = low.item();
  double highest = high.item();
  nd::array<double> s = nd::sum(nd::sqrt(a * a), {.axis = 0});
  std::cout << total << ' ' << lowest << ' ' << highest << ' ' << s(3) << '\n';
  return total == 180 && lowest == 0 && highest == 30 && s(3) == 21 ? 0 : 1;
}
