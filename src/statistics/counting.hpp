// SPDX-License-Identifier: BSD-3-Clause
// Counting what falls into places, with several threads.
#pragma once
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <lazynd/execution/threads.hpp>
#include <lazynd/support/config.hpp>

#include "execution/parallel.hpp"

namespace lazynd::detail {

/// Elements counted together; sums of weights are added up block by block.
inline constexpr index_t counting_block = 1 << 16;

/// Runs `count(counts, begin, end)` over n elements with several threads, each with counts of its own.
template <class F>
void count_in_parts(index_t n, std::span<index_t> counts, const F& count) {
  const auto places = static_cast<index_t>(counts.size());
  const int threads = n < 2 * counting_block || places > n / 16 ? 1 : get_num_threads();
  const index_t parts = std::min<index_t>(threads, (n + counting_block - 1) / counting_block);
  std::vector<index_t> each(static_cast<std::size_t>(parts > 1 ? parts * places : 0));
  struct context {
    const F* count;
    index_t n, parts, places;
    index_t* to;
  } shared{&count, n, parts, places, parts > 1 ? each.data() : counts.data()};
  parallel_ranges(
      parts, 1, threads,
      [](void* given, index_t begin, index_t end) {
        const context& of = *static_cast<const context*>(given);
        for (index_t part = begin; part < end; ++part) {
          (*of.count)(of.to + part * of.places, part * of.n / of.parts, (part + 1) * of.n / of.parts);
        }
      },
      &shared);
  for (std::size_t i = 0; i < each.size(); ++i) counts[i % counts.size()] += each[i];
}

/// Where neighbours are counted: few places have four tables, so that equal neighbours do not wait for each other.
using counting_tables = std::array<index_t*, 4>;

/// `count_in_parts` with `count(tables, begin, end)`: element i counts in `tables[i % 4]`.
template <class F>
void count_in_tables(index_t n, std::span<index_t> counts, const F& count) {
  constexpr index_t most_places = 512;  // all tables stay in the first-level cache
  const auto places = static_cast<index_t>(counts.size());
  if (places > most_places || places > n / 16) {
    count_in_parts(n, counts, [&](index_t* to, index_t begin, index_t end) { count(counting_tables{to, to, to, to}, begin, end); });
    return;
  }
  std::vector<index_t> each(4 * counts.size());
  count_in_parts(n, each, [&](index_t* to, index_t begin, index_t end) {
    count(counting_tables{to, to + places, to + 2 * places, to + 3 * places}, begin, end);
  });
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t table = 0; table < 4; ++table) counts[i] += each[table * counts.size() + i];
  }
}

/// Counts n elements, of which number i belongs to `place(i)`.
template <class F>
void count_places(index_t n, std::span<index_t> counts, const F& place) {
  count_in_tables(n, counts, [&](const counting_tables& tables, index_t begin, index_t end) {
    for (; begin + 4 <= end; begin += 4) {
      _Pragma("GCC unroll 4") for (index_t i = 0; i < 4; ++i)++ tables[static_cast<std::size_t>(i)][place(begin + i)];
    }
    for (; begin < end; ++begin) ++tables[0][place(begin)];
  });
}

/// Runs `add(sums, begin, end)`, which sets sums, over blocks of n elements with several threads, and adds those of the blocks in order.
template <class S, class F>
void add_in_blocks(index_t n, std::span<S> sums, const F& add) {
  constexpr index_t most_places = 1 << 20;  // of all blocks that are added up at once
  const index_t blocks = (n + counting_block - 1) / counting_block;
  const auto places = static_cast<index_t>(sums.size());
  const int threads = blocks < 2 ? 1 : get_num_threads();
  const index_t together = std::clamp<index_t>(most_places / std::max<index_t>(1, places), 1, threads == 1 ? 1 : 8 * threads);
  std::vector<S> each(static_cast<std::size_t>(std::min(blocks, together) * places));
  struct context {
    const F* add;
    index_t n, places, first;
    S* to;
  } shared{&add, n, places, 0, each.data()};
  for (; shared.first < blocks; shared.first += together) {
    const index_t count = std::min(together, blocks - shared.first);
    parallel_ranges(
        count, 1, threads,
        [](void* given, index_t begin, index_t end) {
          const context& of = *static_cast<const context*>(given);
          for (index_t i = begin; i < end; ++i) {
            const index_t from = (of.first + i) * counting_block;
            (*of.add)(of.to + i * of.places, from, std::min(of.n, from + counting_block));
          }
        },
        &shared);
    const S* block = each.data();
    for (index_t i = 0; i < count; ++i) {
      for (S& sum : sums) sum += *block++;
    }
  }
}

}  // namespace lazynd::detail
