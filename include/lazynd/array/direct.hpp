// SPDX-License-Identifier: BSD-3-Clause
// The typed side of the short way for small expressions: operands of a tree to its kernels, one tile after the other.
#pragma once
#include <algorithm>

#include <lazynd/execution/lower.hpp>
#include <lazynd/execution/result_order.hpp>
#include <lazynd/planner/cost.hpp>

namespace lazynd::detail {

template <class E>
struct is_array_leaf : std::bool_constant<!is_constant<E>> {};

/// Number of array leaves of a tree.
template <class E>
inline constexpr std::size_t leaf_count = sum_over_leaves<E, is_array_leaf>;

/// Calls f for every array leaf of a tree, from left to right. Inlined, so that what f knows of a leaf stays in registers.
template <class E, class F>
LAZYND_ALWAYS_INLINE void for_each_leaf(const E& leaf, F& f) {
  f(leaf);
}
template <class T, class F>
LAZYND_ALWAYS_INLINE void for_each_leaf(const constant<T>&, F&) {}
template <class Op, class... A, class F>
LAZYND_ALWAYS_INLINE void for_each_leaf(const elementwise<Op, A...>& node, F& f);
template <class R, class A, class F>
LAZYND_ALWAYS_INLINE void for_each_leaf(const reduction<R, A>& node, F& f) {
  for_each_leaf(node.arg, f);
}
template <class Op, class... A, class F>
LAZYND_ALWAYS_INLINE void for_each_leaf(const elementwise<Op, A...>& node, F& f) {
  boost::hana::unpack(node.args, [&](const auto&... arg) { (for_each_leaf(arg, f), ...); });
}

template <class E>
const block* block_of(const E& leaf) noexcept {
  return &leaf.target();
}
template <class T>
const block* block_of(const erased<T>& leaf) noexcept {
  return leaf.storage.get();  // none for an expression
}

template <class E>
void collect_leaves(const E& tree, const block**& next) noexcept {
  auto append = [&](const auto& leaf) { *next++ = block_of(leaf); };
  for_each_leaf(tree, append);
}

/// Number of library results inside the clusters of a tree, each of which needs a tile.
template <class E>
inline constexpr int library_parts = 0;
template <class Op, class... A>
inline constexpr int library_parts<elementwise<Op, A...>> = is_fused_node<elementwise<Op, A...>> ? (library_parts<A> + ... + 0) : 1;

/// Addresses of the operands of a tree's parts, for n elements of a place that `leaves` points to.
struct tile_operands {
  const void* const* leaves;  ///< what is still to be used
  index_t n;
  simd_level level;

  /// Appends those of a cluster that `walk` meets; library results are computed into `tiles`.
  template <class E, class Walk>
  void collect(const E&, const void**& next, std::byte*&, Walk&) {
    *next++ = *leaves++;
  }
  template <class T, class Walk>
  void collect(const constant<T>& node, const void**& next, std::byte*&, Walk&) {
    *next++ = &node.value;
  }
  template <class Op, class... A, class Walk>
  void collect(const elementwise<Op, A...>& node, const void**& next, std::byte*& tiles, Walk& walk) {
    using node_type = elementwise<Op, A...>;
    if (!walk.is_new(node)) {
      leaves += leaf_count<node_type>;
    } else if constexpr (is_fused_node<node_type>) {
      if constexpr (!std::is_empty_v<Op>) *next++ = &node.op;
      boost::hana::unpack(node.args, [&](const auto&... arg) { (collect(arg, next, tiles, walk), ...); });
    } else {
      compute(node, tiles);
      *next++ = tiles;
      tiles += direct_tile * static_cast<index_t>(sizeof(typename node_type::value_type));
    }
  }

  /// An argument of a library kernel as n contiguous elements; computed or filled into `tile` where it is not memory already.
  template <class E>
  const void* argument(const E& node, void* tile) {
    if constexpr (is_leaf<E>) {
      return *leaves++;
    } else {
      compute(node, tile);
      return tile;
    }
  }
  template <class T>
  const void* argument(const constant<T>& node, void* tile) {
    std::fill_n(static_cast<T*>(tile), n, node.value);
    return tile;
  }

