// SPDX-License-Identifier: BSD-3-Clause
// Numbers of the other byte order.
#pragma once
#include <cstddef>

#include <lazynd/dtype/dtype.hpp>

namespace lazynd::detail {

/// Reverses the bytes of each of `count` elements that are `stride` bytes apart; of complex numbers those of each part. The address needs
/// no alignment.
void swap_byte_order(dtype type, std::byte* data, index_t stride, index_t count) noexcept;

}  // namespace lazynd::detail
