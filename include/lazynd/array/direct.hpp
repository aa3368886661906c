// SPDX-License-Identifier: BSD-3-Clause
// The short way for small expressions: equal shapes, contiguous rows, straight to the kernels, without a plan.
#pragma once
#include <algorithm>

#include <lazynd/execution/lower.hpp>

namespace lazynd::detail {

/// Elements up to which the short way is taken; beyond, the planner may use threads.
inline constexpr index_t direct_limit = 16384;
inline constexpr std::size_t direct_tile = 512;

/// Axes up to which rows are walked without a plan.
inline constexpr std::size_t direct_axes = 8;

/// What the leaves of an expression have in common.
struct direct_layout {
  const block* first = nullptr;  ///< first array leaf
  index_t count = 1;
  bool usable = true;      ///< one shape, rows or everything contiguous, few elements
  bool contiguous = true;  ///< every operand in C order without gaps

  void require(const block& b) noexcept {
    if (!first) {
      first = &b;
      for (const index_t extent : b.where.shape) count *= extent;
      usable = count <= direct_limit;
    }
    if (!usable) return;
    const std::size_t n = b.where.shape.size();
    usable = n == first->where.shape.size();
    index_t expected = static_cast<index_t>(itemsize(b.type));
    for (std::size_t axis = n; usable && axis-- > 0;) {
      const index_t extent = b.where.shape[axis];
      usable = extent == first->where.shape[axis];
      if (extent != 1 && b.where.strides[axis] != expected) {
        contiguous = false;
        usable = usable && axis + 1 != n && n <= direct_axes;
      }
      expected *= extent;
    }
  }
};

/// Where a kernel call begins: element `first` of everything, or of the row at a position of the outer axes.
struct direct_place {
  index_t first = 0;
  const index_t* outer = nullptr;
  std::size_t outer_axes = 0;

  [[nodiscard]] std::byte* address(const block& b, std::size_t size) const noexcept {
    std::byte* at = b.data + first * static_cast<index_t>(size);
    for (std::size_t axis = 0; axis < outer_axes; ++axis) at += outer[axis] * b.where.strides[axis];
    return at;
  }
};

template <class E>
void inspect(const E& leaf, direct_layout& common) noexcept {
  common.require(leaf.target());
}
template <class T>
void inspect(const constant<T>&, direct_layout&) noexcept {}
template <class Op, class... A>
void inspect(const elementwise<Op, A...>& node, direct_layout& common) noexcept {
  boost::hana::unpack(node.args, [&](const auto&... arg) { (inspect(arg, common), ...); });
}

/// Lowest address of a layout and the first one beyond it.
struct byte_extent {
  const std::byte* low;
  const std::byte* high;
};
inline byte_extent extent_of(const block& b) noexcept {
  byte_extent result{b.data, b.data + itemsize(b.type)};
  for (std::size_t axis = 0; axis < b.where.shape.size(); ++axis) {
    const index_t reach = (b.where.shape[axis] - 1) * b.where.strides[axis];
    (reach < 0 ? result.low : result.high) += reach;
  }
  return result;
}

/// True when writing `out` element by element cannot disturb what the leaf still has to give. Both have the same shape.
template <class E>
bool safe_beside(const E& leaf, const block& out, const byte_extent& written) noexcept {
  const block& b = leaf.target();
  if (b.data == out.data) return itemsize(b.type) == itemsize(out.type) && b.where.strides == out.where.strides;
  const byte_extent read = extent_of(b);
  const std::less_equal<const std::byte*> before;
  return before(read.high, written.low) || before(written.high, read.low);
}
template <class T>
bool safe_beside(const constant<T>&, const block&, const byte_extent&) noexcept {
  return true;
}
template <class Op, class... A>
bool safe_beside(const elementwise<Op, A...>& node, const block& out, const byte_extent& written) noexcept {
  return boost::hana::unpack(node.args, [&](const auto&... arg) { return (safe_beside(arg, out, written) && ...); });
}

/// Number of library results inside the clusters of a tree, each of which needs a tile.
template <class E>
inline constexpr int library_parts = 0;
template <class Op, class... A>
inline constexpr int library_parts<elementwise<Op, A...>> = is_fused_node<elementwise<Op, A...>> ? (library_parts<A> + ... + 0) : 1;

template <class E>
void run_direct(const E& node, const direct_place& place, index_t n, void* out, simd_level level);

/// Collects operand addresses of a cluster for n elements from a place on; library results are computed into tiles.
struct operand_collector {
  const void** next;
  std::byte* tiles;
  direct_place place;
  index_t n;
  simd_level level;

