// SPDX-License-Identifier: BSD-3-Clause
// Copies of every second, third or fourth element, and of elements from the last to the first, by vectors.
#pragma once
#include <array>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/layout/layout.hpp>

namespace lazynd::detail {

/// Elements between neighbours up to which there are vectors, on either side.
inline constexpr int widest_vector_step = 4;

/// tile[i] = element i * step from `source`, for i in [0, n). Reads no byte outside of the first and the last of them.
using strided_gather = void (*)(void* tile, const std::byte* source, index_t n);

/// Element i * step from `target` = tile[i], for i in [0, n). Writes nothing else, not even what is there.
using strided_scatter = void (*)(const void* tile, std::byte* target, index_t n);

/// The kernels for one size of elements and one step, null where there is none.
struct strided_copy {
  strided_gather gather = nullptr;
  strided_scatter scatter = nullptr;
};

/// The kernels for one size of elements and steps from -4 to 4.
using strided_copies_of_size = std::array<strided_copy, 2 * widest_vector_step + 1>;

/// The kernels for elements of 1, 2, 4, 8 and 16 bytes.
using strided_copies = std::array<strided_copies_of_size, 5>;

/// The kernels of each instruction set in the build.
extern const strided_copies strided_copies_baseline, strided_copies_avx2, strided_copies_avx512;

}  // namespace lazynd::detail
