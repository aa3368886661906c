// SPDX-License-Identifier: BSD-3-Clause
// Attributes that compile one function for an instruction set, and the level in use.
#pragma once
#include <lazynd/execution/process_state.hpp>
#include <lazynd/ufunc/kernel.hpp>

// Feature lists, not arch=: g++ inlines a plain callee into a target function only if its architecture is the caller's.
#if defined(__x86_64__) && !defined(LAZYND_NO_SIMD)
#define LAZYND_HAS_X86_LEVELS 1
#define LAZYND_TARGET_AVX2 __attribute__((target("avx2,fma,bmi,bmi2,f16c")))
#if defined(__clang__)
#define LAZYND_TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx2,fma,bmi,bmi2,f16c"), min_vector_width(512)))
#else
#define LAZYND_TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx2,fma,bmi,bmi2,f16c,prefer-vector-width=512")))
#endif
#endif

// Around loops: one that cannot be vectorised (a user's function, libm) is no mistake of whoever includes it.
#ifdef __clang__
#define LAZYND_LOOPS_BEGIN _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wpass-failed\"")
#define LAZYND_LOOPS_END _Pragma("clang diagnostic pop")
#else
#define LAZYND_LOOPS_BEGIN
#define LAZYND_LOOPS_END
#endif

// LOOPS(name of the level, bytes of a vector, attributes) for every instruction set, and a list with an entry for each.
#ifdef LAZYND_HAS_X86_LEVELS
#define LAZYND_FOR_EACH_LEVEL(LOOPS) LOOPS(baseline, 16, ) LOOPS(avx2, 32, LAZYND_TARGET_AVX2) LOOPS(avx512, 64, LAZYND_TARGET_AVX512)
#define LAZYND_ALL_LEVELS(BASELINE, AVX2, AVX512) \
  { BASELINE, AVX2, AVX512 }
#else
#define LAZYND_FOR_EACH_LEVEL(LOOPS) LOOPS(baseline, 16, )
#define LAZYND_ALL_LEVELS(BASELINE, AVX2, AVX512) \
  { BASELINE, BASELINE, BASELINE }
#endif

namespace lazynd {

namespace detail {
/// The level at the first question, which is kept.
LAZYND_API simd_level first_simd_level();
}  // namespace detail

/// The instruction set kernels run with: the best the CPU has, or what LAZYND_SIMD names. `value_error` at the first use when that names
/// a level that is unknown, that the CPU lacks, or that this build has not.
inline simd_level active_simd_level() {
  const int known = detail::this_process.simd_level.load(std::memory_order_relaxed);
  if (known >= 0) [[likely]] {
    return static_cast<simd_level>(known);
  }
  return detail::first_simd_level();
}

/// The best level this build and this CPU have.
LAZYND_API simd_level best_simd_level() noexcept;

/// Makes kernels run with `level` from now on, in every thread; `value_error` when the CPU or the build lacks it. Not to be called while
/// other threads evaluate.
LAZYND_API void set_simd_level(simd_level level);

/// "baseline", "avx2", "avx512".
LAZYND_API std::string_view name(simd_level level) noexcept;

}  // namespace lazynd
