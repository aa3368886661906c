// SPDX-License-Identifier: BSD-3-Clause
// The loop around a fused expression, compiled for every instruction set.
#pragma once
#include <lazynd/execution/cluster.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/scalar_division.hpp>
#include <lazynd/execution/short_shift.hpp>

namespace lazynd::detail {

LAZYND_LOOPS_BEGIN

/// Cheap clusters of one element size are walked four vectors at a time: measured 56 to 69 ns for `a*b+c` of 1000 doubles wherever the
/// arrays lie, against 60 to 91 for a vector at a time.
template <class Cluster>
inline constexpr bool walks_by_four = Cluster::narrowest == Cluster::widest&& Cluster::weight <= 8 && !Cluster::may_throw;

// `omp simd` states that iterations do not depend on each other, which also holds when `out` is one of the operands.
#define LAZYND_FUSED_LOOP(SUFFIX, VECTOR_BYTES, ...)                                                                  \
  template <class Cluster>                                                                                            \
  __VA_ARGS__ LAZYND_NOINLINE void run_fused_##SUFFIX(const void* const* operands, void* out, std::size_t n) {        \
    const typename Cluster::bound element(operands);                                                                  \
    auto* const results = static_cast<typename Cluster::value_type*>(out);                                            \
    cluster::exception_guard<Cluster::may_throw> guarded;                                                             \
    std::size_t done = 0;                                                                                             \
    if constexpr (walks_by_four<Cluster>) {                                                                           \
      constexpr std::size_t width = VECTOR_BYTES / Cluster::widest;                                                   \
      for (; done + 4 * width <= n; done += 4 * width) {                                                              \
        _Pragma("GCC unroll 4") for (std::size_t at = done; at < done + 4 * width; at += width) {                     \
          _Pragma("omp simd") for (std::size_t i = 0; i < width; ++i) cluster::put(results, at + i, element(at + i)); \
        }                                                                                                             \
      }                                                                                                               \
    }                                                                                                                 \
    _Pragma("omp simd") for (std::size_t i = done; i < n; ++i) cluster::put(results, i, guarded(element, i));         \
    guarded.rethrow();                                                                                                \
  }
LAZYND_FOR_EACH_LEVEL(LAZYND_FUSED_LOOP)
#undef LAZYND_FUSED_LOOP

LAZYND_LOOPS_END

/// The kernels of a fused expression; one object for each expression type.
template <class Cluster, int Arity>
inline constexpr kernel_set fused_kernels = {
    .name = Cluster::tokens[0].name ? Cluster::tokens[0].name : "copy",
    .run = LAZYND_ALL_LEVELS((division_kernel<Cluster, run_fused_baseline<Cluster>, run_fused_baseline<multiplied_t<Cluster>>>()),
                             (division_kernel<Cluster, run_fused_avx2<Cluster>, run_fused_avx2<multiplied_t<Cluster>>>()),
                             (division_kernel<Cluster, run_fused_avx512<Cluster>, run_fused_avx512<multiplied_t<Cluster>>>())),
    .weight = Cluster::weight,
    .arity = Arity,
    .result = dtype_of<typename Cluster::value_type>,
    .library = false,
    .tokens = Cluster::tokens.data(),
    .token_count = static_cast<std::uint16_t>(Cluster::tokens.size()),
};
template <class Cluster, int Arity>
const kernel_set& kernels_of() {
  return fused_kernels<Cluster, Arity>;
}

}  // namespace lazynd::detail
