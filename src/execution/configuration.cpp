// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/execution/configuration.hpp>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/ufunc/definition.hpp>

namespace lazynd {

std::string_view version() noexcept { return LAZYND_VERSION; }

std::string show_config() {
  std::size_t loops = 0;
  const std::vector<std::string_view> names = ufunc_names();
  for (const std::string_view name : names) loops += find_definition(name)->loops.size();
  std::string text = "lazynd " + std::string(version()) + ", compiled by " + __VERSION__ + "\n";
  text += "instruction sets: kernels for";
  for (int level = 0; level <= static_cast<int>(best_simd_level()); ++level) {
    text += (level == 0 ? " " : ", ") + std::string(name(static_cast<simd_level>(level)));
  }
  text += " can run here; " + std::string(name(active_simd_level())) + " is in use (LAZYND_SIMD)\n";
  text += "threads: " + std::to_string(get_num_threads()) + " (LAZYND_NUM_THREADS, set_num_threads)\n";
  text += "ufuncs: " + std::to_string(names.size()) + " with " + std::to_string(loops) + " loops\n";
  return text;
}

}  // namespace lazynd
