// SPDX-License-Identifier: BSD-3-Clause
// The short way for reductions of small contiguous expressions to one value: the same blocks, lanes and tree as the planned way.
#pragma once
#include <limits>

#include <lazynd/array/direct.hpp>
#include <lazynd/execution/conditions.hpp>

namespace lazynd::detail {

/// Reductions that may go the short way, if they turn out small and contiguous.
template <class E>
inline constexpr bool reduces_directly = false;
template <class Reducer, class Arg>
inline constexpr bool reduces_directly<reduction<Reducer, Arg>> = optimised_build &&
                                                                  (is_leaf<Arg> || is_fused_node<Arg>)&&library_parts<Arg> == 0 &&
                                                                  !has_reduction<Arg>;

/// Most elements of the short way: a result has few blocks, and no work for threads.
template <class Cluster, class Arg>
constexpr index_t direct_reduction_limit() {
  constexpr double bytes = leaf_count<Arg> * sizeof(typename Arg::value_type);
  constexpr double one = cluster_nanoseconds<Cluster>() + planner::nanoseconds_per_fused_weight + planner::memory_nanoseconds(bytes);
  return std::min<index_t>(64 * reduction_block, static_cast<index_t>(planner::parallel_threshold / one));
}

/// Number of elements when all axes are reduced and the operands are contiguous, of one shape and no more than the limit, else 0 or less;
/// `leaves` becomes the operands.
template <class Reducer, class Arg>
index_t count_of_direct_reduction(const reduction<Reducer, Arg>& node, const block** leaves,
                                  index_t limit = direct_reduction_limit<typename cluster_of<Arg, 0>::type, Arg>()) noexcept {
  if (watches_conditions()) return -1;
  const block** next = leaves;
  collect_leaves(node.arg, next);
  return count_of_whole(node.over, leaves, static_cast<int>(leaf_count<Arg>), limit);
}

/// Where the operands begin, when all axes are reduced and they are contiguous and of one shape.
template <class Arg>
struct whole_operands {
  const void* addresses[leaf_count<Arg> + 1];
  index_t count = -1;  ///< elements of each; 0 or less where the short way cannot be taken

  template <class Reducer>
  LAZYND_ALWAYS_INLINE whole_operands(const reduction<Reducer, Arg>& node, index_t most) noexcept {
    constexpr std::size_t leaves = leaf_count<Arg>;
    const index_t n = first_vector_length(node.arg);
    if (n > 0 && n <= most && node.over.all && !watches_conditions()) {
      const leaf_vectors<Arg> vectors(node.arg, n, [](const std::byte*, std::size_t) { return true; });
      if (vectors.fit) {
        std::copy_n(vectors.addresses, leaves, addresses);
        count = n;
        return;
      }
    }
    const block* blocks[leaves + 1];
    count = count_of_direct_reduction(node, blocks, most);
    if (count <= 0) return;
    for (std::size_t i = 0; i < leaves; ++i) addresses[i] = blocks[i]->data;
  }
};

/// Elements after which a search of truth values goes the planned way, if it has many more and found nothing yet.
inline constexpr index_t first_look = 4096;

/// True, and `result` is set, when the short way can be taken: for few elements, and where the first ones of many say it all.
template <class Reducer, class Arg>
bool try_direct_reduction(const reduction<Reducer, Arg>& node, typename Reducer::result_type& result) {
  using state = typename Reducer::state_type;
  using cut = cluster_of<Arg, 0>;
  using cluster = typename cut::type;
  constexpr bool may_end_early = is_search<cluster, Reducer> && std::is_same_v<typename Reducer::argument_type, bool>;
  constexpr index_t limit = direct_reduction_limit<cluster, Arg>();
  const whole_operands<Arg> whole(node, may_end_early && !node.over.initial ? std::numeric_limits<index_t>::max() : limit);
  const index_t count = whole.count;
  if (count <= 0) return false;
  constexpr index_t block = has_any_order<cluster, Reducer>() ? std::min(limit, 8 * reduction_block) : reduction_block;
  state states[static_cast<std::size_t>((limit + block - 1) / block)];
  state lanes[kept_lanes<cluster, Reducer>];
  const void* operands[cut::next];
  const simd_level level = active_simd_level();
  const auto fold = fused_reductions<cluster, Reducer, cut::next>.fold[static_cast<int>(level)];
  index_t blocks = 0, first = 0;
  do {
    const index_t n = std::min(may_end_early && count > limit ? first_look : block, count - first);
    const void* addresses[leaf_count<Arg> + 1];
    std::size_t at = 0;
    auto place = [&]<class Leaf>(const Leaf&) {
      addresses[at] = static_cast<const std::byte*>(whole.addresses[at]) + first * static_cast<index_t>(sizeof(typename Leaf::value_type));
      ++at;
    };
    for_each_leaf(node.arg, place);
    const void** next = operands;
    std::byte* no_tiles = nullptr;
    each_operand walk;
    tile_operands{addresses, n, level}.collect(node.arg, next, no_tiles, walk);
    fold(operands, lanes, static_cast<std::size_t>(n), first, fold_begin | fold_end);
    states[blocks++] = lanes[0];
    // Not a question to the kernel's pointer: with -fsanitize=undefined its answer is not a constant.
    if constexpr (is_search<cluster, Reducer>) {
      if (Reducer::settled(lanes[0])) break;
      if (may_end_early && count > limit) return false;
    }
  } while ((first += block) < count);
  for (index_t step = 1; step < blocks; step *= 2) {
    for (index_t b = 0; b + step < blocks; b += 2 * step) states[b] = Reducer::merge(states[b], states[b + step]);
  }
  if (const initial_element& initial = node.over.initial) {
    const auto* const first_of_all = reinterpret_cast<const typename Reducer::argument_type*>(initial.data());
    states[0] = Reducer::merge(Reducer::step(Reducer::identity(), *first_of_all, 0), states[0]);
    result = finish_state<Reducer>(states[0], count + 1, node.over.ddof);
    return true;
  }
  result = finish_state<Reducer>(states[0], count, node.over.ddof);
  return true;
}

}  // namespace lazynd::detail
