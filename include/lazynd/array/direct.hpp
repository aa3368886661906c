// SPDX-License-Identifier: BSD-3-Clause
// The short way for small expressions: equal shapes, contiguous, straight to the kernels, without a plan.
#pragma once
#include <algorithm>

#include <lazynd/execution/lower.hpp>

namespace lazynd::detail {

/// Elements up to which the short way is taken; beyond, the planner may use threads.
inline constexpr index_t direct_limit = 16384;
inline constexpr std::size_t direct_tile = 512;

/// What the leaves of an expression have in common.
struct direct_layout {
  const block* first = nullptr;  ///< first array leaf, or the destination
  index_t count = 1;
  bool usable = true;

  /// True when the layout is C-contiguous; counts the elements.
  void start(const block& b) noexcept {
    first = &b;
    index_t expected = static_cast<index_t>(itemsize(b.type));
    for (std::size_t axis = b.where.shape.size(); axis-- > 0;) {
      usable = usable && (b.where.strides[axis] == expected || b.where.shape[axis] == 1);
      expected *= b.where.shape[axis];
      count *= b.where.shape[axis];
    }
    usable = usable && count <= direct_limit;
  }
  void require(const block& b) noexcept {
    if (!first) return start(b);
    if (!usable || &b == first) return;
    const std::size_t n = b.where.shape.size();
    if (n != first->where.shape.size()) {
      usable = false;
      return;
    }
    index_t expected = static_cast<index_t>(itemsize(b.type));
    for (std::size_t axis = n; axis-- > 0;) {
      const index_t extent = b.where.shape[axis];
      usable = usable && extent == first->where.shape[axis] && (b.where.strides[axis] == expected || extent == 1);
      expected *= extent;
    }
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

/// True when writing [out, out + bytes) element by element cannot disturb what the leaf still has to give.
template <class E>
bool safe_beside(const E& leaf, const std::byte* out, index_t count, std::size_t out_itemsize) noexcept {
  const block& b = leaf.target();
  if (b.data == out) return itemsize(b.type) == out_itemsize;
  const std::less_equal<const std::byte*> before;
  return before(b.data + static_cast<std::size_t>(count) * itemsize(b.type), out) ||
         before(out + static_cast<std::size_t>(count) * out_itemsize, b.data);
}
template <class T>
bool safe_beside(const constant<T>&, const std::byte*, index_t, std::size_t) noexcept {
  return true;
}
template <class Op, class... A>
bool safe_beside(const elementwise<Op, A...>& node, const std::byte* out, index_t count, std::size_t out_itemsize) noexcept {
  return boost::hana::unpack(node.args, [&](const auto&... arg) { return (safe_beside(arg, out, count, out_itemsize) && ...); });
}

/// Number of library results inside the clusters of a tree, each of which needs a tile.
template <class E>
inline constexpr int library_parts = 0;
template <class Op, class... A>
inline constexpr int library_parts<elementwise<Op, A...>> = is_fused_node<elementwise<Op, A...>> ? (library_parts<A> + ... + 0) : 1;

template <class E>
void run_direct(const E& node, index_t first, index_t n, void* out, simd_level level);

/// Collects operand addresses of a cluster for elements [first, first + n); library results are computed into tiles.
struct operand_collector {
  const void** next;
  std::byte* tiles;
  index_t first;
  index_t n;
  simd_level level;

  template <class T>
  void operator()(const terminal<T>& leaf) {
    *next++ = reinterpret_cast<const T*>(leaf.target().data) + first;
  }
  template <class T>
  void operator()(const borrowed_terminal<T>& leaf) {
    *next++ = reinterpret_cast<const T*>(leaf.target().data) + first;
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
      run_direct(node, first, n, tiles, level);
      *next++ = tiles;
      tiles += direct_tile * sizeof(typename node_type::value_type);
    }
  }
};

/// An argument of a library kernel as n contiguous elements; computed or filled into `tile` where it is not memory already.
template <class E>
const void* direct_argument(const E& node, index_t first, index_t n, void* tile, simd_level level) {
  if constexpr (is_leaf<E>) {
    return reinterpret_cast<const typename E::value_type*>(node.target().data) + first;
  } else {
    run_direct(node, first, n, tile, level);
    return tile;
  }
}
template <class T>
const void* direct_argument(const constant<T>& node, index_t, index_t n, void* tile, simd_level) {
  std::fill_n(static_cast<T*>(tile), n, node.value);
  return tile;
}

template <class Op, class... A>
void run_direct_library(const elementwise<Op, A...>& node, index_t first, index_t n, void* out, simd_level level) {
  const kernel_set* const kernel = library_kernel<Op, typename A::value_type...>();
  if (!kernel) throw_no_kernel(Op::name, {dtype_of<typename A::value_type>...});
  alignas(64) std::byte tiles[sizeof...(A)][direct_tile * std::max({sizeof(typename A::value_type)...})];
  boost::hana::unpack(node.args, [&](const auto&... arg) {
    int next = 0;
    const void* const operands[] = {direct_argument(arg, first, n, tiles[next++], level)...};
    kernel->run[static_cast<int>(level)](operands, out, static_cast<std::size_t>(n));
  });
}

/// out[i] = element `first + i` for i in [0, n); n <= direct_tile when the tree has library kernels.
template <class E>
void run_direct(const E& node, index_t first, index_t n, void* out, simd_level level) {
  if constexpr (is_fused_node<E>) {
    using cut = cluster_of<E, 0>;
    const void* operands[cut::next];
    constexpr int parts = library_parts<E>;
    alignas(64) std::byte tiles[parts > 0 ? static_cast<std::size_t>(parts) * direct_tile * 16 : 1];
    operand_collector collect{operands, tiles, first, n, level};
    collect(node);
    fused_kernels<typename cut::type, cut::next>.run[static_cast<int>(level)](operands, out, static_cast<std::size_t>(n));
  } else {
    run_direct_library(node, first, n, out, level);
  }
}

/// Takes the short way when it can: true, and the result is in `destination`.
template <class Op, class... A>
bool try_direct(const elementwise<Op, A...>& node, block_handle& destination, bool may_replace) {
  using node_type = elementwise<Op, A...>;
  using value_type = typename node_type::value_type;
  if constexpr (!optimised_build) return false;
  direct_layout common;
  inspect(node, common);
  if (!common.first || !common.usable) return false;
  if (destination && destination->where.shape == common.first->where.shape) {
    if (!destination->writable || !is_c_contiguous(destination->where, sizeof(value_type))) return false;
    if (!safe_beside(node, destination->data, common.count, sizeof(value_type))) return false;
  } else if (!destination || may_replace) {
    destination = allocate_block(dtype_of<value_type>, common.first->where.shape);
  } else {
    return false;
  }
  const simd_level level = active_simd_level();
  auto* const out = reinterpret_cast<value_type*>(destination->data);
  constexpr index_t step = library_parts<node_type> > 0 ? static_cast<index_t>(direct_tile) : direct_limit;
  for (index_t first = 0; first < common.count; first += step) {
    run_direct(node, first, std::min(step, common.count - first), out + first, level);
  }
  return true;
}

}  // namespace lazynd::detail
