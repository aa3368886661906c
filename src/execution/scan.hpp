// SPDX-License-Identifier: BSD-3-Clause
// Running sums and their like.
#pragma once
#include <string_view>

#include <lazynd/storage/block.hpp>

namespace lazynd::detail {

/// Replaces the elements of a C-contiguous block by what the ufunc has accumulated along the axis so far. Defined by positions: within
/// 256 elements one after the other; the totals of those before are added in order within 2048 elements, and those of 2048 in order. So
/// it depends neither on threads nor on the shape around the axis, and along up to 256 elements it is the plain running sum. False, and
/// nothing is done, for ufuncs that cannot be taken in parts: all but sums, products, extremes, bits, truth values and common divisors.
bool scan_in_place(std::string_view ufunc, const block& elements, int axis);

/// The same with the results in another block, whose shape decides; `from` has as many elements in C order. They are of the results'
/// dtype, or for sums and products integers that widen to it. False, too, for other dtypes and layouts.
bool scan_into(std::string_view ufunc, const block& from, const block& to, int axis);

}  // namespace lazynd::detail
