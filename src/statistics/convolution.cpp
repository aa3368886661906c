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
#include "execution/sliding_sums.hpp"
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
constexpr index_t worth_a_thread = 1 << 20;  ///< products

/// The type sums are made in.
dtype summed_in(dtype type) {
  if (kind(type) < dtype_kind::floating) return dtype::int64;
  return itemsize(type) == 2 ? dtype::float32 : type;
}

/// Sums of products from number `first` on, in blocks; x is not shorter than taps.
template <class T>
void slide_in_blocks(std::span<const T> x, std::span<const T> taps, index_t first, std::span<T> sums) {
  struct context {
    std::span<const T> x, taps;
    index_t first;
    std::span<T> sums;
    sliding_kernel<T> kernel;
  } shared{x, taps, first, sums, sliding_kernel_in_use<T>()};
  const index_t count = std::ssize(sums), products = block * std::ssize(taps);
  parallel_ranges((count + block - 1) / block, std::max<index_t>(1, worth_a_thread / products),
                  count * std::ssize(taps) < 2 * worth_a_thread ? 1 : get_num_threads(),
                  [](void* given, index_t begin, index_t end) {
                    const context& of = *static_cast<const context*>(given);
                    const index_t from = begin * block, to = std::min(end * block, std::ssize(of.sums));
                    of.kernel(of.x.data(), std::ssize(of.x), of.taps.data(), std::ssize(of.taps), of.first + from, of.first + to,
                              of.sums.data() + from);
                  },
                  &shared);
}

/// The convolution of two lines, of which the second is not longer.
any_array slide_along(const block_handle& x, const block_handle& taps, overlap_mode mode) {
  const index_t n = element_count(x->where.shape), m = element_count(taps->where.shape);
  index_t first = 0, count = n + m - 1;
  if (mode == overlap_mode::same) first = m - 1 - m / 2, count = n;
  if (mode == overlap_mode::valid) first = m - 1, count = n - m + 1;
  const dtype type = summed_in(x->type);
  const block_handle line = c_ordered(any_view(x), type), moved = c_ordered(any_view(taps), type), sums = allocate_block(type, {count});
  visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, float> || std::is_same_v<T, double> || is_complex_v<T>) {
      using computed = std::conditional_t<std::is_integral_v<T>, std::uint64_t, T>;
      slide_in_blocks<computed>(elements_of<const computed>(line), elements_of<const computed>(moved), first, elements_of<computed>(sums));
    }
  });
  return type == x->type ? any_array(sums) : any_array(cast(any_view(sums), x->type));
}

/// A line in the dtype common to two.
block_handle line_of(const any_operand& given, dtype type, const char* function) {
  const any_view line = viewed(cast(given, type));
  if (line.ndim() > 1) throw value_error(std::string(function) + ": a line has shape " + to_string(line.shape()));
  if (line.size() == 0) throw value_error(std::string(function) + ": an empty line");
  return line.ndim() == 0 ? reshape_block(line.storage(), {1}) : line.storage();
}

block_handle reversed(const block_handle& x) { return any_view(x)(slice(none, none, -1)).storage(); }

}  // namespace

any_array convolution(const any_operand& a, const any_operand& v, overlap_mode mode) {
  const dtype type = promote_types(a.dtype(), v.dtype());
  block_handle x = line_of(a, type, "convolve"), taps = line_of(v, type, "convolve");
  if (element_count(x->where.shape) < element_count(taps->where.shape)) std::swap(x, taps);
  return slide_along(x, taps, mode);
}

any_array correlation(const any_operand& a, const any_operand& v, overlap_mode mode) {
  const dtype type = promote_types(a.dtype(), v.dtype());
  const block_handle x = line_of(a, type, "correlate");
  block_handle taps = line_of(v, type, "correlate");
  if (kind(type) == dtype_kind::complex) taps = viewed(conjugate(any_view(taps))).storage();
  if (element_count(x->where.shape) >= element_count(taps->where.shape)) return slide_along(x, reversed(taps), mode);
  return any_array(any_view(reversed(slide_along(taps, reversed(x), mode).storage())));
}

}  // namespace detail

}  // namespace lazynd
