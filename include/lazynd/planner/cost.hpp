// SPDX-License-Identifier: BSD-3-Clause
// What work costs, for the choice between one thread and several.
#pragma once

namespace lazynd::planner {

// Measured on x86-64 servers of 2020 to 2025; only the decision serial or parallel and the grain depend on them, never a result.
inline constexpr double nanoseconds_per_weight = 0.06;
inline constexpr double nanoseconds_per_fused = 0.02;          ///< an addition among others in one loop
inline constexpr double nanoseconds_per_fused_weight = 0.075;  ///< what an operation in it weighs beyond that
inline constexpr double nanoseconds_per_byte = 0.008;

/// Nanoseconds of work from which threads pay.
inline constexpr double parallel_threshold = 50000;

/// Estimated nanoseconds of kernels for one element of that many bytes: a vector holds twice as many floats as doubles.
constexpr double kernel_nanoseconds(double weight, double size) { return weight * nanoseconds_per_weight * (size <= 4 ? 0.5 : 1); }

/// The same for a fused loop, whose operations load and store nothing between them.
constexpr double fused_nanoseconds(double weight, double operations, double size) {
  const double beyond = weight > operations ? weight - operations : 0;
  return (operations * nanoseconds_per_fused + beyond * nanoseconds_per_fused_weight) * (size <= 4 ? 0.5 : 1);
}

/// Bytes of a pass from which caches do not hold them, and nanoseconds of each from there on (decision 20).
inline constexpr double streaming_bytes = 32 << 20;
inline constexpr double nanoseconds_per_streamed_byte = 0.024;

/// Estimated nanoseconds of reading and writing that many bytes.
constexpr double memory_nanoseconds(double bytes) { return bytes * nanoseconds_per_byte; }

/// Whether a loop that writes its results waits for main memory: with so many bytes and nanoseconds of kernels for each element.
constexpr bool streams(double elements, double bytes, double kernels) {
  return elements * bytes >= streaming_bytes && 2 * kernels <= bytes * nanoseconds_per_streamed_byte;
}

}  // namespace lazynd::planner
