// SPDX-License-Identifier: BSD-3-Clause
// Whether functions of float32 keep their bounds at all 2^32 numbers: `every_float sin cos`; all functions without arguments.
#include "every_float.hpp"

#include <cstdio>
#include <cstring>

int main(int count, char** names) {
  bool good = true;
  for (const accuracy::function& f : accuracy::functions) {
    bool wanted = count == 1 && !f.binary;
    for (int i = 1; i < count; ++i) wanted = wanted || std::strcmp(names[i], f.name) == 0;
    if (!wanted) continue;
    const auto worst = accuracy::worst_of_floats(f, 0, 1);
    for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
      const double ulps = worst[static_cast<std::size_t>(level)];
      good = good && ulps <= f.bound;
      std::printf("%-8s %-8s %.3f ulp, bound %g%s\n", f.name, std::string(name(static_cast<lazynd::simd_level>(level))).c_str(), ulps,
                  f.bound, ulps <= f.bound ? "" : "  TOO LARGE");
    }
    std::fflush(stdout);
  }
  return good ? 0 : 1;
}
