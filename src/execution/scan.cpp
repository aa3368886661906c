// SPDX-License-Identifier: BSD-3-Clause
#include "execution/scan.hpp"

#include <algorithm>
#include <atomic>
#include <concepts>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>
#include <lazynd/expression/operations/comparison.hpp>
#include <lazynd/expression/operations/integer.hpp>
#include <lazynd/expression/operations/logic.hpp>

#include "execution/parallel.hpp"

namespace lazynd::detail {

namespace {

constexpr index_t run = 256;             ///< elements accumulated one after the other
constexpr index_t span = 8 * run;        ///< elements of a block
constexpr index_t chunk = 16 * span;     ///< what a thread takes at once: it stays in the second-level cache between two visits
constexpr index_t row_bytes = 1 << 17;   ///< of neighbouring lines walked together: three such rows stay in the second-level cache
constexpr index_t least_strip = 128;     ///< lines for a thread
constexpr index_t near_bytes = 2 << 20;  ///< of results along neighbouring lines that one thread makes as fast
constexpr index_t worth_a_thread = 1 << 15;

// data[i] = value op data[i], compiled for each instruction set.
#define LAZYND_OFFSET_LOOP(LEVEL, BYTES, ATTRIBUTES)                                                \
  template <class Op, class T>                                                                      \
  ATTRIBUTES LAZYND_NOINLINE void offset_##LEVEL(T* data, index_t n, T value) {                     \
    _Pragma("omp simd") for (index_t i = 0; i < n; ++i) data[i] = op::invoke(Op{}, value, data[i]); \
  }
LAZYND_LOOPS_BEGIN
LAZYND_FOR_EACH_LEVEL(LAZYND_OFFSET_LOOP)
LAZYND_LOOPS_END
#undef LAZYND_OFFSET_LOOP

template <class Op, class T>
void offset_all(T* data, index_t n, T value) {
  static constexpr void (*loops[])(T*, index_t, T) =
      LAZYND_ALL_LEVELS((&offset_baseline<Op, T>), (&offset_avx2<Op, T>), (&offset_avx512<Op, T>));
  loops[static_cast<std::size_t>(active_simd_level())](data, n, value);
}

/// `Op` over elements of type S, which become T. Where the results are written to may be where the elements are.
template <class Op, class T, class S>
struct accumulated {
  static T next(T so_far, T x) { return op::invoke(Op{}, so_far, x); }

  /// Two totals of which the first may be of nothing.
  static std::optional<T> joined(const std::optional<T>& before, T after) { return before ? next(*before, after) : after; }

  /// Accumulates elements `begin` to `end` of `Count` runs, which do not wait for each other. A few elements of a run follow each other:
  /// stores that go to another run each time are slow, since their addresses are multiples of half a page apart.
  template <index_t Count>
  static void scan_side_by_side(const S* from, T* data, index_t begin, index_t end) {
    T so_far[static_cast<std::size_t>(Count)];
    for (index_t r = 0; r < Count; ++r) {
      const index_t at = r * run + begin;
      so_far[r] = begin == 0 ? static_cast<T>(from[at]) : next(data[at - 1], static_cast<T>(from[at]));
      data[at] = so_far[r];
    }
    constexpr index_t per_line = std::max<index_t>(4, 64 / sizeof(T));
    index_t i = begin + 1;
    for (; i + 4 <= end; i += 4) {
      const bool next_line = i % per_line < 4;
      const auto four_of = [&](index_t r) {
        const S* const x = from + r * run + i;
        T* const y = data + r * run + i;
        if (next_line) {  // of the next block: runs are too short for the processor to read ahead by itself
          __builtin_prefetch(x + span, 0, 2);
          __builtin_prefetch(y + span, 0, 2);
        }
        const T first = next(so_far[r], static_cast<T>(x[0])), second = next(first, static_cast<T>(x[1]));
        const T third = next(second, static_cast<T>(x[2])), fourth = next(third, static_cast<T>(x[3]));
        y[0] = first;
        y[1] = second;
        y[2] = third;
        y[3] = so_far[r] = fourth;
      };
      [&]<index_t... R>(std::integer_sequence<index_t, R...>) { (four_of(R), ...); }
      (std::make_integer_sequence<index_t, Count>());
    }
    for (; i < end; ++i) {
      for (index_t r = 0; r < Count; ++r) data[r * run + i] = so_far[r] = next(so_far[r], static_cast<T>(from[r * run + i]));
    }
  }
  static void scan_some(const S* from, T* data, index_t count, index_t begin, index_t end) {
    for (; count >= 4; count -= 4, from += 4 * run, data += 4 * run) scan_side_by_side<4>(from, data, begin, end);
    for (; count >= 2; count -= 2, from += 2 * run, data += 2 * run) scan_side_by_side<2>(from, data, begin, end);
    if (count == 1) scan_side_by_side<1>(from, data, begin, end);
  }

