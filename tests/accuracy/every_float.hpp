// SPDX-License-Identifier: BSD-3-Clause
// Functions of float32 at all of its numbers.
#pragma once
#include <array>

#include <lazynd/execution/instruction_sets.hpp>

#include "measure.hpp"

namespace accuracy {

/// The largest error at each instruction set over the floats whose encodings are first, first + step, ...; at least half an ulp, since
/// results that are rounded right are not looked at more closely. The C library's functions of double are the reference, and MPFR where
/// a result is the worst so far.
inline std::array<double, lazynd::simd_level_count> worst_of_floats(const function& f, std::uint32_t first, std::uint32_t step) {
  constexpr std::size_t batch = 4096;
  const lazynd::kernel_set* const kernels = lazynd::find_kernel(f.name, {lazynd::dtype::float32});
  std::array<double, lazynd::simd_level_count> worst;
  worst.fill(0.5);
  std::vector<float> arguments, results(batch);
  std::vector<double> reference(batch);
  std::uint64_t bits = first;
  while (bits < (std::uint64_t{1} << 32)) {
    arguments.clear();
    for (; arguments.size() < batch && bits < (std::uint64_t{1} << 32); bits += step) {
      arguments.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) reference[i] = f.unary_double(arguments[i]);
    const void* const operands[] = {arguments.data()};
    for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
      kernels->run[level](operands, results.data(), arguments.size());
      double& most = worst[static_cast<std::size_t>(level)];
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto rounded = static_cast<float>(reference[i]);
        if (std::bit_cast<std::uint32_t>(results[i]) == std::bit_cast<std::uint32_t>(rounded)) continue;
        if (std::isnan(results[i]) && std::isnan(rounded)) continue;
        if (ulps(results[i], reference[i]) > most) most = std::max(most, ulps(results[i], exact(f, arguments[i])));
      }
    }
  }
  return worst;
}

}  // namespace accuracy
