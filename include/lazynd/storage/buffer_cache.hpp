// SPDX-License-Identifier: BSD-3-Clause
// Control over the memory of dead arrays that is kept for the next ones.
#pragma once
#include <lazynd/support/config.hpp>

namespace lazynd {

/// Gives kept memory back to the system: all that is shared between threads and what the calling thread keeps of its own. Another thread's
/// own part (small buffers, 3 MiB at most) goes when that thread ends. Arrays in use are not touched. NumPy has no counterpart.
LAZYND_API void release_cached_memory() noexcept;

/// Bytes kept for reuse: the shared part, at most 256 MiB, and the calling thread's own. 0 in a build with address or memory sanitizer,
/// where nothing is kept so that uses after the end of an array are found.
[[nodiscard]] LAZYND_API std::size_t cached_memory() noexcept;

}  // namespace lazynd
