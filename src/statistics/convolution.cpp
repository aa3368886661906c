// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/convolution.hpp>

#include <algorithm>

#include <lazynd/array/creation.hpp>
#include <lazynd/array/manipulation.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/support/error.hpp>

#include "execution/parallel.hpp"
#include "statistics/arguments.hpp"

namespace lazynd {

overlap_mode parse_overlap_mode(std::string_view name) {
  if (name == "full") return overlap_mode::full;
  if (name == "same") return overlap_mode::same;
  if (name == "valid") return overlap_mode::valid;
  throw value_error("convolve: no mode '" + std::string(name) + "'");
}

namespace detail {

namespace {

constexpr index_t block = 2048;              ///< sums made together: they stay in the cache
constexpr index_t worth_a_thread = 1 << 17;  ///< products

/// The type sums are made in.
dtype summed_in(dtype type) {
  if (kind(type) < dtype_kind::floating) return dtype::int64;
  return itemsize(type) == 2 ? dtype::float32 : type;
}

/// Sums k from `first` on of x[k - j] * taps[j]; x is not shorter than taps.
template <class T>
class sliding_sums {
 public:
  sliding_sums(const array<T>& x, const array<T>& taps, index_t first, index_t count)
      : x_(x), taps_(taps), first_(first), sums_(zeros<T>({count})) {}

  array<T> run() {
    const index_t blocks = (sums_.size() + block - 1) / block;
    const int threads = sums_.size() * taps_.size() < 2 * worth_a_thread ? 1 : get_num_threads();
    parallel_ranges(
        blocks, std::max<index_t>(1, worth_a_thread / (block * taps_.size())), threads,
        [](void* self, index_t begin, index_t end) {
          for (index_t i = begin; i < end; ++i) static_cast<sliding_sums*>(self)->add_block(i * block);
        },
        this);
    return std::move(sums_);
  }

 private:
  /// Where all taps reach the line together, four of them in one pass; at the ends one by one.
  void add_block(index_t begin) {
    const index_t end = std::min(begin + block, sums_.size());
    const index_t inner_begin = std::clamp(taps_.size() - 1 - first_, begin, end);
    const index_t inner_end = std::clamp(x_.size() - first_, inner_begin, end);
    add_each(begin, inner_begin);
    if (inner_begin < inner_end) {
      view<T> sums = part(sums_, inner_begin, inner_end - inner_begin);
      const index_t at = first_ + inner_begin, n = inner_end - inner_begin;
      index_t j = 0;
      for (; j + 4 <= taps_.size(); j += 4) {
        sums = sums + part(x_, at - j, n) * taps_(j) + part(x_, at - j - 1, n) * taps_(j + 1) + part(x_, at - j - 2, n) * taps_(j + 2) +
               part(x_, at - j - 3, n) * taps_(j + 3);
      }
      for (; j < taps_.size(); ++j) sums = sums + part(x_, at - j, n) * taps_(j);
    }
    add_each(inner_end, end);
  }

  void add_each(index_t begin, index_t end) {
    for (index_t j = 0; j < taps_.size(); ++j) {
      const index_t from = std::max(begin, j - first_), to = std::min(end, x_.size() + j - first_);
      if (from >= to) continue;
      view<T> sums = part(sums_, from, to - from);
      sums = sums + part(x_, first_ + from - j, to - from) * taps_(j);
    }
  }

  template <class A>
  static view<T> part(const A& of, index_t from, index_t n) {
    const layout where{.shape = {n}, .strides = {static_cast<index_t>(sizeof(T))}};
    return view<T>(view_block(of.storage(), of.storage()->data + from * static_cast<index_t>(sizeof(T)), where));
  }

  const array<T>& x_;
  const array<T>& taps_;
  index_t first_;
  array<T> sums_;
};

/// The convolution of two lines, of which the second is not longer.
any_array slide_along(const any_view& x, const any_view& taps, overlap_mode mode) {
  const index_t n = x.size(), m = taps.size();
  index_t first = 0, count = n + m - 1;
  if (mode == overlap_mode::same) first = m - 1 - m / 2, count = n;
  if (mode == overlap_mode::valid) first = m - 1, count = n - m + 1;
  any_array sums;
  visit_dtype(summed_in(x.dtype()), [&]<class T>(std::type_identity<T>) {
    if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, float> || std::is_same_v<T, double> || is_complex_v<T>) {
      const array<T> line = cast<T>(x), moved = cast<T>(taps);
      sums = sliding_sums<T>(line, moved, first, count).run();
    }
  });
  return sums.dtype() == x.dtype() ? std::move(sums) : any_array(cast(sums, x.dtype()));
}

/// Both lines in their common dtype.
std::pair<any_array, any_array> lines_of(const any_operand& a, const any_operand& v, const char* function) {
  const dtype type = promote_types(a.dtype(), v.dtype());
  std::pair<any_array, any_array> lines{any_array(cast(a, type)), any_array(cast(v, type))};
  for (const any_array* line : {&lines.first, &lines.second}) {
    if (line->ndim() > 1) throw value_error(std::string(function) + ": a line has shape " + to_string(line->shape()));
    if (line->size() == 0) throw value_error(std::string(function) + ": an empty line");
  }
  if (lines.first.ndim() == 0) lines.first = any_array(reshaped(lines.first, {1}));
  if (lines.second.ndim() == 0) lines.second = any_array(reshaped(lines.second, {1}));
  return lines;
}

any_view reversed(const any_array& x) { return x(slice(none, none, -1)); }

}  // namespace

any_array convolution(const any_operand& a, const any_operand& v, overlap_mode mode) {
  auto [x, taps] = lines_of(a, v, "convolve");
  if (x.size() < taps.size()) std::swap(x, taps);
  return slide_along(x, taps, mode);
}

any_array correlation(const any_operand& a, const any_operand& v, overlap_mode mode) {
  auto [x, taps] = lines_of(a, v, "correlate");
  if (kind(taps.dtype()) == dtype_kind::complex) taps = any_array(conjugate(taps));
  if (x.size() >= taps.size()) return slide_along(x, reversed(taps), mode);
  return any_array(reversed(slide_along(taps, reversed(x), mode)));
}

}  // namespace detail

}  // namespace lazynd