  template <class T>
  void operator()(const terminal<T>& leaf) {
    *next++ = place.address(leaf.target(), sizeof(T));
  }
  template <class T>
  void operator()(const borrowed_terminal<T>& leaf) {
    *next++ = place.address(leaf.target(), sizeof(T));
  }
  template <class T>
  void operator()(const constant<T>& value) {
    *next++ = &value.value;
  }
  template <class Op, class... A>
  void operator()(const elementwise<Op, A...>& node) {
    using node_type = elementwise<Op, A...>;
    if constexpr (is_fused_node<node_type>) {
      if constexpr (!std::is_empty_v<Op>) *next++ = &node.op;
      boost::hana::unpack(node.args, [&](const auto&... arg) { ((*this)(arg), ...); });
    } else {
      run_direct(node, place, n, tiles, level);
      *next++ = tiles;
      tiles += direct_tile * sizeof(typename node_type::value_type);
    }
  }
};

/// An argument of a library kernel as n contiguous elements; computed or filled into `tile` where it is not memory already.
template <class E>
const void* direct_argument(const E& node, const direct_place& place, index_t n, void* tile, simd_level level) {
  if constexpr (is_leaf<E>) {
    return place.address(node.target(), sizeof(typename E::value_type));
  } else {
    run_direct(node, place, n, tile, level);
    return tile;
  }
}
template <class T>
const void* direct_argument(const constant<T>& node, const direct_place&, index_t n, void* tile, simd_level) {
  std::fill_n(static_cast<T*>(tile), n, node.value);
  return tile;
}

template <class Op, class... A>
void run_direct_library(const elementwise<Op, A...>& node, const direct_place& place, index_t n, void* out, simd_level level) {
  const kernel_set* const kernel = library_kernel<Op, typename A::value_type...>();
  if (!kernel) throw_no_kernel(Op::name, {dtype_of<typename A::value_type>...});
  alignas(64) std::byte tiles[sizeof...(A)][direct_tile * std::max({sizeof(typename A::value_type)...})];
  boost::hana::unpack(node.args, [&](const auto&... arg) {
    int next = 0;
    const void* const operands[] = {direct_argument(arg, place, n, tiles[next++], level)...};
    kernel->run[static_cast<int>(level)](operands, out, static_cast<std::size_t>(n));
  });
}

/// out[i] = element i from the place on, for i in [0, n); n <= direct_tile when the tree has library kernels.
template <class E>
void run_direct(const E& node, const direct_place& place, index_t n, void* out, simd_level level) {
  if constexpr (is_fused_node<E>) {
    using cut = cluster_of<E, 0>;
    const void* operands[cut::next];
    constexpr int parts = library_parts<E>;
    alignas(64) std::byte tiles[parts > 0 ? static_cast<std::size_t>(parts) * direct_tile * 16 : 1];
    operand_collector collect{operands, tiles, place, n, level};
    collect(node);
    fused_kernels<typename cut::type, cut::next>.run[static_cast<int>(level)](operands, out, static_cast<std::size_t>(n));
  } else {
    run_direct_library(node, place, n, out, level);
  }
}

/// Where the short way leads, if it can be taken.
enum class direct_way : std::uint8_t { none, into_destination, into_new_block };

/// Decides without computing anything; `common` becomes what the leaves have in common.
template <class Op, class... A>
direct_way find_direct_way(const elementwise<Op, A...>& node, const block_handle& destination, bool may_replace,
                           direct_layout& common) noexcept {
  if constexpr (!optimised_build) return direct_way::none;
  inspect(node, common);
  if (!common.first || !common.usable) return direct_way::none;
  if (destination && destination->where.shape == common.first->where.shape) {
    common.require(*destination);
    const bool fits = common.usable && destination->writable && safe_beside(node, *destination, extent_of(*destination));
    return fits ? direct_way::into_destination : direct_way::none;
  }
  return !destination || may_replace ? direct_way::into_new_block : direct_way::none;
}

/// One row after the other, each from a place of its own.
template <class Op, class... A>
void run_direct_rows(const elementwise<Op, A...>& node, const block& target, simd_level level, index_t step) {
  const dims& shape = target.where.shape;
  const std::size_t outer = shape.size() - 1;
  index_t position[direct_axes] = {};
  direct_place place{0, position, outer};
  for (index_t rows = element_count(shape) / shape[outer]; rows > 0; --rows) {
    for (place.first = 0; place.first < shape[outer]; place.first += step) {
      run_direct(node, place, std::min(step, shape[outer] - place.first), place.address(target, itemsize(target.type)), level);
    }
    for (std::size_t axis = outer; axis-- > 0;) {
      if (++position[axis] < shape[axis]) break;
      position[axis] = 0;
    }
  }
}

/// Takes the short way when it can: true, and the result is in `destination`.
template <class Op, class... A>
bool try_direct(const elementwise<Op, A...>& node, block_handle& destination, bool may_replace) {
  using node_type = elementwise<Op, A...>;
  using value_type = typename node_type::value_type;
  direct_layout common;
  const direct_way way = find_direct_way(node, destination, may_replace, common);
  if (way == direct_way::none) return false;
  if (way == direct_way::into_new_block) destination = allocate_block(dtype_of<value_type>, common.first->where.shape);
  const simd_level level = active_simd_level();
  constexpr index_t step = library_parts<node_type> != 0 ? static_cast<index_t>(direct_tile) : direct_limit;
  if (!common.contiguous) {
    if (common.count > 0) run_direct_rows(node, *destination, level, step);
    return true;
  }
  direct_place place;
  for (; place.first < common.count; place.first += step) {
    run_direct(node, place, std::min(step, common.count - place.first), place.address(*destination, sizeof(value_type)), level);
  }
  return true;
}

}  // namespace lazynd::detail
