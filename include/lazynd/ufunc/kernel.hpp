// SPDX-License-Identifier: BSD-3-Clause
// The one signature of everything the executor runs over a tile.
#pragma once
#include <string_view>

#include <lazynd/dtype/dtype.hpp>

namespace lazynd {

/// Instruction sets a kernel can be compiled for, weakest first.
enum class simd_level : std::uint8_t { baseline, avx2, avx512 };

inline constexpr int simd_level_count = 3;

/// The instruction set for loops that wait for main memory, where it changes no bits: AVX2 in the place of AVX-512, whose longer vectors
/// keep fewer loads and stores under way.
constexpr simd_level streaming_level(simd_level level) noexcept { return level == simd_level::avx512 ? simd_level::avx2 : level; }

/// `out[i] = f(operands[0][i], operands[1][i], ...)` for i in [0, n). Operands are contiguous; `out` may be one of them, or share no byte
/// with any. Constants and the state of user functions come as operands too: pointers to one value.
using tile_kernel = void (*)(const void* const* operands, void* out, std::size_t n);

struct kernel_set;

/// One word of a fused expression in prefix order: an operation (`arity` arguments follow) or, with arity -1, operand number `slot`.
struct kernel_token {
  const char* name = nullptr;
  std::int16_t slot = 0;
  std::int8_t arity = -1;
  /// Operations with state, which is operand number `slot`: the kernel of nothing else, whose first operand is the state.
  const kernel_set& (*alone)() = nullptr;
};

/// Number of operations among tokens.
constexpr int operation_count(const kernel_token* tokens, std::size_t count) {
  int operations = 0;
  for (std::size_t i = 0; i < count; ++i) operations += tokens[i].arity >= 0 ? 1 : 0;
  return operations;
}

/// One function for one signature, compiled for each instruction set. Entries may repeat a lower level where a higher one gains nothing.
struct kernel_set {
  std::string_view name;                   ///< for `explain`: "exp", or the fused expression
  tile_kernel run[simd_level_count] = {};  ///< by simd_level
  float weight = 1;                        ///< cost of one element, in additions of doubles out of L1
  std::uint8_t arity = 0;                  ///< number of array operands
  dtype inputs[3] = {};                    ///< library kernels: dtypes of the operands
  dtype result = dtype::float64;           ///< dtype of the result
  bool library = true;                     ///< from the registry; else compiled in the user's translation unit
  const kernel_token* tokens = nullptr;    ///< the fused expression, for `explain`; nullptr for library kernels
  std::uint16_t token_count = 0;
};

}  // namespace lazynd
