// SPDX-License-Identifier: BSD-3-Clause
// Elements of given ranks of a line that is not moved. Two elements of a sample bound the wanted ones from both sides; one pass over the
// line, without branches, counts what lies below and keeps what lies between: after Floyd and Rivest, "Expected time bounds for
// selection", CACM 18 (1975). What a sample promises wrongly costs a second, slower attempt, never the result. Elements equal to a bound
// are counted and not kept: of few different values none need a search.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>

#include "execution/parallel.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

/// between[i] = whether an element lies within the bounds there are; how many of so few elements are not above the lower one.
template <bool Lower, bool Upper, class T>
LAZYND_ALWAYS_INLINE index_t compare_with_bounds(const T* x, index_t n, T least, T greatest, std::uint8_t* between) {
  using number = std::conditional_t<sizeof(T) == 8, std::int64_t, std::int32_t>;  // of elements: as wide as they are
  number below = 0;
  if constexpr (Lower) {
    _Pragma("omp simd reduction(+:below)") for (index_t i = 0; i < n; ++i) below += sorts_before{}(least, x[i]) ? 0 : 1;
  }
  _Pragma("omp simd") for (index_t i = 0; i < n; ++i) {
    const bool above = !Lower || sorts_before{}(least, x[i]), under = !Upper || sorts_before{}(x[i], greatest);
    between[i] = static_cast<std::uint8_t>(above & under);
  }
  return below;
}

template <class T>
LAZYND_ALWAYS_INLINE bool any_nan(const T* x, index_t n) {
  using flag = std::conditional_t<sizeof(T) == 8, std::int64_t, std::int32_t>;
  flag found = 0;
  _Pragma("omp simd reduction(|:found)") for (index_t i = 0; i < n; ++i) found |= is_nan_element(x[i]) ? 1 : 0;
  return found != 0;
}

// Both for each instruction set.
#define LAZYND_SELECTION_LOOPS(LEVEL, BYTES, ...)                                                          \
  template <bool Lower, bool Upper, class T>                                                               \
  __VA_ARGS__ index_t compare_##LEVEL(const T* x, index_t n, T least, T greatest, std::uint8_t* between) { \
    return compare_with_bounds<Lower, Upper>(x, n, least, greatest, between);                              \
  }                                                                                                        \
  template <class T>                                                                                       \
  __VA_ARGS__ bool any_nan_##LEVEL(const T* x, index_t n) {                                                \
    return any_nan(x, n);                                                                                  \
  }
LAZYND_LOOPS_BEGIN
LAZYND_FOR_EACH_LEVEL(LAZYND_SELECTION_LOOPS)
LAZYND_LOOPS_END
#undef LAZYND_SELECTION_LOOPS

/// Whether an element of a line is NaN.
template <class T>
bool has_nan(const T* line, index_t n) {
  if constexpr (std::is_integral_v<T>) {
    return false;
  } else {
    static constexpr bool (*loops[])(const T*, index_t) = LAZYND_ALL_LEVELS(&any_nan_baseline<T>, &any_nan_avx2<T>, &any_nan_avx512<T>);
    return loops[static_cast<std::size_t>(active_simd_level())](line, n);
  }
}

/// Finds elements by rank in lines of up to a number of elements, with memory that serves all of them.
template <class T>
class rank_selection {
  static constexpr index_t small = 600;
  static constexpr index_t part = 1 << 16;  ///< elements of a line that one thread looks through
  static constexpr index_t together = 256;  ///< elements that are compared before any of them is kept

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
    // One of each stretch of the line, anywhere in it; a double says where fast enough, and too far only at the end.
    const double stretch = static_cast<double>(n) / static_cast<double>(size);
    std::uint64_t state = 0x9e3779b97f4a7c15ULL;
    for (index_t i = 0; i < size; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      const double place = static_cast<double>(i) + static_cast<double>(static_cast<std::int64_t>(state >> 11)) * 0x1p-53;
      sample[i] = line[std::min(static_cast<index_t>(place * stretch), n - 1)];
    }
    const double scale = static_cast<double>(size) / static_cast<double>(n);
    // Narrow bounds of a short line miss one time in 60, which costs less than the elements that wide ones keep.
    const double margin = (n < 4096 ? 1.1 : 1.5) * std::sqrt(static_cast<double>(size)) + 1;
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
    const index_t kept = from_start ? keep<false, true>(line, n, least, greatest)
                         : to_end   ? keep<true, false>(line, n, least, greatest)
                                    : keep<true, true>(line, n, least, greatest);
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

  /// Copies the elements for which `wanted` is 1; two at a time, since the place of each waits for the one before.
  static T* keep_some(const T* from, index_t n, const std::uint8_t* wanted, T* to) {
    index_t i = 0;
    for (; i + 2 <= n; i += 2) {
      to[0] = from[i];
      to[wanted[i]] = from[i + 1];
      to += wanted[i] + wanted[i + 1];
    }
    if (i < n) {
      *to = from[i];
      to += wanted[i];
    }
    return to;
  }

  /// Keeps the elements within bounds, and counts those that are not above the lower one.
  template <bool Lower, bool Upper>
  index_t keep(const T* line, index_t n, T least, T greatest) {
    const index_t parts = (n + part - 1) / part;
    auto counts = std::make_unique<std::pair<index_t, index_t>[]>(static_cast<std::size_t>(parts));
    struct context {
      const T* line;
      T* kept;
      std::pair<index_t, index_t>* counts;
      index_t n;
      T least, greatest;
    } shared{line, kept_.get(), counts.get(), n, least, greatest};
    parallel_ranges(
        parts, 1, threads_,
        [](void* given, index_t begin, index_t end) {
          const context& of = *static_cast<const context*>(given);
          static constexpr index_t (*loops[])(const T*, index_t, T, T, std::uint8_t*) =
              LAZYND_ALL_LEVELS((&compare_baseline<Lower, Upper, T>), (&compare_avx2<Lower, Upper, T>), (&compare_avx512<Lower, Upper, T>));
          const auto compare = loops[static_cast<std::size_t>(active_simd_level())];
          std::array<std::uint8_t, together> between;
          for (index_t p = begin; p < end; ++p) {
            T* to = of.kept + p * part;
            index_t below = 0;
            const index_t last = std::min(of.n, (p + 1) * part);
            for (index_t i = p * part; i < last; i += together) {
              const index_t count = std::min(together, last - i);
              below += compare(of.line + i, count, of.least, of.greatest, between.data());
              to = keep_some(of.line + i, count, between.data(), to);
            }
            of.counts[p] = {below, to - (of.kept + p * part)};
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
