// SPDX-License-Identifier: BSD-3-Clause
// Running sums and products.
#pragma once
#include <lazynd/storage/block.hpp>

namespace lazynd::detail {

enum class scan_operation : std::uint8_t { sum, product };

/// Replaces the elements of a C-contiguous block by what the operation has accumulated along the axis so far. Defined by positions: within
/// 256 elements one after the other; the totals of those before are added in order within 2048 elements, and those of 2048 in order. So
/// it depends neither on threads nor on the shape around the axis, and along up to 256 elements it is the plain running sum.
void scan_in_place(scan_operation operation, const block& elements, int axis);

}  // namespace lazynd::detail
