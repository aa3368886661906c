// SPDX-License-Identifier: BSD-3-Clause
// Basic indexing: slices, `ellipsis`, `newaxis`, integers.
#pragma once
#include <concepts>
#include <limits>

#include <lazynd/layout/layout.hpp>

namespace lazynd {

namespace detail {
/// The position an integer means; unsigned ones beyond every array stay beyond, as Python's integers do.
template <std::integral I>
constexpr index_t position_of(I at) noexcept {
  if constexpr (std::unsigned_integral<I> && sizeof(I) >= sizeof(index_t)) {
    constexpr auto most = std::numeric_limits<index_t>::max();
    return at > static_cast<I>(most) ? most : static_cast<index_t>(at);
  } else {
    return static_cast<index_t>(at);
  }
}
}  // namespace detail

/// A bound or step left out.
struct none_t {};
inline constexpr none_t none{};

/// The whole of an axis. The constant `all` is made with the reduction of that name.
struct all_t {};

/// As many whole axes as are left.
struct ellipsis_t {};
inline constexpr ellipsis_t ellipsis{};

/// A new axis of extent 1.
struct newaxis_t {};
inline constexpr newaxis_t newaxis{};

/// A bound of a slice: a position, or none.
struct slice_bound {
  index_t value = 0;
  bool given = false;
  constexpr slice_bound() noexcept = default;
  constexpr slice_bound(none_t) noexcept {}
  template <std::integral I>
  constexpr slice_bound(I at) noexcept : value(detail::position_of(at)), given(true) {
    static_assert(!std::same_as<I, bool>, "lazynd: a bool is no bound or step of a slice; write 0 or 1");
  }
};

/// Python's slice: start, stop, step; any may be `none`.
struct slice {
  slice_bound start, stop, step;
  constexpr explicit slice(slice_bound to) noexcept : stop(to) {}
  constexpr slice(slice_bound from, slice_bound to, slice_bound by = {}) noexcept : start(from), stop(to), step(by) {}
};

/// One entry of `a(...)`.
class index_item {
 public:
  enum class kind : std::uint8_t { integer, slice, whole, rest, added };
  template <std::integral I>
  constexpr index_item(I at) noexcept : start(detail::position_of(at)) {
    static_assert(!std::same_as<I, bool>, "lazynd: a bool is no index; write 0 or 1, or index with a mask: a[mask]");
  }
  constexpr index_item(const slice& part) noexcept
      : start(part.start.value),
        stop(part.stop.value),
        step(part.step.given ? part.step.value : 1),
        is(kind::slice),
        has_start(part.start.given),
        has_stop(part.stop.given) {}
  constexpr index_item(all_t) noexcept : is(kind::whole) {}
  constexpr index_item(ellipsis_t) noexcept : is(kind::rest) {}
  constexpr index_item(newaxis_t) noexcept : is(kind::added) {}

  index_t start = 0;
  index_t stop = 0;
  index_t step = 1;
  kind is = kind::integer;
  bool has_start = false;
  bool has_stop = false;
};

/// What may stand in `a(...)`.
template <class I>
concept IndexItem = std::convertible_to<I, index_item>;

/// A layout and where it begins, in bytes from the start of the layout it was cut out of.
struct sliced {
  layout where;
  index_t offset = 0;
};

/// The part of a layout that the items name, by NumPy's rules. `index_error`, `value_error` for a step of 0.
LAZYND_API sliced apply_index(const layout& of, std::span<const index_item> items);

namespace detail {
[[noreturn]] LAZYND_API void throw_index_out_of_range(index_t index, int axis, index_t extent);
}

/// Byte offset of an element; one index for each axis, negative ones count from the end. `index_error` out of range.
inline index_t element_offset(const layout& of, std::span<const index_t> position) {
  index_t offset = 0;
  for (std::size_t axis = 0; axis < position.size(); ++axis) {
    const index_t extent = of.shape[axis];
    index_t at = position[axis];
    if (at < 0) at += extent;
    if (at < 0 || at >= extent) [[unlikely]] {
      detail::throw_index_out_of_range(position[axis], static_cast<int>(axis), extent);
    }
    offset += at * of.strides[axis];
  }
  return offset;
}

}  // namespace lazynd
