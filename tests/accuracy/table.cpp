// SPDX-License-Identifier: BSD-3-Clause
// Writes docs/accuracy.md: the largest error found of each transcendental function, dtype and instruction set.
// Usage: accuracy_table [millions of float64 arguments per function [step between the encodings of float32]] > docs/accuracy.md
#include <cstdio>
#include <cstdlib>

#include "every_float.hpp"

namespace {

using namespace accuracy;
using errors = std::array<double, lazynd::simd_level_count>;

constexpr std::size_t batch = 1'000'000;
// Prime, so that all mantissas and exponents get their turn.
constexpr std::uint32_t usual_step = 41;

template <class T>
void add(errors& worst, const sample<T>& s) {
  for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
    double& most = worst[static_cast<std::size_t>(level)];
    most = std::max(most, s.worst(static_cast<lazynd::simd_level>(level)).ulps);
  }
}

template <class T>
errors worst_of_samples(const function& f, unsigned batches) {
  errors worst{};
  for (unsigned i = 0; i < batches; ++i) add(worst, sample<T>(f, batch, 2 * i + 1));
  return worst;
}

template <class T>
errors worst_of_halves(const function& f) {
  errors worst{};
  if (f.unary) add(worst, sample<T>(f, every_half<T>()));
  return worst;
}

void print(const errors& worst) {
  for (int level = 0; level < lazynd::simd_level_count; ++level) {
    if (level <= static_cast<int>(lazynd::best_simd_level())) {
      std::printf(" %.2f |", worst[static_cast<std::size_t>(level)]);
    } else {
      std::printf(" |");
    }
  }
}

}  // namespace

int main(int count, char** words) {
  const unsigned millions = count > 1 ? static_cast<unsigned>(std::atoi(words[1])) : 10;
  const std::uint32_t step = count > 2 ? static_cast<std::uint32_t>(std::atoi(words[2])) : usual_step;
  const std::string floats = step == 1 ? "all numbers" : "one in " + std::to_string(step) + " of all numbers";
  std::printf(R"(# Accuracy of the transcendental functions

The largest error found, in units in the last place (ulp) of the exact result. *Bound* is what the
[tests](../tests/accuracy/bounds.cpp) hold each function to, for both dtypes and at each instruction set. Signed zeros, infinities, nan,
overflow and underflow are as C99's Annex F and NumPy have them; a result that is wrong in one of these would show here as `inf`. AVX2 and
AVX-512 give the same bits; the baseline (SSE2) has no fused multiply-add and may differ in the last places.

Written by `tests/accuracy/table.cpp`. Reference: MPFR with 160 bits for the worst results, and to check the C library's functions of
`long double` (float32: of `double`), which find them. float64, and both dtypes of functions of two arguments: %u million arguments, half
of them where the function is interesting, the others of every encoding and magnitude, next to multiples of pi/2, to 1, and to where
results overflow or become subnormal. float32: %s; 0.50 stands for all errors up to half an ulp. float16 and bfloat16: all
numbers; each result is that of float32 rounded once, at every instruction set. Angles beyond 1e12 (float32: 1e5; without fused
multiply-add 1e7 and 1e4) are computed by the C library. The slow test suite holds float32 to the bounds at all 2^32 numbers.

Functions of complex numbers are the C++ standard library's. `logaddexp` and `logaddexp2` are composed of the others.

| | bound | float64 baseline | AVX2 | AVX-512 | float32 baseline | AVX2 | AVX-512 | float16 | bfloat16 |
|---|---|---|---|---|---|---|---|---|---|
)",
              millions, floats.c_str());
  for (const function& f : functions) {
    std::printf("| %s | %g |", f.name, f.bound);
    print(worst_of_samples<double>(f, millions));
    print(f.unary ? worst_of_floats(f, 0, step) : worst_of_samples<float>(f, millions));
    if (f.unary) {
      std::printf(" %.3f | %.3f |\n", std::ranges::max(worst_of_halves<lazynd::float16>(f)),
                  std::ranges::max(worst_of_halves<lazynd::bfloat16>(f)));
    } else {
      std::printf(" | |\n");
    }
    std::fflush(stdout);
  }
}
