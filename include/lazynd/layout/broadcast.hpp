// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting of shapes, by NumPy's rules.
#pragma once
#include <lazynd/layout/layout.hpp>

namespace lazynd {

/// The shape all broadcast to. `shape_error`: `add: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5`.
LAZYND_API shape_t broadcast_shapes(std::span<const dims* const> shapes, const char* function);

/// The shape both broadcast to.
LAZYND_API shape_t broadcast_shapes(const dims& a, const dims& b, const char* function);

/// The layout stretched to a shape: axes of extent 1 repeat with stride 0. `shape_error` when it does not broadcast.
LAZYND_API layout broadcast_to(const layout& of, const dims& shape, const char* function);

}  // namespace lazynd