  /// Accumulates each run of a block by itself.
  static void scan_runs(const S* from, T* data, index_t n) {
    const index_t whole = n / run, rest = n % run;
    if (rest > 0) scan_some(from, data, whole + 1, 0, rest);
    if (whole > 0) scan_some(from, data, whole, rest, run);
  }

  /// A line of integers: no order changes a bit, so four elements are put together before they wait for what came before.
  static void scan_integers(const S* from, T* data, index_t n) {
    T so_far = data[0] = static_cast<T>(from[0]);
    index_t i = 1;
    for (; i + 4 <= n; i += 4) {
      const T first = static_cast<T>(from[i]), second = next(first, static_cast<T>(from[i + 1]));
      const T third = next(second, static_cast<T>(from[i + 2])), fourth = next(third, static_cast<T>(from[i + 3]));
      data[i] = next(so_far, first);
      data[i + 1] = next(so_far, second);
      data[i + 2] = next(so_far, third);
      data[i + 3] = so_far = next(so_far, fourth);
    }
    for (; i < n; ++i) data[i] = so_far = next(so_far, static_cast<T>(from[i]));
  }

  /// Total of a block whose runs are accumulated.
  static T total_of_runs(const T* data, index_t n) {
    std::optional<T> total;
    for (index_t first = 0; first < n; first += run) total = joined(total, data[std::min(n, first + run) - 1]);
    return *total;
  }

  /// Adds what came before to each run of a block.
  static void offset_runs(T* data, index_t n, const std::optional<T>& before) {
    std::optional<T> inside;
    for (index_t first = 0; first < n; first += run) {
      const index_t end = std::min(n, first + run);
      const T last = data[end - 1];
      const std::optional<T> offset = inside ? joined(before, *inside) : before;
      if (offset) offset_all<Op>(data + first, end - first, *offset);
      inside = joined(inside, last);
    }
  }

  /// What is accumulated by itself before the total of what comes before it is added. No order changes a bit of integers.
  static constexpr index_t block = std::is_integral_v<T> ? chunk : span;
  /// Elements from which on it is worth it to share a line: of integers, one thread takes what the memory gives.
  static constexpr index_t long_line = std::is_integral_v<T> ? 32 * chunk : 4 * chunk;
  static void scan_block(const S* from, T* data, index_t n) {
    if constexpr (std::is_integral_v<T>) {
      scan_integers(from, data, n);
    } else {
      scan_runs(from, data, n);
    }
  }
  static T total_of_block(const T* data, index_t n) {
    if constexpr (std::is_integral_v<T>) {
      return data[n - 1];
    } else {
      return total_of_runs(data, n);
    }
  }
  static void offset_block(T* data, index_t n, const std::optional<T>& before) {
    if constexpr (!std::is_integral_v<T>) {
      offset_runs(data, n, before);
    } else if (before) {
      offset_all<Op>(data, n, *before);
    }
  }

  /// Neighbouring lines, `pitch` elements from one position to the next, with room for three rows of them.
  static void scan_strip(const S* from, T* data, index_t n, index_t pitch, index_t width, T* room) {
    T *const local = room, *const inside = room + width, *const before = room + 2 * width;
    bool has_inside = false, has_before = false;
    for (index_t row = 0; row < n; ++row, from += pitch, data += pitch) {
      const bool begins = row % run == 0;
      if (begins && row > 0) {
        _Pragma("omp simd") for (index_t i = 0; i < width; ++i) inside[i] = has_inside ? next(inside[i], local[i]) : local[i];
        has_inside = true;
        if (row % span == 0) {
          _Pragma("omp simd") for (index_t i = 0; i < width; ++i) before[i] = has_before ? next(before[i], inside[i]) : inside[i];
          has_before = true;
          has_inside = false;
        }
      }
      if (has_before && has_inside) {
        scan_row(from, data, width, local, begins, [&](index_t i, T x) { return next(next(before[i], inside[i]), x); });
      } else if (has_before || has_inside) {
        const T* const offset = has_before ? before : inside;
        scan_row(from, data, width, local, begins, [&](index_t i, T x) { return next(offset[i], x); });
      } else {
        scan_row(from, data, width, local, begins, [](index_t, T x) { return x; });
      }
    }
  }

