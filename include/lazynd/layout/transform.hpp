// SPDX-License-Identifier: BSD-3-Clause
// Other layouts of the same elements.
#pragma once
#include <optional>

#include <lazynd/layout/layout.hpp>

namespace lazynd {

/// The axes in reverse order.
LAZYND_API layout transposed(const layout& of);

/// The axes in the order given. `value_error` when it is no permutation, `index_error` for an axis out of range.
LAZYND_API layout transposed(const layout& of, const dims& axes);

/// Two axes exchanged. `index_error`.
LAZYND_API layout swapaxes(const layout& of, index_t first, index_t second);

/// Axes moved to other places; the rest keep their order. `index_error`, `value_error`.
LAZYND_API layout moveaxis(const layout& of, const dims& sources, const dims& destinations);

/// Without the axes of extent 1.
LAZYND_API layout squeeze(const layout& of);

/// Without the axes named. `shape_error` when one has not extent 1.
LAZYND_API layout squeeze(const layout& of, const dims& axes);

/// With axes of extent 1 at the places where they will stand in the result. `index_error`, `value_error`.
LAZYND_API layout expand_dims(const layout& of, const dims& axes);

/// The new shape with an extent of -1 worked out. `shape_error` when the counts differ, `value_error` for two -1 or a negative extent.
LAZYND_API dims resolve_reshape(index_t count, const dims& new_shape, const dims& old_shape);

/// The elements in C order in another shape, without copying; empty when strides forbid it. The counts must agree.
LAZYND_API std::optional<layout> reshape_view(const layout& of, const dims& new_shape, std::size_t itemsize);

}  // namespace lazynd
