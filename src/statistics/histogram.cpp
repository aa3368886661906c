// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/histogram.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <lazynd/array/creation.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/statistics/differences.hpp>
#include <lazynd/support/error.hpp>

#include "statistics/arguments.hpp"
#include "statistics/bin_edges.hpp"
#include "statistics/counting.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

namespace {

/// Bins of one width. A multiplication gives the place of an element in them within rounding, the edges decide.
class even_bins {
 public:
  explicit even_bins(std::span<const double> edges)
      : edges_(edges),
        first_(edges.front()),
        count_(static_cast<double>(edges.size() - 1)),
        scale_(count_ / (edges.back() - edges.front())),
        farthest_(0) {
    for (std::size_t i = 0; i < edges.size(); ++i) {
      farthest_ = std::max(farthest_, std::abs(position(edges[i]) - static_cast<double>(i)));
    }
    farthest_ = 2 * farthest_ + 1e-15;  // more than what 1 - farthest_ is rounded by
  }

  /// Whether positions can be computed and tell edges apart: a span can be too large or too small.
  [[nodiscard]] bool usable() const noexcept { return scale_ > 0 && std::isfinite(scale_) && farthest_ < 0.25 && count_ < 0x1p30; }

  /// The bins of elements; -1 for those that are outside, or too near to an edge: as near to its number as positions of edges are.
  /// Positions rise with elements, in spite of rounding, so that no edge can be between for others. Few elements are near to edges, or very
  /// many.
  template <class E, class T>
  LAZYND_ALWAYS_INLINE void place(const T* x, index_t n, std::int32_t* bins) const noexcept {
    const even_bins in_registers = *this;
    const auto key = [](T element) { return static_cast<double>(static_cast<E>(element)); };
    std::int32_t unsure = 0;
    _Pragma("omp simd reduction(+:unsure)") for (index_t i = 0; i < n; ++i) {
      const double of_all = in_registers.position(key(x[i]));
      const double position = ((of_all > 0) & (of_all < in_registers.count_)) ? of_all : 0;
      const auto bin = static_cast<std::int32_t>(position);
      const double rest = position - static_cast<double>(bin);
      const bool sure = (rest > in_registers.farthest_) & (rest < 1 - in_registers.farthest_);
      bins[i] = sure ? bin : -1;
      unsure += sure ? 0 : 1;
    }
    if (unsure < n / 16) return;
    const double* const edges = in_registers.edges_.data();
    const auto bins_in_all = static_cast<std::int32_t>(in_registers.count_);
    _Pragma("omp simd") for (index_t i = 0; i < n; ++i) {
      const double element = key(x[i]), of_all = in_registers.position(element);
      const double from_first = of_all > 0 ? of_all : 0, position = from_first < in_registers.count_ ? from_first : in_registers.count_;
      const auto nearest = static_cast<std::int32_t>(position + 0.5);
      const std::int32_t bin = nearest - (element < edges[nearest] ? 1 : 0);
      bins[i] = ((of_all > -0.5) & (bin < bins_in_all)) ? bin : -1;
    }
  }

  /// The bin of any element, -1 outside. Only the edge with the nearest number can be on the wrong side.
  [[nodiscard]] index_t bin_of(double x) const noexcept {
    const double at = position(x);
    if (!(at > -0.5 && at < count_ + 0.5)) return -1;
    const auto nearest = static_cast<std::size_t>(static_cast<std::int64_t>(at + 0.5));
    const auto bin = static_cast<index_t>(nearest) - (x < edges_[nearest] ? 1 : 0);
    if (bin + 1 == std::ssize(edges_)) [[unlikely]]
      return x == edges_.back() ? bin - 1 : -1;
    return bin;
  }

 private:
  [[nodiscard]] double position(double x) const noexcept { return (x - first_) * scale_; }

  std::span<const double> edges_;
  double first_, count_, scale_;
  double farthest_;  ///< from its number that the position of an edge is, at most, and more
};

// The loop over elements for each instruction set.
#define LAZYND_PLACING_LOOP(LEVEL, BYTES, ...)                                                     \
  template <class E, class T>                                                                      \
  __VA_ARGS__ void place_##LEVEL(const even_bins& of, const T* x, index_t n, std::int32_t* bins) { \
    of.place<E>(x, n, bins);                                                                       \
  }
LAZYND_LOOPS_BEGIN
LAZYND_FOR_EACH_LEVEL(LAZYND_PLACING_LOOP)
LAZYND_LOOPS_END
#undef LAZYND_PLACING_LOOP

/// Calls `f(bin, i)` for the elements of a range that lie in a bin. `E` is the type the elements are compared in.
template <class E, class T, class F>
void for_bins(const even_bins& bins, const T* data, index_t begin, index_t end, F f) {
  static constexpr void (*loops[])(const even_bins&, const T*, index_t, std::int32_t*) =
      LAZYND_ALL_LEVELS((&place_baseline<E, T>), (&place_avx2<E, T>), (&place_avx512<E, T>));
  const auto place = loops[static_cast<std::size_t>(active_simd_level())];
  const even_bins in_registers = bins;
  std::array<std::int32_t, places_together> places;
  for (index_t at = begin; at < end; at += places_together) {
    const index_t n = std::min(places_together, end - at);
    place(bins, data + at, n, places.data());
    for (index_t i = 0; i < n; ++i) {
      index_t bin = places[static_cast<std::size_t>(i)];
      if (bin < 0) [[unlikely]] {
        bin = in_registers.bin_of(static_cast<double>(static_cast<E>(data[at + i])));
        if (bin < 0) continue;
      }
      f(bin, at + i);
    }
  }
}

