// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/histogram.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include <lazynd/array/creation.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/statistics/differences.hpp>
#include <lazynd/support/error.hpp>

#include "execution/parallel.hpp"
#include "statistics/arguments.hpp"
#include "statistics/bin_edges.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

namespace {

constexpr index_t block_size = 1 << 16;  ///< elements counted together; sums of weights are added up block by block

/// The bin of an element: -1 outside. `K` is what elements and edges of the dtype in which NumPy compares are without loss: double, or the
/// widest integer.
template <class K>
class bin_finder {
 public:
  using key_type = K;

  bin_finder(std::span<const K> edges, bool uniform)
      : edges_(edges),
        last_(static_cast<index_t>(edges.size()) - 2),
        scale_(uniform ? static_cast<double>(last_ + 1) / static_cast<double>(edges.back() - edges.front()) : 0) {}

  /// The bins of n elements.
  void operator()(const K* x, index_t n, index_t* bins) const noexcept {
    if (scale_ > 0) {
      for (index_t i = 0; i < n; ++i) bins[i] = uniform_bin(x[i]);
      return;
    }
    partition_places(
        edges_, x, n, [](K edge, K value) { return edge <= value; }, bins);
    for (index_t i = 0; i < n; ++i) bins[i] = inside(x[i]) ? std::min(bins[i] - 1, last_) : -1;
  }

 private:
  [[nodiscard]] bool inside(K x) const noexcept { return x >= edges_.front() && x <= edges_.back(); }

  [[nodiscard]] index_t uniform_bin(K x) const noexcept {
    if (!inside(x)) return -1;
    // Within rounding of the division; the edges decide.
    index_t at = std::min(static_cast<index_t>(static_cast<double>(x - edges_.front()) * scale_), last_);
    while (at > 0 && x < edges_[static_cast<std::size_t>(at)]) --at;
    while (at < last_ && x >= edges_[static_cast<std::size_t>(at + 1)]) ++at;
    return at;
  }

  std::span<const K> edges_;
  index_t last_;
  double scale_;
};

/// Calls `f(bin, i)` for the elements of a range that lie in a bin. `E` is the type the elements are compared in.
template <class E, class K, class T, class F>
void for_bins(const bin_finder<K>& find, const T* data, index_t begin, index_t end, F f) {
  std::array<K, places_together> keys;
  std::array<index_t, places_together> bins;
  for (index_t at = begin; at < end; at += places_together) {
    const index_t n = std::min(places_together, end - at);
    std::transform(data + at, data + at + n, keys.begin(), [](T x) { return static_cast<K>(static_cast<E>(x)); });
    find(keys.data(), n, bins.data());
    for (index_t i = 0; i < n; ++i) {
      if (const index_t bin = bins[static_cast<std::size_t>(i)]; bin >= 0) f(bin, at + i);
    }
  }
}

/// Counts into `counts` with several threads, each into its own memory.
template <class E, class K, class T>
void count_all(const bin_finder<K>& find, const T* data, index_t n, std::span<index_t> counts) {
  const auto bins = static_cast<index_t>(counts.size());
  const int threads = n < 2 * block_size || bins > n / 16 ? 1 : get_num_threads();
  const index_t parts = std::min<index_t>(threads, (n + block_size - 1) / block_size);
  std::vector<index_t> each(static_cast<std::size_t>(parts > 1 ? parts * bins : 0));
  struct context {
    const bin_finder<K>* find;
    const T* data;
    index_t n, parts, bins;
    index_t* to;
  } shared{&find, data, n, parts, bins, parts > 1 ? each.data() : counts.data()};
  parallel_ranges(
      parts, 1, threads,
      [](void* given, index_t begin, index_t end) {
        const context& of = *static_cast<const context*>(given);
        for (index_t part = begin; part < end; ++part) {
          index_t* const to = of.to + part * of.bins;
          for_bins<E>(*of.find, of.data, part * of.n / of.parts, (part + 1) * of.n / of.parts, [&](index_t bin, index_t) { ++to[bin]; });
        }
      },
      &shared);
  for (std::size_t i = 0; i < each.size(); ++i) counts[i % counts.size()] += each[i];
}

/// Sums of weights, block after block.
template <class E, class K, class S, class T>
void add_weights(const bin_finder<K>& find, const T* data, index_t n, const S* weights, std::span<S> sums) {
  std::vector<S> local(sums.size());
  for (index_t begin = 0; begin < n; begin += block_size) {
    std::fill(local.begin(), local.end(), S{});
    for_bins<E>(find, data, begin, std::min(n, begin + block_size),
                [&](index_t bin, index_t i) { local[static_cast<std::size_t>(bin)] += weights[i]; });
    for (std::size_t i = 0; i < local.size(); ++i) sums[i] += local[i];
  }
}

/// Weights as they are added up: as complex, integers of 64 bits or double.
dtype sum_type(dtype weights) {
  if (kind(weights) == dtype_kind::complex) return dtype::complex128;
  return dtype::float64;
}

/// Calls f with the type in which elements are compared with edges, and what that is without loss.
template <class F>
void with_compared(dtype type, F f) {
  using std::type_identity;
  if (type == dtype::float16) return f(type_identity<float16>{}, type_identity<double>{});
  if (type == dtype::bfloat16) return f(type_identity<bfloat16>{}, type_identity<double>{});
  if (type == dtype::float32) return f(type_identity<float>{}, type_identity<double>{});
  if (type == dtype::uint64) return f(type_identity<std::uint64_t>{}, type_identity<std::uint64_t>{});
  if (kind(type) < dtype_kind::floating) return f(type_identity<std::int64_t>{}, type_identity<std::int64_t>{});
  f(type_identity<double>{}, type_identity<double>{});
}

}  // namespace

any_histogram count_in_bins(const any_operand& a, const any_histogram_options& options) {
  const block_handle elements = c_ordered(a);
  const index_t n = element_count(elements->where.shape);
  const any_view line = reshaped(any_view(elements), {n});
  if (options.weights && viewed(*options.weights).shape() != elements->where.shape) {
    throw shape_error("histogram: weights of another shape than the array");
  }
  edges_of_bins bins = choose_edges(line, options.bins, options.range, options.weights.has_value(), "histogram");
  const index_t count = std::max<index_t>(0, bins.edges.size() - 1);
  // Bins of one width are compared in the dtype of the edges, others in the common one.
  const dtype compared = bins.uniform ? bins.edges.dtype() : promote_types(bins.edges.dtype(), line.dtype());
  any_array counts = zeros<index_t>({count});
  const auto count_between = [&]<class T, class E, class K>(const T* data, std::type_identity<E>, std::type_identity<K>) {
    const block_handle edges = c_ordered(bins.edges, dtype_of<K>);
    const bin_finder<K> find(elements_of<const K>(edges), bins.uniform);
    if (!options.weights) {
      count_all<E>(find, data, n, elements_of<index_t>(counts.storage()));
      return;
    }
    const dtype type = sum_type(options.weights->dtype());
    const block_handle weights = c_ordered(*options.weights, type);
    const auto add = [&]<class S>(std::type_identity<S>) {
      array<S> sums = zeros<S>({count});
      add_weights<E>(find, data, n, reinterpret_cast<const S*>(weights->data), elements_of<S>(sums.storage()));
      counts = std::move(sums);
    };
    if (type == dtype::float64) {
      add(std::type_identity<double>{});
    } else {
      add(std::type_identity<std::complex<double>>{});
    }
  };
  if (count > 0) {
    visit_dtype(line.dtype(), [&]<class T>(std::type_identity<T>) {
      if constexpr (!is_complex_v<T>) {
        with_compared(compared, [&]<class E, class K>(std::type_identity<E> element, std::type_identity<K> key) {
          if constexpr (std::is_integral_v<T> || !std::is_integral_v<E>) {
            count_between(reinterpret_cast<const T*>(elements->data), element, key);
          }
        });
      }
    });
  }
  if (options.weights && counts.dtype() != options.weights->dtype()) counts = any_array(cast(counts, options.weights->dtype()));
  if (options.density) {
    const any_expression widths = cast(diff(bins.edges), dtype::float64);
    counts = any_array(counts / widths / sum(counts));
  }
  return {std::move(counts), std::move(bins.edges)};
}

any_array count_integers(const any_operand& x, const std::optional<any_operand>& weights, index_t minlength) {
  const any_view given = viewed(x);
  if (given.ndim() != 1) throw value_error("bincount: x must have one axis, not shape " + to_string(given.shape()));
  if (given.size() > 0 && !can_cast(given.dtype(), dtype::int64, casting::safe)) {
    throw dtype_error("bincount: x is " + std::string(name(given.dtype())) + ", which is not surely int64");
  }
  if (minlength < 0) throw value_error("bincount: minlength must not be negative");
  const block_handle elements = c_ordered(given, dtype::int64);
  const auto values = elements_of<const std::int64_t>(elements);
  std::int64_t largest = -1;
  for (const std::int64_t value : values) {
    if (value < 0) throw value_error("bincount: x must not have negative elements");
    largest = std::max(largest, value);
  }
  if (largest == std::numeric_limits<std::int64_t>::max()) throw value_error("bincount: x is too large");
  const index_t length = std::max<index_t>(minlength, largest + 1);
  if (!weights) {
    array<index_t> counts = zeros<index_t>({length});
    for (const std::int64_t value : values) ++counts.data()[value];
    return counts;
  }
  if (kind(weights->dtype()) == dtype_kind::complex) throw dtype_error("bincount: weights cannot be complex");
  const block_handle scales = c_ordered(*weights, dtype::float64);
  if (scales->where.shape != given.shape()) throw shape_error("bincount: weights of another length than x");
  array<double> sums = zeros<double>({length});
  const double* weight = elements_of<const double>(scales).data();
  for (const std::int64_t value : values) sums.data()[value] += *weight++;
  return sums;
}

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
    std::span<const T> edges;
    index_t numbers;  // edges that are not NaN
    bool right, rises;
    index_t* to;
  } shared{x.data(), {line.data(), edges.size()}, edges_before_nan, right, rises, to};
  parallel_ranges(
      static_cast<index_t>(x.size()), 1 << 14, x.size() < (1 << 15) ? 1 : get_num_threads(),
      [](void* given, index_t begin, index_t end) {
        const context& of = *static_cast<const context*>(given);
        const auto count = static_cast<index_t>(of.edges.size());
        if (of.right) {
          partition_places(of.edges, of.x + begin, end - begin, std::less<T>{}, of.to + begin);
        } else {
          partition_places(of.edges, of.x + begin, end - begin, std::less_equal<T>{}, of.to + begin);
        }
        for (index_t i = begin; i < end; ++i) {
          // Comparisons with NaN are false.
          if (is_nan_element(of.x[i])) of.to[i] = of.right ? of.numbers : count;
          if (!of.rises) of.to[i] = count - of.to[i];
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
