// SPDX-License-Identifier: BSD-3-Clause
// Sums of products of a line and taps that slide along it.
#pragma once
#include <complex>
#include <cstdint>
#include <type_traits>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// sums[k - begin] = the sum of x[k - j] * taps[j], for k in [begin, end): over the j for which there is such an element, in their order,
/// from 0 on. x has n elements, of taps there are m.
template <class T>
using sliding_kernel = void (*)(const T* x, index_t n, const T* taps, index_t m, index_t begin, index_t end, T* sums);

/// The kernels of each instruction set in the build. Integers wrap.
struct sliding_kernels {
  sliding_kernel<std::uint64_t> of_uint64;
  sliding_kernel<float> of_float;
  sliding_kernel<double> of_double;
  sliding_kernel<std::complex<float>> of_complex64;
  sliding_kernel<std::complex<double>> of_complex128;
};
extern const sliding_kernels sliding_kernels_baseline, sliding_kernels_avx2, sliding_kernels_avx512;

/// The kernel to run with.
template <class T>
sliding_kernel<T> sliding_kernel_in_use() {
  static constexpr const sliding_kernels* levels[] =
      LAZYND_ALL_LEVELS(&sliding_kernels_baseline, &sliding_kernels_avx2, &sliding_kernels_avx512);
  const sliding_kernels& kernels = *levels[static_cast<std::size_t>(active_simd_level())];
  if constexpr (std::is_same_v<T, std::uint64_t>) {
    return kernels.of_uint64;
  } else if constexpr (std::is_same_v<T, float>) {
    return kernels.of_float;
  } else if constexpr (std::is_same_v<T, double>) {
    return kernels.of_double;
  } else if constexpr (std::is_same_v<T, std::complex<float>>) {
    return kernels.of_complex64;
  } else {
    return kernels.of_complex128;
  }
}

}  // namespace lazynd::detail
