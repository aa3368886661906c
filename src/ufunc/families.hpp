// SPDX-License-Identifier: BSD-3-Clause
// The families of library kernels the registry is built from. A new family is one line here.
#pragma once
#include "ufunc/registrar.hpp"

#if defined(__x86_64__) && !defined(LAZYND_NO_SIMD)
#define LAZYND_KERNEL_LEVELS(X, FAMILY) X(FAMILY##_baseline) X(FAMILY##_avx2) X(FAMILY##_avx512)
#else
#define LAZYND_KERNEL_LEVELS(X, FAMILY) X(FAMILY##_baseline)
#endif

// Families compiled once for each instruction set, then those compiled once.
#define LAZYND_KERNEL_FAMILIES(X)         \
  LAZYND_KERNEL_LEVELS(X, transcendental) \
  X(complex_functions)

namespace lazynd::detail {

#define LAZYND_DECLARE_FAMILY(FAMILY) void register_##FAMILY(registrar& to);
LAZYND_KERNEL_FAMILIES(LAZYND_DECLARE_FAMILY)
#undef LAZYND_DECLARE_FAMILY

}  // namespace lazynd::detail
