// SPDX-License-Identifier: BSD-3-Clause
// The instruction set a file of this folder is being compiled for. Each is compiled once for every LAZYND_KERNEL_LEVEL.
#pragma once
#include <xsimd/xsimd.hpp>

#include "ufunc/registrar.hpp"

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
#define LAZYND_LEVEL_NAMESPACE LAZYND_LEVEL_JOIN(kernels, LAZYND_LEVEL)

/// Head of the function that enters this level's kernels of a family. The baseline's object file has `register_FAMILY` too, which calls
/// those of all levels in the build.
#define LAZYND_LEVEL_FAMILY(FAMILY) \
  LAZYND_ALL_LEVELS_OF(FAMILY)      \
  void LAZYND_LEVEL_JOIN(register_##FAMILY, LAZYND_LEVEL)(registrar & to)

#if LAZYND_KERNEL_LEVEL > 0
#define LAZYND_ALL_LEVELS_OF(FAMILY) void LAZYND_LEVEL_JOIN(register_##FAMILY, LAZYND_LEVEL)(registrar & to);
#elif defined(__x86_64__) && !defined(LAZYND_NO_SIMD)
#define LAZYND_ALL_LEVELS_OF(FAMILY)             \
  void register_##FAMILY##_baseline(registrar&); \
  void register_##FAMILY##_avx2(registrar&);     \
  void register_##FAMILY##_avx512(registrar&);   \
  void register_##FAMILY(registrar& to) {        \
    register_##FAMILY##_baseline(to);            \
    register_##FAMILY##_avx2(to);                \
    register_##FAMILY##_avx512(to);              \
  }
#else
#define LAZYND_ALL_LEVELS_OF(FAMILY)             \
  void register_##FAMILY##_baseline(registrar&); \
  void register_##FAMILY(registrar& to) { register_##FAMILY##_baseline(to); }
#endif

namespace lazynd::detail::LAZYND_LEVEL_NAMESPACE {

inline constexpr simd_level this_level = simd_level::LAZYND_LEVEL;
inline constexpr int vector_bytes = LAZYND_KERNEL_LEVEL == 2 ? 64 : LAZYND_KERNEL_LEVEL == 1 ? 32 : 16;

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
