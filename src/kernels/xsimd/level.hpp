// SPDX-License-Identifier: BSD-3-Clause
// The instruction set a file of this folder is being compiled for. Each is compiled once for every LAZYND_KERNEL_LEVEL.
#pragma once
#include <xsimd/xsimd.hpp>

#include <lazynd/ufunc/kernel.hpp>

// Everything that is no template over the architecture lives in the namespace of the level: the linker merges inline functions of equal
// names, and must never find AVX code under a name the baseline uses.
#if LAZYND_KERNEL_LEVEL == 2
#define LAZYND_LEVEL avx512
#elif LAZYND_KERNEL_LEVEL == 1
#define LAZYND_LEVEL avx2
#else
#define LAZYND_LEVEL baseline
#endif

#define LAZYND_LEVEL_JOIN_(A, B) A##_##B
#define LAZYND_LEVEL_JOIN(A, B) LAZYND_LEVEL_JOIN_(A, B)
/// `register_family` becomes `register_family_avx2`.
#define LAZYND_LEVEL_NAME(NAME) LAZYND_LEVEL_JOIN(NAME, LAZYND_LEVEL)
#define LAZYND_LEVEL_NAMESPACE LAZYND_LEVEL_NAME(kernels)

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

inline constexpr simd_level this_level = simd_level::LAZYND_LEVEL;

#if LAZYND_KERNEL_LEVEL == 2
using arch = xsimd::avx512bw;
#elif LAZYND_KERNEL_LEVEL == 1
using arch = xsimd::fma3<xsimd::avx2>;
#else
using arch = xsimd::default_arch;
#endif

template <class T>
using batch_of = xsimd::batch<T, arch>;

}  // namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE
