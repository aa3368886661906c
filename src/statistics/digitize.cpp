// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <functional>

#include <lazynd/array/creation.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/statistics/histogram.hpp>
#include <lazynd/support/error.hpp>

#include "execution/parallel.hpp"
#include "statistics/arguments.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

namespace {

/// NaN is after everything.
template <class T>
bool before(T a, T b) {
  return a < b || (b != b && a == a);
}

template <class T>
void find_bins(std::span<const T> x, std::span<const T> edges, bool right, index_t* to) {
  const bool rises = std::is_sorted(edges.begin(), edges.end(), before<T>);
  if (!rises && !std::is_sorted(edges.rbegin(), edges.rend(), before<T>)) {
    throw value_error("digitize: the edges must increase or decrease");
  }
  array<T> line = empty<T>({static_cast<index_t>(edges.size())});
  if (rises) {
    std::copy(edges.begin(), edges.end(), line.data());
  } else {
    std::reverse_copy(edges.begin(), edges.end(), line.data());
  }
  const auto edges_before_nan = static_cast<index_t>(edges.size()) - std::count_if(edges.begin(), edges.end(), is_nan_element<T>);
  struct context {
    const T* x;
    place_finder<T> places;
    index_t count, numbers;  // of all edges, of those that are not NaN
    bool right, rises;
    index_t* to;
  } shared{x.data(),
           {{line.data(), static_cast<std::size_t>(edges_before_nan)}, std::ssize(x)},
           std::ssize(edges),
           edges_before_nan,
           right,
           rises,
           to};
  parallel_ranges(
      static_cast<index_t>(x.size()), 1 << 14, x.size() < (1 << 15) ? 1 : get_num_threads(),
      [](void* given, index_t begin, index_t end) {
        const context& of = *static_cast<const context*>(given);
        if (of.right) {
          of.places.find(of.x + begin, end - begin, std::less<T>{}, of.to + begin);
        } else {
          of.places.find(of.x + begin, end - begin, std::less_equal<T>{}, of.to + begin);
        }
        for (index_t i = begin; i < end; ++i) {
          // Comparisons with NaN are false.
          if (is_nan_element(of.x[i])) of.to[i] = of.right ? of.numbers : of.count;
          if (!of.rises) of.to[i] = of.count - of.to[i];
        }
      },
      &shared);
}

}  // namespace

array<index_t> bins_of(const any_operand& x, const any_operand& edges, bool right) {
  const dtype type = promote_types(x.dtype(), edges.dtype());
  if (kind(type) == dtype_kind::complex) throw dtype_error("digitize: complex numbers are not digitized");
  const block_handle elements = c_ordered(x, type), limits = c_ordered(edges, type);
  if (limits->where.ndim() != 1) throw value_error("digitize: the edges must have one axis, not shape " + to_string(limits->where.shape));
  array<index_t> result = empty<index_t>(elements->where.shape);
  visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    if constexpr (!is_complex_v<T>) find_bins<T>(elements_of<const T>(elements), elements_of<const T>(limits), right, result.data());
  });
  return result;
}

}  // namespace lazynd::detail
