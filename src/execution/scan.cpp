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

template <class Op, class T>
struct accumulated {
  static T next(T so_far, T x) { return op::invoke(Op{}, so_far, x); }

  /// Two totals of which the first may be of nothing.
  static std::optional<T> joined(const std::optional<T>& before, T after) { return before ? next(*before, after) : after; }

  /// Accumulates `Count` runs, which do not wait for each other, from one of their elements on. A few elements of a run follow each other:
  /// stores that go to another run each time are slow, since their addresses are multiples of half a page apart.
  template <index_t Count>
  static void scan_side_by_side(T* data, index_t from, index_t end) {
    T so_far[static_cast<std::size_t>(Count)];
    for (index_t r = 0; r < Count; ++r) so_far[r] = data[r * run + from];
    index_t i = from + 1;
    for (; i + 4 <= end; i += 4) {
      for (index_t r = 0; r < Count; ++r) {
        T* const x = data + r * run + i;
        const T first = next(so_far[r], x[0]), second = next(first, x[1]), third = next(second, x[2]), fourth = next(third, x[3]);
        x[0] = first;
        x[1] = second;
        x[2] = third;
        x[3] = so_far[r] = fourth;
      }
    }
    for (; i < end; ++i) {
      for (index_t r = 0; r < Count; ++r) data[r * run + i] = so_far[r] = next(so_far[r], data[r * run + i]);
    }
  }
  static void scan_some(T* data, index_t count, index_t from, index_t end) {
    for (; count >= 4; count -= 4, data += 4 * run) scan_side_by_side<4>(data, from, end);
    for (; count >= 2; count -= 2, data += 2 * run) scan_side_by_side<2>(data, from, end);
    if (count == 1) scan_side_by_side<1>(data, from, end);
  }

  /// Accumulates each run of a block by itself.
  static void scan_runs(T* data, index_t n) {
    const index_t whole = n / run, rest = n % run;
    if (rest > 0) scan_some(data, whole + 1, 0, rest);
    if (whole > 0) scan_some(data, whole, std::max<index_t>(0, rest - 1), run);
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
  static void scan_strip(T* data, index_t n, index_t pitch, index_t width) {
    T local[strip], inside[strip], before[strip];
    bool has_inside = false, has_before = false;
    for (index_t row = 0; row < n; ++row, data += pitch) {
      if (row % run != 0) {
        _Pragma("omp simd") for (index_t i = 0; i < width; ++i) local[i] = next(local[i], data[i]);
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
        std::copy_n(data, width, local);
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
template <class Op, class T>
class scan_lines {
  using work = accumulated<Op, T>;

 public:
  scan_lines(T* data, index_t outer, index_t length, index_t inner) : data_(data), outer_(outer), length_(length), inner_(inner) {}

  void run() {
    const int threads = outer_ * length_ * inner_ < 2 * worth_a_thread ? 1 : get_num_threads();
    if (inner_ > 1) {
      strips_ = (inner_ + strip - 1) / strip;
      each(outer_ * strips_, length_ * strip, threads, &scan_lines::scan_strips);
    } else if (threads == 1 || outer_ >= 2 * threads) {
      each(outer_, length_, threads, &scan_lines::scan_whole_lines);
    } else {
      for (line_ = data_; line_ != data_ + outer_ * length_; line_ += length_) scan_with_threads(threads);
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
      work::scan_strip(data_ + unit / strips_ * length_ * inner_ + first, length_, inner_, std::min(strip, inner_ - first));
    }
  }

  void scan_whole_lines(index_t begin, index_t end) {
    for (index_t line = begin; line < end; ++line) {
      if constexpr (std::is_integral_v<T>) {  // no order changes a bit, and the shortest way is one after the other
        const index_t n = length_;
        T* const elements = data_ + line * n;
        T so_far = elements[0];
        for (index_t i = 1; i < n; ++i) elements[i] = so_far = work::next(so_far, elements[i]);
        continue;
      }
      std::optional<T> before;
      for (index_t first = 0; first < length_; first += span) {
        T* const at = data_ + line * length_ + first;
        const index_t n = std::min(span, length_ - first);
        work::scan_runs(at, n);
        const T total = work::total_of_runs(at, n);
        work::offset_runs(at, n, before);
        before = work::joined(before, total);
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
      work::scan_runs(line_ + block * span, size_of(block));
      before_[static_cast<std::size_t>(block)] = work::total_of_runs(line_ + block * span, size_of(block));
    }
  }
  void offset_blocks(index_t begin, index_t end) {
    for (index_t block = begin; block < end; ++block) {
      work::offset_runs(line_ + block * span, size_of(block), before_[static_cast<std::size_t>(block)]);
    }
  }
  index_t size_of(index_t block) const { return std::min(span, length_ - block * span); }

  T* data_;
  index_t outer_, length_, inner_;
  index_t strips_ = 1;
  T* line_ = nullptr;
  std::vector<std::optional<T>> before_;  ///< total of what comes before each block
};

/// Operations that take and give elements of one type.
template <class Op, class T>
concept Folds = requires(op::computed_t<T> x) {
  { Op::apply(x, x) } -> std::same_as<op::computed_t<T>>;
};

template <class Op>
bool scan_with(std::string_view ufunc, const block& elements, int axis) {
  if (ufunc != Op::name) return false;
  const dims& shape = elements.where.shape;
  index_t outer = 1, inner = 1;
  for (int i = 0; i < axis; ++i) outer *= shape[static_cast<std::size_t>(i)];
  for (int i = axis + 1; i < elements.where.ndim(); ++i) inner *= shape[static_cast<std::size_t>(i)];
  return visit_dtype(elements.type, [&]<class T>(std::type_identity<T>) {
    if constexpr (Folds<Op, T>) {
      if (element_count(shape) == 0) return true;
      scan_lines<Op, T>(reinterpret_cast<T*>(elements.data), outer, shape[static_cast<std::size_t>(axis)], inner).run();
      return true;
    } else {
      return false;
    }
  });
}

/// The first of the operations that has the name.
template <class... Op>
bool scan_with_any(std::string_view ufunc, const block& elements, int axis) {
  return (scan_with<Op>(ufunc, elements, axis) || ...);
}

}  // namespace

bool scan_in_place(std::string_view ufunc, const block& elements, int axis) {
  // All but sums and products give the same bits in parts as one after the other.
  return scan_with_any<op::add, op::multiply, op::maximum, op::minimum, op::fmax, op::fmin, op::logical_and, op::logical_or,
                       op::logical_xor, op::bitwise_and, op::bitwise_or, op::bitwise_xor, op::gcd>(ufunc, elements, axis);
}

}  // namespace lazynd::detail
