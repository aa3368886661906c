// SPDX-License-Identifier: BSD-3-Clause
// Elements of given ranks of a line that is not moved. Two elements of a sample bound the wanted ones from both sides; one pass over the
// line, without branches, counts what lies below and keeps what lies between: after Floyd and Rivest, "Expected time bounds for
// selection", CACM 18 (1975). What a sample promises wrongly costs a second, slower attempt, never the result. Elements equal to a bound
// are counted and not kept: of few different values none need a search.
#pragma once
#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <lazynd/execution/threads.hpp>

#include "execution/parallel.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

/// Finds elements by rank in lines of up to a number of elements, with memory that serves all of them.
template <class T>
class rank_selection {
  static constexpr index_t small = 600;
  static constexpr index_t part = 1 << 16;  ///< elements of a line that one thread looks through

 public:
  explicit rank_selection(index_t longest, int threads = 1)
      : kept_(std::make_unique_for_overwrite<T[]>(static_cast<std::size_t>(longest + 1))), threads_(threads) {}

  /// The elements of two ranks, `first` <= `second` <= `first` + 1, of a line without NaN.
  std::pair<T, T> at(const T* line, index_t n, index_t first, index_t second) {
    if (n > small) {
      if (std::pair<T, T> found; find_by_sample(line, n, first, second, found)) return found;
    }
    std::copy_n(line, n, kept_.get());
    return from_kept(n, first, second);
  }

 private:
  std::pair<T, T> from_kept(index_t n, index_t first, index_t second) {
    T* const data = kept_.get();
    std::nth_element(data, data + first, data + n, sorts_before{});
    const T low = data[first];
    return {low, second == first ? low : *std::min_element(data + second, data + n, sorts_before{})};
  }

  /// Whether both ranks lie within the bounds that a sample gives; then their elements.
  bool find_by_sample(const T* line, index_t n, index_t first, index_t second, std::pair<T, T>& found) {
    const auto size = std::min<index_t>(static_cast<index_t>(std::pow(static_cast<double>(n), 2 / 3.0)), 1 << 14);
    T* const sample = kept_.get();
    std::uint64_t state = 0x9e3779b97f4a7c15ULL;
    for (index_t i = 0; i < size; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      const index_t from = i * n / size, to = (i + 1) * n / size;
      sample[i] = line[from + static_cast<index_t>((state >> 33) % static_cast<std::uint64_t>(to - from))];
    }
    const double scale = static_cast<double>(size) / static_cast<double>(n);
    const double margin = 1.5 * std::sqrt(static_cast<double>(size)) + 1;
    const auto low = static_cast<index_t>(static_cast<double>(first) * scale - margin);
    const auto high = static_cast<index_t>(static_cast<double>(second) * scale + margin);
    const bool from_start = low <= 0, to_end = high >= size - 1;
    T least{}, greatest{};
    if (!to_end) {
      std::nth_element(sample, sample + high, sample + size, sorts_before{});
      greatest = sample[high];
    }
    if (!from_start) {
      std::nth_element(sample, sample + low, sample + (to_end ? size : high), sorts_before{});
      least = sample[low];
    }
    index_t kept = 0;
    if (from_start) {
      kept = keep(line, n, [=](T x) { return std::pair(false, sorts_before{}(x, greatest)); });
    } else if (to_end) {
      kept = keep(line, n, [=](T x) { return std::pair(!sorts_before{}(least, x), sorts_before{}(least, x)); });
    } else {
      kept = keep(line, n, [=](T x) {
        const bool above = sorts_before{}(least, x);
        return std::pair(!above, above & sorts_before{}(x, greatest));
      });
    }
    const index_t end = below_ + kept;  // of the ranks of kept elements
    if (below_ <= first && second < end) {
      found = from_kept(kept, first - below_, second - below_);
      return true;
    }
    const index_t before = first < below_ ? std::count_if(line, line + n, [=](T x) { return sorts_before{}(x, least); }) : 0;
    const index_t behind = second >= end ? std::count_if(line, line + n, [=](T x) { return sorts_before{}(greatest, x); }) : 0;
    if (first < before || second >= n - behind) return false;
    const auto of_rank = [&](index_t rank) {
      return rank < below_ ? least : rank >= end ? greatest : from_kept(kept, rank - below_, rank - below_).first;
    };
    found.first = of_rank(first);
    found.second = second == first ? found.first : of_rank(second);
    return true;
  }

  /// Keeps the elements for which the second of what `judge` says is true, counts those for which the first is.
  template <class F>
  index_t keep(const T* line, index_t n, F judge) {
    const index_t parts = (n + part - 1) / part;
    auto counts = std::make_unique<std::pair<index_t, index_t>[]>(static_cast<std::size_t>(parts));
    struct context {
      const T* line;
      T* kept;
      std::pair<index_t, index_t>* counts;
      index_t n;
      F judge;
    } shared{line, kept_.get(), counts.get(), n, judge};
    parallel_ranges(
        parts, 1, threads_,
        [](void* given, index_t begin, index_t end) {
          const context& of = *static_cast<const context*>(given);
          for (index_t p = begin; p < end; ++p) {
            T* const to = of.kept + p * part;
            index_t below = 0, count = 0;
            for (index_t i = p * part; i < std::min(of.n, (p + 1) * part); ++i) {
              const T x = of.line[i];
              const auto [is_below, is_between] = of.judge(x);
              to[count] = x;
              below += is_below ? 1 : 0;
              count += is_between ? 1 : 0;
            }
            of.counts[p] = {below, count};
          }
        },
        &shared);
    below_ = 0;
    index_t total = 0;
    for (index_t p = 0; p < parts; ++p) {
      const auto [below, count] = counts[static_cast<std::size_t>(p)];
      std::copy_n(kept_.get() + p * part, p == 0 ? 0 : count, kept_.get() + total);
      below_ += below;
      total += count;
    }
    return total;
  }

  std::unique_ptr<T[]> kept_;
  int threads_;
  index_t below_ = 0;  ///< elements that are not above the lower bound
};

}  // namespace lazynd::detail
