// SPDX-License-Identifier: BSD-3-Clause
// What work costs, for the choice between one thread and several.
#pragma once

namespace lazynd::planner {

// Measured on x86-64 servers of 2020 to 2025; only the decision serial or parallel and the grain depend on them, never a result.
inline constexpr double nanoseconds_per_weight = 0.06;
inline constexpr double nanoseconds_per_byte = 0.012;

/// Nanoseconds of work from which threads pay.
inline constexpr double parallel_threshold = 30000;

/// Estimated nanoseconds of one element: kernels of that weight, and the bytes read and written.
constexpr double elementwise_nanoseconds(double weight, double bytes) {
  return weight * nanoseconds_per_weight + bytes * nanoseconds_per_byte;
}

}  // namespace lazynd::planner
