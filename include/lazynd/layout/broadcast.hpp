// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting of shapes, by NumPy's rules.
#pragma once
#include <lazynd/layout/layout.hpp>

namespace lazynd {

/// The shape all broadcast to. `shape_error`: `add: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5`.
LAZYND_API shape_t broadcast_shapes(std::span<const dims* const> shapes, const char* function);

/// The same without an error: false when they do not broadcast.
LAZYND_API bool find_broadcast_shape(std::span<const dims* const> shapes, dims& result);

/// The shape both broadcast to.
LAZYND_API shape_t broadcast_shapes(const dims& a, const dims& b, const char* function);

/// The layout stretched to a shape: axes of extent 1 repeat with stride 0. `shape_error` when it does not broadcast.
LAZYND_API layout broadcast_to(const layout& of, const dims& shape, const char* function);

/// Strides of a new array of that shape, without gaps, for what is computed out of the operands, which broadcast to it: its axes lie in
/// memory as those of the operands do (NumPy's order 'K'). Where operands differ, C order wins; an axis that an operand repeats, or that
/// has one element, says nothing.
LAZYND_API dims strides_like_operands(const dims& shape, std::size_t itemsize, std::span<const layout* const> operands);

}  // namespace lazynd
