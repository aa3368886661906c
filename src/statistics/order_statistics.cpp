// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/order_statistics.hpp>

#include <limits>
#include <numeric>
#include <vector>

#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "array/weights.hpp"
#include "execution/dynamic.hpp"
#include "statistics/lanes.hpp"
#include "statistics/quantile_position.hpp"
#include "statistics/selection.hpp"

namespace lazynd::detail {

namespace {

constexpr index_t worth_a_thread = 1 << 14;  ///< elements
constexpr int worth_sorting = 24;            ///< quantiles of a line, from which on it is sorted

template <class T>
T not_a_number() {
  if constexpr (is_complex_v<T>) {
    return {std::numeric_limits<typename T::value_type>::quiet_NaN(), std::numeric_limits<typename T::value_type>::quiet_NaN()};
  } else {
    return static_cast<T>(std::numeric_limits<double>::quiet_NaN());  // integers have none and do not come here
  }
}

/// Elements that are not NaN, in their order, as NumPy's functions that ignore it see a line.
template <class T>
class line_filter {
 public:
  line_filter(bool ignores_nan, index_t longest)
      : rest_(ignores_nan && !std::is_integral_v<T> ? std::make_unique_for_overwrite<T[]>(static_cast<std::size_t>(longest + 1))
                                                    : nullptr) {}

  /// The elements that count and how many; -1 for a line that gives NaN.
  std::pair<const T*, index_t> operator()(const T* line, index_t n) {
    if (!has_nan(line, n)) return {line, n};
    if (!rest_) return {line, -1};
    return {rest_.get(), std::remove_copy_if(line, line + n, rest_.get(), is_nan_element<T>) - rest_.get()};
  }

