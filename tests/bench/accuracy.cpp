// SPDX-License-Identifier: BSD-3-Clause
// Writes docs/accuracy.md: the largest error found of each transcendental function, dtype and instruction set.
// Usage: accuracy [millions of float64 arguments per function] > docs/accuracy.md
#include "../unit/kernels/accuracy.hpp"

#include <cstdio>
#include <cstdlib>

#include <lazynd/execution/instruction_sets.hpp>

namespace {

using namespace kernel_accuracy;

constexpr std::size_t batch = 1'000'000;
constexpr std::uint32_t float_step = 41;  // prime, so that all mantissas and exponents get their turn

struct worst_of_levels {
  double ulps[lazynd::simd_level_count] = {};

  template <class T>
  void add(const sample<T>& s) {
    for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
      ulps[level] = std::max(ulps[level], s.worst(static_cast<lazynd::simd_level>(level)).ulps);
    }
  }
  void print() const {
    for (int level = 0; level < lazynd::simd_level_count; ++level) {
      if (level <= static_cast<int>(lazynd::best_simd_level())) {
        std::printf(" %.2f |", ulps[level]);
      } else {
        std::printf(" |");
      }
    }
  }
};

template <class T>
worst_of_levels worst_of_random_arguments(const function& f, unsigned batches) {
  worst_of_levels worst;
  for (unsigned i = 0; i < batches; ++i) worst.add(sample<T>(f, batch, 2 * i + 1));
  return worst;
}

worst_of_levels worst_of_floats(const function& f) {
  worst_of_levels worst;
  std::vector<float> values;
  for (std::uint64_t bits = 0; bits < (std::uint64_t(1) << 32); bits += float_step) {
    values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    if (values.size() == batch) {
      worst.add(sample<float>(f, std::move(values)));
      values.clear();
    }
  }
  worst.add(sample<float>(f, std::move(values)));
  return worst;
}

}  // namespace

int main(int count, char** arguments) {
  const unsigned millions = count > 1 ? static_cast<unsigned>(std::atoi(arguments[1])) : 10;
  std::printf(R"(# Accuracy of the transcendental functions

The largest error found, in units in the last place (ulp) of the exact result. *Bound* is what the tests hold each function to, for
both dtypes and at each instruction set. Signed zeros, infinities, nan, overflow and underflow are as C99's Annex F and NumPy have them;
a result that is wrong in one of these would show here as `inf`. AVX2 and AVX-512 give the same bits; the baseline (SSE2) has no fused
multiply-add and may differ in the last places.

Written by `tests/bench/accuracy.cpp`. Reference: the C library's functions of `long double` (64 bits of mantissa). float64, and both
dtypes of functions of two arguments: %u million arguments, half of them uniform in the interval where the function is interesting, the
others of every magnitude, next to multiples of pi/2, to 1, and to where results overflow or become subnormal. float32: one in
%u of all numbers. Angles beyond 1e12 (float32: 1e5; without fused multiply-add 1e7 and 1e4) are computed by the C library.

Functions of complex numbers are the C++ standard library's.

| | bound | float64 baseline | AVX2 | AVX-512 | float32 baseline | AVX2 | AVX-512 |
|---|---|---|---|---|---|---|---|
)",
              millions, float_step);
  for (const function& f : functions) {
    std::printf("| %s | %g |", f.name, f.bound);
    worst_of_random_arguments<double>(f, millions).print();
    (f.unary ? worst_of_floats(f) : worst_of_random_arguments<float>(f, millions)).print();
    std::printf("\n");
    std::fflush(stdout);
  }
}
