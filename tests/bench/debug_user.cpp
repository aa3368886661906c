// SPDX-License-Identifier: BSD-3-Clause
// A user's program, built with -O0 and with -O2: prints the median seconds of two operations on 1e7 elements.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <lazynd/lazynd.hpp>
#include <vector>

namespace nd = lazynd;

namespace {
template <class Operation>
double median_seconds(Operation operation) {
  std::vector<double> seconds;
  for (int round = 0; round < 7; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    operation();
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}
}  // namespace

int main() {
  constexpr nd::index_t n = 10'000'000;
  nd::array<double> a = nd::full<double>({n}, 1.5), b = nd::full<double>({n}, 2.5), c = nd::full<double>({n}, 0.5),
                    out = nd::zeros<double>({n});
  double total = 0;
  const double multiply_add = median_seconds([&] { out = a * b + c; });
  const double sum = median_seconds([&] { total = nd::sum(a); });
  std::cout << "{\"a*b+c\": " << multiply_add << ", \"sum(a)\": " << sum << "}\n";
  return out(n - 1) == 4.25 && total == 1.5e7 ? 0 : 1;
}
