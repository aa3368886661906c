// SPDX-License-Identifier: BSD-3-Clause
// Which instruction set kernels run with.
#include <cstdlib>
#include <string>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/support/error.hpp>

namespace lazynd {

namespace {

constexpr std::string_view level_names[simd_level_count] = {"baseline", "avx2", "avx512"};

simd_level detect() noexcept {
#ifdef LAZYND_HAS_X86_LEVELS
  __builtin_cpu_init();
  const bool avx2 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd");
  if (avx2 && avx512) return simd_level::avx512;
  if (avx2) return simd_level::avx2;
#endif
  return simd_level::baseline;
}

void refuse_above_best(simd_level level, const char* who) {
  if (level > best_simd_level()) {
    throw value_error(std::string(who) + ": '" + std::string(name(level)) + "' is not available; this build and CPU have up to '" +
                      std::string(name(best_simd_level())) + "'");
  }
}

simd_level initial_level() {
  const char* const text = std::getenv("LAZYND_SIMD");
  if (!text || !*text) return best_simd_level();
  for (int i = 0; i < simd_level_count; ++i) {
    if (level_names[i] == text) {
      refuse_above_best(static_cast<simd_level>(i), "LAZYND_SIMD");
      return static_cast<simd_level>(i);
    }
  }
  throw value_error(std::string("LAZYND_SIMD: '") + text + "' is none of baseline, avx2, avx512");
}

}  // namespace

namespace detail {

constinit process_state this_process;

simd_level first_simd_level() {
  const simd_level first = initial_level();
  this_process.simd_level.store(static_cast<int>(first), std::memory_order_relaxed);
  return first;
}

}  // namespace detail

std::string_view name(simd_level level) noexcept { return level_names[static_cast<int>(level)]; }

simd_level best_simd_level() noexcept {
  static const simd_level best = detect();
  return best;
}

void set_simd_level(simd_level level) {
  refuse_above_best(level, "set_simd_level");
  detail::this_process.simd_level.store(static_cast<int>(level), std::memory_order_relaxed);
}

}  // namespace lazynd
