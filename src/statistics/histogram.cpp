// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/histogram.hpp>

#include <algorithm>
#include <array>

#include <lazynd/array/creation.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/statistics/differences.hpp>
#include <lazynd/support/error.hpp>

#include "statistics/arguments.hpp"
#include "statistics/bin_edges.hpp"
#include "statistics/counting.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

namespace {

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

  [[nodiscard]] bool is_uniform() const noexcept { return scale_ > 0; }

  /// The bin of an element, for bins of one width. A division gives it within rounding, the edges decide.
  [[nodiscard]] index_t uniform_bin(K x) const noexcept {
    if (!inside(x)) return -1;
    const index_t at = std::min(static_cast<index_t>(static_cast<double>(distance(x)) * scale_), last_);
    const K* const edge = edges_.data() + at;
    if ((x < edge[0]) | (x >= edge[1])) [[unlikely]]
      return bin_near(x, at);
    return at;
  }

  /// The bins of n elements, for bins of any width.
  void find(const K* x, index_t n, index_t* bins) const noexcept {
    partition_places(
        edges_, x, n, [](K edge, K value) { return edge <= value; }, bins);
    for (index_t i = 0; i < n; ++i) bins[i] = inside(x[i]) ? std::min(bins[i] - 1, last_) : -1;
  }

 private:
  [[nodiscard]] LAZYND_NOINLINE index_t bin_near(K x, index_t at) const noexcept {
    while (at > 0 && x < edges_[static_cast<std::size_t>(at)]) --at;
    while (at < last_ && x >= edges_[static_cast<std::size_t>(at + 1)]) ++at;
    return at;
  }
  /// Of two integers it may be one that needs all bits.
  [[nodiscard]] auto distance(K x) const noexcept {
    if constexpr (std::is_integral_v<K>) {
      return static_cast<std::uint64_t>(x) - static_cast<std::uint64_t>(edges_.front());
    } else {
      return x - edges_.front();
    }
  }
  [[nodiscard]] bool inside(K x) const noexcept { return x >= edges_.front() && x <= edges_.back(); }

  std::span<const K> edges_;
  index_t last_;
  double scale_;
};

/// Calls `f(bin, i)` for the elements of a range that lie in a bin. `E` is the type the elements are compared in.
template <class E, class K, class T, class F>
void for_bins(const bin_finder<K>& bins, const T* data, index_t begin, index_t end, F f) {
  const auto key = [](T x) { return static_cast<K>(static_cast<E>(x)); };
  if (bins.is_uniform()) {
    const bin_finder<K> in_registers = bins;
    for (index_t i = begin; i < end; ++i) {
      if (const index_t bin = in_registers.uniform_bin(key(data[i])); bin >= 0) f(bin, i);
    }
    return;
  }
  std::array<K, places_together> keys;
  std::array<index_t, places_together> places;
  for (index_t at = begin; at < end; at += places_together) {
    const index_t n = std::min(places_together, end - at);
    std::transform(data + at, data + at + n, keys.begin(), key);
    bins.find(keys.data(), n, places.data());
    for (index_t i = 0; i < n; ++i) {
      if (const index_t bin = places[static_cast<std::size_t>(i)]; bin >= 0) f(bin, at + i);
    }
  }
}

/// Counts elements in their bins: of bytes the values first, and then the bins of these.
template <class E, class K, class T>
void count_elements(const bin_finder<K>& find, const T* data, index_t n, std::span<index_t> counts) {
  if constexpr (sizeof(T) == 1) {
    constexpr index_t values = 256;
    if (n >= 16 * values) {
      std::array<index_t, values> each{};
      count_places(n, each, [bytes = reinterpret_cast<const std::uint8_t*>(data)](index_t i) { return index_t{bytes[i]}; });
      std::array<T, values> all;
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<T>(i);
      for_bins<E>(find, all.data(), 0, values,
                  [&](index_t bin, index_t i) { counts[static_cast<std::size_t>(bin)] += each[static_cast<std::size_t>(i)]; });
      return;
    }
  }
  count_in_parts(n, counts, [&](index_t* to, index_t begin, index_t end) {
    for_bins<E>(find, data, begin, end, [&](index_t bin, index_t) { ++to[bin]; });
  });
}

/// Sums of weights: of each block of elements by themselves, added in the order of the blocks.
template <class E, class K, class S, class T>
void add_weights(const bin_finder<K>& find, const T* data, index_t n, const S* weights, std::span<S> sums) {
  const auto places = static_cast<index_t>(sums.size());
  add_in_blocks(n, sums, [&](S* to, index_t begin, index_t end) {
    std::fill_n(to, places, S{});
    for_bins<E>(find, data, begin, end, [&](index_t bin, index_t i) { to[bin] += weights[i]; });
  });
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
      count_elements<E>(find, data, n, elements_of<index_t>(counts.storage()));
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

}  // namespace lazynd::detail