  /// out[i] = element i of the tree.
  template <class Op, class... A>
  void compute(const elementwise<Op, A...>& node, void* out) {
    using node_type = elementwise<Op, A...>;
    if constexpr (is_fused_node<node_type>) {
      with_cluster(node, [&]<class Cut>(std::type_identity<Cut>, auto walk) {
        const void* operands[cluster_of<node_type, 0>::next];  // all of them, though a walk may leave some out
        constexpr int parts = library_parts<node_type>;
        alignas(64) std::byte memory[parts > 0 ? std::size_t{parts} * direct_tile * 16 : 1];
        const void** next = operands;
        std::byte* tiles = memory;
        collect(node, next, tiles, walk);
        fused_kernels<typename Cut::type, Cut::next>.run[static_cast<int>(level)](operands, out, static_cast<std::size_t>(n));
      });
    } else {
      const kernel_set* const kernel = library_kernel<Op, typename A::value_type...>();
      if (!kernel) throw_no_kernel(Op::name, {dtype_of<typename A::value_type>...});
      alignas(64) std::byte tiles[sizeof...(A)][direct_tile * std::max({sizeof(typename A::value_type)...})];
      boost::hana::unpack(node.args, [&](const auto&... arg) {
        int next = 0;
        const void* const operands[] = {argument(arg, tiles[next++])...};
        kernel->run[static_cast<int>(level)](operands, out, static_cast<std::size_t>(n));
      });
    }
  }
};

template <class E>
void compute_tile(const void* expression, const void* const* leaves, void* out, index_t n, simd_level level) {
  tile_operands{leaves, n, level}.compute(*static_cast<const E*>(expression), out);
}

/// Estimated nanoseconds of one element of a cluster, without its memory.
template <class Cluster>
constexpr double cluster_nanoseconds() {
  const int operations = operation_count(Cluster::tokens.data(), Cluster::tokens.size());
  return planner::fused_nanoseconds(Cluster::weight, operations, sizeof(typename Cluster::value_type));
}

/// The same of a tree that needs no library kernel; of others it is known when they run only.
template <class E>
constexpr float direct_nanoseconds() {
  if constexpr (library_parts<E> != 0) {
    return -1;
  } else {
    return static_cast<float>(cluster_nanoseconds<typename cluster_of<E, 0>::type>());
  }
}

/// Calls f with what the short way has to know of a tree.
template <class Op, class... A, class F>
auto with_direct_call(const elementwise<Op, A...>& node, F&& f) {
  using node_type = elementwise<Op, A...>;
  const block* leaves[leaf_count<node_type> + 1];
  const block** next = leaves;
  collect_leaves(node, next);
  return f(direct_call{leaves, static_cast<int>(leaf_count<node_type>), dtype_of<typename node_type::value_type>,
                       library_parts<node_type> != 0, library_parts<node_type> == 0, direct_nanoseconds<node_type>(), &node,
                       compute_tile<node_type>});
}

/// Length of a vector of T whose elements follow each other, or -1 for every other block.
template <class T>
LAZYND_ALWAYS_INLINE index_t vector_length(const block& b) noexcept {
  const bool gapless = b.where.shape.size() == 1 && b.where.strides[0] == static_cast<index_t>(sizeof(T));
  return gapless ? b.where.shape[0] : -1;
}

/// The same of the first array leaf of a tree.
template <class E>
LAZYND_ALWAYS_INLINE index_t first_vector_length(const E& tree) noexcept {
  index_t length = -1;
  bool first = true;
  auto look = [&]<class Leaf>(const Leaf& leaf) {
    if (std::exchange(first, false)) length = vector_length<typename Leaf::value_type>(leaf.target());
  };
  for_each_leaf(tree, look);
  return length;
}

/// Looks whether all array leaves of a tree are vectors of that length without gaps. `apart` is asked of the address of each.
template <class E>
struct leaf_vectors {
  const void* addresses[leaf_count<E> + 1];
  bool fit = true;

  template <class Apart>
  LAZYND_ALWAYS_INLINE leaf_vectors(const E& tree, index_t length, Apart apart) {
    const void** next = addresses;
    auto look = [&]<class Leaf>(const Leaf& leaf) {
      using element = typename Leaf::value_type;
      const block& elements = leaf.target();
      const index_t n = vector_length<element>(elements);
      if (n != length || !apart(elements.data, sizeof(element))) fit = false;
      *next++ = elements.data;
    };
    for_each_leaf(tree, look);
  }
};

/// The commonest case without a further call: few elements in vectors without gaps, written to another one.
template <class E>
LAZYND_ALWAYS_INLINE bool try_direct_vectors(const E& node, const block& out) {
  using element = typename E::value_type;
  const index_t n = vector_length<element>(out);
  if (n < 0 || n > direct_limit || !out.writable) return false;
  // As numbers: comparing addresses of different arrays takes std::less_equal, whose header is a tenth of what this one costs to compile.
  const auto address = [](const std::byte* of) { return reinterpret_cast<std::uintptr_t>(of); };
  const std::uintptr_t begin = address(out.data), count = static_cast<std::uintptr_t>(n), end = begin + count * sizeof(element);
  const leaf_vectors<E> leaves(
      node, n, [&](const std::byte* first, std::size_t size) { return end <= address(first) || address(first) + count * size <= begin; });
  if (!leaves.fit) return false;
  tile_operands{leaves.addresses, n, active_simd_level()}.compute(node, out.data);
  return true;
}

/// Takes the short way when it can: true, and the result is in `destination`.
template <class Op, class... A>
bool try_direct(const elementwise<Op, A...>& node, block_handle& destination, bool may_replace) {
  if constexpr (!optimised_build) return false;
  if constexpr (library_parts<elementwise<Op, A...>> == 0) {
    if (destination && try_direct_vectors(node, *destination)) return true;
  }
  return with_direct_call(node, [&](const direct_call& call) { return run_direct_in_order(call, destination, may_replace); });
}

/// Whether it would be taken.
template <class Op, class... A>
bool takes_direct(const elementwise<Op, A...>& node, const block_handle& destination, bool may_replace) {
  if constexpr (!optimised_build) return false;
  return with_direct_call(node, [&](const direct_call& call) { return can_run_direct_in_order(call, destination, may_replace); });
}

}  // namespace lazynd::detail