  /// One row of neighbouring lines: the sums of the current runs, and with what came before them.
  template <class Whole>
  static void scan_row(const S* from, T* data, index_t width, T* local, bool begins, Whole whole) {
    if (begins) {
      _Pragma("omp simd") for (index_t i = 0; i < width; ++i) data[i] = whole(i, local[i] = static_cast<T>(from[i]));
    } else {
      _Pragma("omp simd") for (index_t i = 0; i < width; ++i) data[i] = whole(i, local[i] = next(local[i], static_cast<T>(from[i])));
    }
  }
};

/// The lines of a block along one axis.
template <class Op, class T, class S>
class scan_lines {
  using work = accumulated<Op, T, S>;

 public:
  scan_lines(const S* from, T* data, index_t outer, index_t length, index_t inner)
      : from_(from), data_(data), outer_(outer), length_(length), inner_(inner) {}

  void run() {
    constexpr auto size = static_cast<index_t>(sizeof(T));
    const index_t elements = outer_ * length_ * inner_;
    const bool small = inner_ > 1 ? elements <= near_bytes / size : elements < 2 * worth_a_thread;
    const int threads = small ? 1 : get_num_threads();
    if (inner_ > 1) {
      const index_t share = (inner_ + threads - 1) / threads;
      width_ = std::min({inner_, row_bytes / size, outer_ >= 2 * threads ? inner_ : std::max(least_strip, (share + 15) / 16 * 16)});
      strips_ = (inner_ + width_ - 1) / width_;
      each(outer_ * strips_, length_ * width_, threads, &scan_lines::scan_strips);
    } else if (threads == 1 || outer_ >= 2 * threads || length_ < work::long_line) {
      each(outer_, length_, threads, &scan_lines::scan_whole_lines);
    } else {
      for (line_ = 0; line_ < outer_; ++line_) scan_with_threads(threads);
    }
  }

 private:
  using part = void (scan_lines::*)(index_t, index_t);

  /// Calls a member over ranges of units of that many elements.
  void each(index_t units, index_t elements, int threads, part what) {
    struct context {
      scan_lines* self;
      part what;
    } call{this, what};
    parallel_ranges(
        units, std::max<index_t>(1, worth_a_thread / std::max<index_t>(1, elements)), threads,
        [](void* given, index_t begin, index_t end) {
          const auto& [self, member] = *static_cast<context*>(given);
          (self->*member)(begin, end);
        },
        &call);
  }

  void scan_strips(index_t begin, index_t end) {
    const auto room = std::make_unique_for_overwrite<T[]>(static_cast<std::size_t>(3 * width_));
    for (index_t unit = begin; unit < end; ++unit) {
      const index_t first = unit % strips_ * width_;
      const index_t at = unit / strips_ * length_ * inner_ + first;
      work::scan_strip(from_ + at, data_ + at, length_, inner_, std::min(width_, inner_ - first), room.get());
    }
  }

  void scan_whole_lines(index_t begin, index_t end) {
    for (index_t line = begin; line < end; ++line) {
      if constexpr (std::is_integral_v<T>) {
        work::scan_integers(from_ + line * length_, data_ + line * length_, length_);
      } else {
        std::optional<T> before;
        for (index_t first = 0; first < length_; first += span) {
          const index_t at = line * length_ + first, n = std::min(span, length_ - first);
          work::scan_runs(from_ + at, data_ + at, n);
          const T total = work::total_of_runs(data_ + at, n);
          work::offset_runs(data_ + at, n, before);
          before = work::joined(before, total);
        }
      }
    }
  }