 private:
  std::unique_ptr<T[]> rest_;
};

/// Calls `body(first, last, threads)` for ranges of lanes, on several threads if there is enough to do; `threads` are for one lane.
template <class F>
void for_lanes(const lanes& of, const F& body) {
  const int threads = of.count * of.length < 2 * worth_a_thread ? 1 : get_num_threads();
  if (threads == 1 || of.count < threads) {
    body(0, of.count, threads);
    return;
  }
  struct context {
    const F* body;
  } shared{&body};
  parallel_ranges(
      of.count, std::max<index_t>(1, worth_a_thread / std::max<index_t>(1, of.length)), threads,
      [](void* given, index_t begin, index_t end) { (*static_cast<const context*>(given)->body)(begin, end, 1); }, &shared);
}

/// Half of the sum of two elements, as their mean is computed.
template <class R, class T>
R middle(T a, T b) {
  if constexpr (std::is_same_v<R, T> && sizeof(T) == 2) {
    return static_cast<R>((static_cast<float>(a) + static_cast<float>(b)) / 2);
  } else {
    return (static_cast<R>(a) + static_cast<R>(b)) / R(2);
  }
}

template <class T>
void find_medians(const lanes& of, bool ignores_nan, block& result) {
  using stored = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;
  using R = mean_t<T>;
  R* const to = reinterpret_cast<R*>(result.data);
  for_lanes(of, [&](index_t begin, index_t end, int threads) {
    line_filter<stored> filter(ignores_nan, of.length);
    rank_selection<stored> select(of.length, threads);
    for (index_t i = begin; i < end; ++i) {
      const auto [line, n] = filter(of.lane<stored>(i), of.length);
      if (n <= 0) {
        to[i] = not_a_number<R>();
      } else if (n % 2 == 1) {
        to[i] = static_cast<R>(select.at(line, n, n / 2, n / 2).first);
      } else {
        const auto [low, high] = select.at(line, n, n / 2 - 1, n / 2);
        to[i] = middle<R>(low, high);
      }
    }
  });
}

/// `weight` of the way from a to b, from the nearer one as NumPy does it.
template <class R, class T>
R interpolate(T a, T b, double weight) {
  using computed = std::conditional_t<sizeof(R) == 2, float, R>;
  computed step;
  if constexpr (std::is_integral_v<T>) {
    step = static_cast<computed>(
        static_cast<std::make_unsigned_t<T>>(static_cast<std::make_unsigned_t<T>>(b) - static_cast<std::make_unsigned_t<T>>(a)));
  } else {
    step = static_cast<computed>(static_cast<T>(b - a));
  }
  if (weight == 0 || a == b) return static_cast<R>(a);
  if (weight == 1) return static_cast<R>(b);
  const auto part = static_cast<computed>(weight);
  if (part < computed(0.5)) return static_cast<R>(static_cast<computed>(a) + step * part);
  return static_cast<R>(static_cast<computed>(b) - step * (computed(1) - part));
}

/// The value at a position. Where no method interpolates, R is T.
template <class R, class T>
R value_at(const std::pair<T, T>& neighbours, double weight) {
  if constexpr (std::is_integral_v<R>) {
    return neighbours.first;
  } else {
    return interpolate<R>(neighbours.first, neighbours.second, weight);
  }
}

/// The quantiles q of all lanes; those of one q after those of the other.
template <class R, class T>
void find_quantiles(const lanes& of, const double* q, index_t q_count, quantile_method method, bool ignores_nan, R* to) {
  for_lanes(of, [&](index_t begin, index_t end, int threads) {
    line_filter<T> filter(ignores_nan, of.length);
    rank_selection<T> select(of.length, threads);
    std::vector<T> sorted;
    for (index_t i = begin; i < end; ++i) {
      const auto [line, n] = filter(of.lane<T>(i), of.length);
      if (n > 0 && q_count >= worth_sorting) {
        sorted.assign(line, line + n);
        std::sort(sorted.begin(), sorted.end());
      }
      for (index_t j = 0; j < q_count; ++j) {
        R& value = to[j * of.count + i];
        if (n <= 0) {
          value = not_a_number<R>();
          continue;
        }
        const auto [first, second, weight] = locate_quantile(method, n, q[j]);
        if (q_count >= worth_sorting) {
          value = value_at<R>(std::pair(sorted[static_cast<std::size_t>(first)], sorted[static_cast<std::size_t>(second)]), weight);
        } else {
          value = value_at<R>(select.at(line, n, first, second), weight);
        }
      }
    }
  });
}

/// The first elements, in sorted order, up to which the weights make the part q of all. `value_error` where there is no such part.
template <class T>
void find_weighted_quantiles(const lanes& of, const lanes& weights, const double* q, index_t q_count, bool ignores_nan,
                             const char* function, T* to) {
  std::vector<index_t> order;
  std::vector<double> shares;
  for (index_t i = 0; i < of.count; ++i) {
    const T* const line = of.lane<T>(i);
    const double* const weight = weights.lane<double>(i);
    order.resize(static_cast<std::size_t>(of.length));
    std::iota(order.begin(), order.end(), index_t{0});
    const auto unknown = std::remove_if(order.begin(), order.end(), [&](index_t at) { return is_nan_element(line[at]); });
    const bool gives_nan = unknown == order.begin() || (unknown != order.end() && !ignores_nan);
    order.erase(unknown, order.end());
    std::stable_sort(order.begin(), order.end(), [&](index_t a, index_t b) { return line[a] < line[b]; });
    shares.clear();
    double total = 0;
    for (const index_t at : order) shares.push_back(total += weight[at]);
    if (!gives_nan && !(total > 0 && total <= std::numeric_limits<double>::max())) {
      throw value_error(std::string(function) + ": the weights include NaN or infinity, or are all 0");
    }
    for (index_t j = 0; j < q_count; ++j) {
      T& value = to[j * of.count + i];
      if (gives_nan) {
        value = not_a_number<T>();
        continue;
      }
      const auto reaches = [&](double share, double wanted) { return (share == 0 ? -1 : share / total) < wanted; };
      const auto found = std::lower_bound(shares.begin(), shares.end(), q[j], reaches);
      const auto place = std::min<std::size_t>(static_cast<std::size_t>(found - shares.begin()), shares.size() - 1);
      value = line[order[place]];
    }
  }
}

/// The quantiles wanted, as double of 0 to 1.
block_handle checked_quantiles(const any_operand& q, const quantile_kind& kind) {
  if (lazynd::kind(q.dtype()) == dtype_kind::complex) throw dtype_error(std::string(kind.name) + ": q cannot be complex");
  block_handle given = evaluate_any(dynamic_cast_to(q, dtype::float64).node());
  double* const values = reinterpret_cast<double*>(given->data);
  for (index_t i = 0; i < element_count(given->where.shape); ++i) {
    if (!(values[i] >= 0 && values[i] <= kind.whole)) {
      throw value_error(std::string(kind.name) + ": q must be in the range 0 to " + (kind.whole == 1 ? "1" : "100"));
    }
    values[i] /= kind.whole;
  }
  return given;
}

lanes weight_lanes(const any_operand& weights, const dims& shape, const quantile_options& options, const char* function) {
  const any_array given(cast(weights, dtype::float64));
  if (as<bool>(any_array(any(given < 0))).item()) throw value_error(std::string(function) + ": weights must not be negative");
  const any_array spread = spread_weights(given, shape, options.axis, function);
  any_array whole(allocate_block(dtype::float64, shape));
  assign_any(whole.storage(), spread, casting::no);
  return gather_lanes(whole, options.axis, false, function);
}

}  // namespace

any_array medians(const any_operand& a, const axis_options& options, bool ignores_nan) {
  const lanes of = gather_lanes(a, options.axis, options.keepdims, ignores_nan ? "nanmedian" : "median");
  const dtype type = of.elements->type;
  any_array result(allocate_block(kind(type) < dtype_kind::floating ? dtype::float64 : type, of.result_shape));
  visit_dtype(type, [&]<class T>(std::type_identity<T>) { find_medians<T>(of, ignores_nan, *result.storage()); });
  return result;
}

any_array quantiles(const any_operand& a, const any_operand& q, const quantile_options& options, const quantile_kind& kind) {
  const std::string name(kind.name);
  const bool discrete = is_discrete(options.method);
  if (lazynd::kind(a.dtype()) == dtype_kind::complex) throw dtype_error(name + ": complex elements have no quantiles");
  if (a.dtype() == dtype::bool_ && !discrete) throw dtype_error(name + ": nothing is between bool elements; use a method that picks them");
  if (options.weights && options.method != quantile_method::inverted_cdf) {
    throw value_error(name + ": only the method 'inverted_cdf' supports weights");
  }
  const block_handle wanted = checked_quantiles(q, kind);
  const lanes of = gather_lanes(a, options.axis, options.keepdims, kind.name);
  if (of.length == 0 && of.count > 0 && !(kind.ignores_nan && lazynd::kind(a.dtype()) == dtype_kind::floating)) {
    throw index_error(name + ": no elements");
  }
  const index_t q_count = element_count(wanted->where.shape);
  const double* const values = reinterpret_cast<const double*>(wanted->data);
  dims shape = wanted->where.shape;
  for (const index_t extent : of.result_shape) shape.push_back(extent);
  const dtype type = of.elements->type;
  const dtype mean_type = lazynd::kind(type) < dtype_kind::floating ? dtype::float64 : type;
  const dtype q_type = q.is_weak() ? mean_type : lazynd::kind(q.dtype()) < dtype_kind::floating ? dtype::float64 : q.dtype();
  const dtype result_type = discrete ? type : promote_types(mean_type, q_type);
  any_array result(allocate_block(discrete || result_type == type ? type : dtype::float64, shape));
  visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    using stored = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;
    if constexpr (!is_complex_v<T>) {
      if (options.weights) {
        const lanes weights = weight_lanes(*options.weights, a.is_weak() ? dims{} : a.node()->shape, options, kind.name);
        find_weighted_quantiles(of, weights, values, q_count, kind.ignores_nan, kind.name,
                                reinterpret_cast<stored*>(result.storage()->data));
      } else if (result.dtype() == type) {
        find_quantiles<stored, stored>(of, values, q_count, options.method, kind.ignores_nan,
                                       reinterpret_cast<stored*>(result.storage()->data));
      } else if constexpr (!std::is_same_v<T, bool>) {
        find_quantiles<double, T>(of, values, q_count, options.method, kind.ignores_nan, reinterpret_cast<double*>(result.storage()->data));
      }
    }
  });
  return result_type == result.dtype() ? std::move(result) : any_array(cast(result, result_type));
}

}  // namespace lazynd::detail