/// Bins of any width. `K` is what elements and edges of the dtype in which NumPy compares are without loss: double, or the widest integer.
template <class K>
struct uneven_bins {
  std::span<const K> edges;
  place_finder<K> places;
};

template <class E, class T, class K, class F>
void for_bins(const uneven_bins<K>& bins, const T* data, index_t begin, index_t end, F f) {
  std::array<K, places_together> keys;
  std::array<index_t, places_together> places;
  const auto last = static_cast<index_t>(bins.edges.size()) - 2;
  for (index_t at = begin; at < end; at += places_together) {
    const index_t n = std::min(places_together, end - at);
    std::transform(data + at, data + at + n, keys.begin(), [](T x) { return static_cast<K>(static_cast<E>(x)); });
    bins.places.find(keys.data(), n, std::less_equal<K>{}, places.data());
    for (index_t i = 0; i < n; ++i) {
      const K x = keys[static_cast<std::size_t>(i)];
      if (x >= bins.edges.front() && x <= bins.edges.back()) f(std::min(places[static_cast<std::size_t>(i)] - 1, last), at + i);
    }
  }
}

/// Counts elements in their bins: of bytes the values first, and then the bins of these.
template <class E, class Bins, class T>
void count_elements(const Bins& bins, const T* data, index_t n, std::span<index_t> counts) {
  if constexpr (sizeof(T) == 1) {
    constexpr index_t values = 256;
    if (n >= 2 * values) {
      std::array<index_t, values> each{};
      count_places(n, each, [bytes = reinterpret_cast<const std::uint8_t*>(data)](index_t i) { return index_t{bytes[i]}; });
      std::array<T, values> all;
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<T>(i);
      for_bins<E>(bins, all.data(), 0, values,
                  [&](index_t bin, index_t i) { counts[static_cast<std::size_t>(bin)] += each[static_cast<std::size_t>(i)]; });
      return;
    }
  }
  count_in_tables(n, counts, [&](const counting_tables& tables, index_t begin, index_t end) {
    for_bins<E>(bins, data, begin, end, [&](index_t bin, index_t i) { ++tables[static_cast<std::size_t>(i) % 4][bin]; });
  });
}

/// Sums of weights: of each block of elements by themselves, added in the order of the blocks.
template <class E, class Bins, class S, class T>
void add_weights(const Bins& bins, const T* data, index_t n, const S* weights, std::span<S> sums) {
  const auto places = static_cast<index_t>(sums.size());
  add_in_blocks(n, sums, [&](S* to, index_t begin, index_t end) {
    std::fill_n(to, places, S{});
    for_bins<E>(bins, data, begin, end, [&](index_t bin, index_t i) { to[bin] += weights[i]; });
  });
}

/// The edges as K, without a plan.
template <class K>
array<K> edges_as(const any_array& edges) {
  const block_handle given = in_c_order(edges.storage());
  array<K> made = empty<K>({edges.size()});
  visit_dtype(given->type, [&]<class T>(std::type_identity<T>) {
    if constexpr (!is_complex_v<T>) {
      const auto all = elements_of<const T>(given);
      std::transform(all.begin(), all.end(), made.data(), [](T x) { return static_cast<K>(x); });
    }
  });
  return made;
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
  const any_view line = elements->where.ndim() == 1 ? any_view(elements) : reshaped(any_view(elements), {n});
  if (options.weights && viewed(*options.weights).shape() != elements->where.shape) {
    throw shape_error("histogram: weights of another shape than the array");
  }
  edges_of_bins bins = choose_edges(line, options.bins, options.range, options.weights.has_value(), "histogram");
  const index_t count = std::max<index_t>(0, bins.edges.size() - 1);
  // Bins of one width are compared in the dtype of the edges, others in the common one.
  const dtype compared = bins.uniform ? bins.edges.dtype() : promote_types(bins.edges.dtype(), line.dtype());
  any_array counts = zeros<index_t>({count});
  const auto count_in = [&]<class E, class Bins, class T>(std::type_identity<E>, const Bins& found, const T* data) {
    if (!options.weights) {
      count_elements<E>(found, data, n, elements_of<index_t>(counts.storage()));
      return;
    }
    const dtype type = sum_type(options.weights->dtype());
    const block_handle weights = c_ordered(*options.weights, type);
    const auto add = [&]<class S>(std::type_identity<S>) {
      array<S> sums = zeros<S>({count});
      add_weights<E>(found, data, n, reinterpret_cast<const S*>(weights->data), elements_of<S>(sums.storage()));
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
        with_compared(compared, [&]<class E, class K>(std::type_identity<E> element, std::type_identity<K>) {
          if constexpr (std::is_integral_v<T> || !std::is_integral_v<E>) {
            const T* const data = reinterpret_cast<const T*>(elements->data);
            const array<K> copied = edges_as<K>(bins.edges);
            const std::span<const K> edges = elements_of<const K>(copied.storage());
            // Bins of one width have edges of the elements' type, of integers of float64.
            if constexpr (std::is_same_v<E, std::conditional_t<std::is_integral_v<T>, double, T>>) {
              if (bins.uniform) {
                if (const even_bins even(edges); even.usable()) return count_in(element, even, data);
              }
            }
            count_in(element, uneven_bins<K>{edges, {edges, n}}, data);
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
