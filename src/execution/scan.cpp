// SPDX-License-Identifier: BSD-3-Clause
#include "execution/scan.hpp"

#include <algorithm>
#include <concepts>
#include <optional>
#include <vector>

#include <lazynd/execution/threads.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>
#include <lazynd/expression/operations/comparison.hpp>
#include <lazynd/expression/operations/integer.hpp>
#include <lazynd/expression/operations/logic.hpp>

#include "execution/parallel.hpp"

namespace lazynd::detail {

namespace {

constexpr index_t run = 256;       ///< elements accumulated one after the other
constexpr index_t span = 8 * run;  ///< elements of a block
constexpr index_t strip = 128;     ///< neighbouring lines walked together
constexpr index_t worth_a_thread = 1 << 15;

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
    index_t i = begin + 1;
    for (; i + 4 <= end; i += 4) {
      for (index_t r = 0; r < Count; ++r) {
        const S* const x = from + r * run + i;
        T* const y = data + r * run + i;
        const T first = next(so_far[r], static_cast<T>(x[0])), second = next(first, static_cast<T>(x[1]));
        const T third = next(second, static_cast<T>(x[2])), fourth = next(third, static_cast<T>(x[3]));
        y[0] = first;
        y[1] = second;
        y[2] = third;
        y[3] = so_far[r] = fourth;
      }
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
      if (offset) {
        const T value = *offset;
        _Pragma("omp simd") for (index_t i = first; i < end; ++i) data[i] = next(value, data[i]);
      }
      inside = joined(inside, last);
    }
  }

  /// Neighbouring lines, `pitch` elements from one position to the next.
  static void scan_strip(const S* from, T* data, index_t n, index_t pitch, index_t width) {
    T local[strip], inside[strip], before[strip];
    bool has_inside = false, has_before = false;
    for (index_t row = 0; row < n; ++row, from += pitch, data += pitch) {
      if (row % run != 0) {
        _Pragma("omp simd") for (index_t i = 0; i < width; ++i) local[i] = next(local[i], static_cast<T>(from[i]));
      } else {
        if (row > 0) {
          _Pragma("omp simd") for (index_t i = 0; i < width; ++i) inside[i] = has_inside ? next(inside[i], local[i]) : local[i];
          has_inside = true;
        }
        if (row > 0 && row % span == 0) {
          _Pragma("omp simd") for (index_t i = 0; i < width; ++i) before[i] = has_before ? next(before[i], inside[i]) : inside[i];
          has_before = true;
          has_inside = false;
        }
        std::transform(from, from + width, local, [](S x) { return static_cast<T>(x); });
      }
      if (has_before && has_inside) {
        _Pragma("omp simd") for (index_t i = 0; i < width; ++i) data[i] = next(next(before[i], inside[i]), local[i]);
      } else if (has_before || has_inside) {
        const T* const offset = has_before ? before : inside;
        _Pragma("omp simd") for (index_t i = 0; i < width; ++i) data[i] = next(offset[i], local[i]);
      } else {
        std::copy_n(local, width, data);
      }
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
    const int threads = outer_ * length_ * inner_ < 2 * worth_a_thread ? 1 : get_num_threads();
    if (inner_ > 1) {
      strips_ = (inner_ + strip - 1) / strip;
      each(outer_ * strips_, length_ * strip, threads, &scan_lines::scan_strips);
    } else if (threads == 1 || outer_ >= 2 * threads) {
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
    for (index_t unit = begin; unit < end; ++unit) {
      const index_t first = unit % strips_ * strip;
      const index_t at = unit / strips_ * length_ * inner_ + first;
      work::scan_strip(from_ + at, data_ + at, length_, inner_, std::min(strip, inner_ - first));
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

  /// One line: the runs of all blocks, the totals in order, the offsets.
  void scan_with_threads(int threads) {
    const index_t blocks = (length_ + span - 1) / span;
    before_.assign(static_cast<std::size_t>(blocks), {});
    each(blocks, span, threads, &scan_lines::scan_blocks);
    std::optional<T> so_far;
    for (std::optional<T>& total : before_) {
      const T here = *total;
      total = so_far;
      so_far = work::joined(so_far, here);
    }
    each(blocks, span, threads, &scan_lines::offset_blocks);
  }
  void scan_blocks(index_t begin, index_t end) {
    for (index_t block = begin; block < end; ++block) {
      const index_t at = line_ * length_ + block * span;
      work::scan_runs(from_ + at, data_ + at, size_of(block));
      before_[static_cast<std::size_t>(block)] = work::total_of_runs(data_ + at, size_of(block));
    }
  }
  void offset_blocks(index_t begin, index_t end) {
    for (index_t block = begin; block < end; ++block) {
      work::offset_runs(data_ + line_ * length_ + block * span, size_of(block), before_[static_cast<std::size_t>(block)]);
    }
  }
  index_t size_of(index_t block) const { return std::min(span, length_ - block * span); }

  const S* from_;
  T* data_;
  index_t outer_, length_, inner_;
  index_t strips_ = 1;
  index_t line_ = 0;
  std::vector<std::optional<T>> before_;  ///< total of what comes before each block
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
