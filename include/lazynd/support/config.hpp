// SPDX-License-Identifier: BSD-3-Clause
// Compiler attributes and the index type.
#pragma once
#include <cstddef>
#include <cstdint>

#if defined(__GNUC__) || defined(__clang__)
#define LAZYND_API __attribute__((visibility("default")))
#define LAZYND_ALWAYS_INLINE __attribute__((always_inline)) inline
#define LAZYND_NOINLINE __attribute__((noinline))
#define LAZYND_COLD __attribute__((cold, noinline))
#else
#error "lazynd needs g++ 12 or clang++ 14, or newer"
#endif

namespace lazynd {

/// Signed type of extents, strides and positions (NumPy's intp).
using index_t = std::ptrdiff_t;

/// Most dimensions an array can have, as in NumPy 2.
inline constexpr int max_ndim = 64;

}  // namespace lazynd
