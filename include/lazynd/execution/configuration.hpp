// SPDX-License-Identifier: BSD-3-Clause
// What is in use: version, instruction set, threads, ufuncs.
#pragma once
#include <string>
#include <string_view>

#include <lazynd/support/config.hpp>

namespace lazynd {

/// The version of the library that runs: "0.1.0". NumPy: `__version__`.
LAZYND_API std::string_view version() noexcept;

/// A few lines of text about the library that runs: version and compiler, instruction sets of build, processor and kernels, threads, number
/// of ufuncs and loops. NumPy: `show_config`, which prints. `value_error` when LAZYND_SIMD or LAZYND_NUM_THREADS is wrong.
[[nodiscard]] LAZYND_API std::string show_config();

}  // namespace lazynd
