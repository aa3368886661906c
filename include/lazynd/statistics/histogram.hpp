// SPDX-License-Identifier: BSD-3-Clause
// How often values lie between edges. All are eager, O(n) for bins of one width and O(n log(bins)) otherwise; counts are made in parallel,
// sums of weights in order. The last bin holds its right edge too; NaN and what lies outside are not counted.
// Different from NumPy: edges of typed arrays are always float64, and typed weighted histograms, too.
#pragma once
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <lazynd/array/any_array.hpp>

namespace lazynd {

/// Rules that choose the number of bins by the elements: NumPy's names, `automatic` is its "auto".
enum class bin_rule : std::uint8_t { automatic, fd, doane, scott, stone, rice, sturges, sqrt };

/// The rule of NumPy's name. `value_error` for others.
[[nodiscard]] LAZYND_API bin_rule parse_bin_rule(std::string_view name);

namespace detail {
/// The numbers as a 1-d array.
LAZYND_API array<double> edges_of(std::initializer_list<double> edges);
}  // namespace detail

/// Bins: how many of the same width, a rule for how many, or their edges.
class bin_argument {
 public:
  template <std::integral N>
  bin_argument(N count) : given_(static_cast<index_t>(count)) {}
  bin_argument(bin_rule rule) : given_(rule) {}
  template <class X>
  requires(ArrayLike<X> || Dynamic<X>) bin_argument(const X& edges) : given_(any_operand(edges)) {}
  bin_argument(std::initializer_list<double> edges) : given_(any_operand(detail::edges_of(edges))) {}
  [[nodiscard]] const std::variant<index_t, bin_rule, any_operand>& value() const noexcept { return given_; }

 private:
  std::variant<index_t, bin_rule, any_operand> given_;
};

/// Lower and upper end of what is counted.
using bin_range = std::pair<double, double>;

/// Keyword arguments of histograms that count.
struct histogram_options {
  bin_argument bins = 10;
  std::optional<bin_range> range = {};  ///< the smallest and the largest element by default
};

/// A flag that must be given.
class given_flag {
 public:
  given_flag(bool value) : value_(value) {}
  operator bool() const noexcept { return value_; }

 private:
  bool value_;
};

/// Keyword arguments of histograms that integrate to 1.
struct density_histogram_options {
  bin_argument bins = 10;
  std::optional<bin_range> range = {};
  given_flag density;
};

/// Keyword arguments of histograms that add up weights: `.weights` is of the array's shape.
struct weighted_histogram_options {
  bin_argument bins = 10;
  std::optional<bin_range> range = {};
  bool density = false;
  any_operand weights;
};

/// All of them, for arrays with a run-time dtype.
struct any_histogram_options {
  bin_argument bins = 10;
  std::optional<bin_range> range = {};
  bool density = false;
  std::optional<any_operand> weights = {};
};

/// What lies in each bin, and the edges: one more.
template <class Counts, class Edges = array<double>>
struct histogram_of {
  Counts counts;
  Edges edges;
};
using any_histogram = histogram_of<any_array, any_array>;

namespace detail {

LAZYND_API any_array bin_edges(const any_operand& a, const any_histogram_options& options);
LAZYND_API any_histogram count_in_bins(const any_operand& a, const any_histogram_options& options);
LAZYND_API any_array count_integers(const any_operand& x, const std::optional<any_operand>& weights, index_t minlength);
LAZYND_API array<index_t> bins_of(const any_operand& x, const any_operand& edges, bool right);

template <class T>
using double_for = double;
template <class T>
using count_for = index_t;

template <template <class> class Count, AnyOperand A>
auto histogram_like(const A& a, const any_histogram_options& options) {
  any_histogram found = count_in_bins(operand_of(a), options);
  if constexpr (Dynamic<A>) {
    return found;
  } else {
    auto counts = result_like<Count>(a, std::move(found.counts));
    return histogram_of<decltype(counts)>{std::move(counts), result_like<double_for>(a, std::move(found.edges))};
  }
}

}  // namespace detail

/// Edges of the bins that `histogram` takes. Dtype of floats themselves, float64 for integers. `value_error` for bins that are not positive
/// or edges that decrease, a range that is not finite or ends before it begins; `dtype_error` for complex elements and for a rule with
/// weights.
template <AnyOperand A>
[[nodiscard]] auto histogram_bin_edges(const A& a, const any_histogram_options& options = {}) {
  return detail::result_like<detail::double_for>(a, detail::bin_edges(detail::operand_of(a), options));
}

/// `auto [counts, edges] = histogram(a, {.bins = 20})`: int64 counts of the elements in each bin. Errors as `histogram_bin_edges`.
template <Operand A>
[[nodiscard]] auto histogram(const A& a, const histogram_options& options = {}) {
  return detail::histogram_like<detail::count_for>(a, {.bins = options.bins, .range = options.range});
}
/// With `.density = true` the integral over the bins is 1. float64.
template <Operand A>
[[nodiscard]] auto histogram(const A& a, const density_histogram_options& options) {
  return detail::histogram_like<detail::double_for>(a, {.bins = options.bins, .range = options.range, .density = options.density});
}
/// Sums of weights instead of counts. float64. `shape_error` for weights of another shape.
template <Operand A>
[[nodiscard]] auto histogram(const A& a, const weighted_histogram_options& options) {
  return detail::histogram_like<detail::double_for>(
      a, {.bins = options.bins, .range = options.range, .density = options.density, .weights = options.weights});
}
/// All of these; sums of weights are of the weights' dtype.
template <Dynamic A>
[[nodiscard]] any_histogram histogram(const A& a, const any_histogram_options& options = {}) {
  return detail::count_in_bins(a, options);
}

/// How often each integer from 0 occurs, at least `minlength` of them. 1-d. `value_error` for negative elements and another number of axes,
/// `dtype_error` for elements that are not surely int64.
template <AnyOperand A>
[[nodiscard]] auto bincount(const A& x, index_t minlength = 0) {
  return detail::result_like<detail::count_for>(x, detail::count_integers(detail::operand_of(x), {}, minlength));
}
/// The sum of the weights where each integer occurs. float64. `shape_error` for weights of another length.
template <AnyOperand A, AnyOperand W>
[[nodiscard]] auto bincount(const A& x, const W& weights, index_t minlength = 0) {
  return detail::result_like<detail::double_for>(x, detail::count_integers(detail::operand_of(x), detail::operand_of(weights), minlength));
}

/// For each element the index of the bin it lies in: i with edges[i - 1] <= x < edges[i], with `right` edges[i - 1] < x <= edges[i]; for
/// edges that decrease the other way round. NaN is after all edges. `value_error` for edges that are not 1-d and monotonic.
template <AnyOperand A, AnyOperand E>
[[nodiscard]] array<index_t> digitize(const A& x, const E& edges, bool right = false) {
  return detail::bins_of(detail::operand_of(x), detail::operand_of(edges), right);
}

}  // namespace lazynd