  /// One line. Each thread accumulates a chunk by itself, waits for the total of what comes before it, hands on its own, and adds the one
  /// it got while the chunk is still in its cache. Chunks are taken in order: who is waited for is at work.
  void scan_with_threads(int threads) {
    chunks_ = (length_ + chunk - 1) / chunk;
    before_.assign(static_cast<std::size_t>(chunks_ + 1), {});
    known_ = std::make_unique<std::atomic<bool>[]>(before_.size());
    known_[0].store(true, std::memory_order_relaxed);
    next_.store(0, std::memory_order_relaxed);
    each(threads, worth_a_thread, threads, &scan_lines::scan_chunks);
  }
  void scan_chunks(index_t, index_t) {
    for (index_t at; (at = next_.fetch_add(1, std::memory_order_relaxed)) < chunks_;) scan_chunk(at);
  }
  void scan_chunk(index_t at) {
    const index_t n = std::min(chunk, length_ - at * chunk);
    T* const data = data_ + line_ * length_ + at * chunk;
    T totals[chunk / work::block];
    for (index_t first = 0; first < n; first += work::block) {
      const index_t count = std::min(work::block, n - first);
      work::scan_block(from_ + (data - data_) + first, data + first, count);
      totals[first / work::block] = work::total_of_block(data + first, count);
    }
    const auto here = static_cast<std::size_t>(at);
    while (!known_[here].load(std::memory_order_acquire)) std::this_thread::yield();
    std::optional<T> before = before_[here], so_far = before;
    for (index_t first = 0; first < n; first += work::block) so_far = work::joined(so_far, totals[first / work::block]);
    before_[here + 1] = so_far;
    known_[here + 1].store(true, std::memory_order_release);
    for (index_t first = 0; first < n; first += work::block) {
      work::offset_block(data + first, std::min(work::block, n - first), before);
      before = work::joined(before, totals[first / work::block]);
    }
  }

  const S* from_;
  T* data_;
  index_t outer_, length_, inner_;
  index_t width_ = 1, strips_ = 1;
  index_t line_ = 0;
  index_t chunks_ = 0;
  std::atomic<index_t> next_ = 0;               ///< chunk that no thread has taken
  std::vector<std::optional<T>> before_;        ///< total of what comes before each chunk
  std::unique_ptr<std::atomic<bool>[]> known_;  ///< whether it is known
};

/// Operations that take and give elements of one type.
template <class Op, class T>
concept Folds = requires(op::computed_t<T> x) {
  { Op::apply(x, x) } -> std::same_as<op::computed_t<T>>;
};

/// Calls f with the type of elements, if it is the results' or one of `Others`.
template <class T, class... Others, class F>
bool with_source(dtype from, F f) {
  if (from == dtype_of<T>) return f(std::type_identity<T>{}), true;
  return ((from == dtype_of<Others> && (f(std::type_identity<Others>{}), true)) || ...);
}

template <class Op>
bool scan_with(std::string_view ufunc, const block& from, const block& to, int axis) {
  if (ufunc != Op::name) return false;
  const dims& shape = to.where.shape;
  index_t outer = 1, inner = 1;
  for (int i = 0; i < axis; ++i) outer *= shape[static_cast<std::size_t>(i)];
  for (int i = axis + 1; i < to.where.ndim(); ++i) inner *= shape[static_cast<std::size_t>(i)];
  return visit_dtype(to.type, [&]<class T>(std::type_identity<T>) {
    if constexpr (Folds<Op, T>) {
      const auto scan = [&]<class S>(std::type_identity<S>) {
        if (element_count(shape) == 0) return;
        scan_lines<Op, T, S>(reinterpret_cast<const S*>(from.data), reinterpret_cast<T*>(to.data), outer,
                             shape[static_cast<std::size_t>(axis)], inner)
            .run();
      };
      constexpr bool widens = std::is_same_v<Op, op::add> || std::is_same_v<Op, op::multiply>;
      if constexpr (widens && std::is_same_v<T, std::int64_t>) {
        return with_source<T, std::int8_t, std::int16_t, std::int32_t>(from.type, scan);
      } else if constexpr (widens && std::is_same_v<T, std::uint64_t>) {
        return with_source<T, std::uint8_t, std::uint16_t, std::uint32_t>(from.type, scan);
      } else {
        return with_source<T>(from.type, scan);
      }
    } else {
      return false;
    }
  });
}

/// The first of the operations that has the name.
template <class... Op>
bool scan_with_any(std::string_view ufunc, const block& from, const block& to, int axis) {
  return (scan_with<Op>(ufunc, from, to, axis) || ...);
}

}  // namespace

bool scan_into(std::string_view ufunc, const block& from, const block& to, int axis) {
  if (!is_c_contiguous(from.where, itemsize(from.type)) || !is_c_contiguous(to.where, itemsize(to.type))) return false;
  // All but sums and products give the same bits in parts as one after the other.
  return scan_with_any<op::add, op::multiply, op::maximum, op::minimum, op::fmax, op::fmin, op::logical_and, op::logical_or,
                       op::logical_xor, op::bitwise_and, op::bitwise_or, op::bitwise_xor, op::gcd>(ufunc, from, to, axis);
}

bool scan_in_place(std::string_view ufunc, const block& elements, int axis) { return scan_into(ufunc, elements, elements, axis); }

}  // namespace lazynd::detail
