// SPDX-License-Identifier: BSD-3-Clause
#include "statistics/bin_edges.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <lazynd/array/creation.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/functions/compound_reductions.hpp>
#include <lazynd/functions/moments.hpp>
#include <lazynd/statistics/order_statistics.hpp>
#include <lazynd/support/error.hpp>

#include "execution/block_states.hpp"
#include "execution/dynamic.hpp"
#include "statistics/arguments.hpp"

namespace lazynd {

namespace {

constexpr std::array<std::pair<std::string_view, bin_rule>, 8> rule_names = {{
    {"auto", bin_rule::automatic},
    {"fd", bin_rule::fd},
    {"doane", bin_rule::doane},
    {"scott", bin_rule::scott},
    {"stone", bin_rule::stone},
    {"rice", bin_rule::rice},
    {"sturges", bin_rule::sturges},
    {"sqrt", bin_rule::sqrt},
}};

}  // namespace

bin_rule parse_bin_rule(std::string_view name) {
  for (const auto& [spelling, rule] : rule_names) {
    if (spelling == name) return rule;
  }
  throw value_error("histogram: no rule '" + std::string(name) + "' for bins");
}

namespace detail {

array<double> edges_of(std::initializer_list<double> edges) {
  array<double> made = empty<double>({static_cast<index_t>(edges.size())});
  std::copy(edges.begin(), edges.end(), made.data());
  return made;
}

namespace {

/// What Stone's cross-validation estimates of a histogram with so many bins; less is better.
double risk_of(index_t bins, const array<double>& x, double span, const bin_range& range) {
  const auto n = static_cast<double>(x.size());
  const auto found = histogram(x, {.bins = bins, .range = range});
  const double squares = eval(sum(square(found.counts / n))).item();
  return (2 - (n + 1) * squares) / (span / static_cast<double>(bins));
}

double stone_width(const array<double>& x, double span, const bin_range& range) {
  if (x.size() <= 1 || span == 0) return 0;
  const index_t most = std::max<index_t>(100, static_cast<index_t>(std::sqrt(static_cast<double>(x.size()))));
  index_t best = 1;
  double least = risk_of(1, x, span, range);
  for (index_t bins = 2; bins <= most; ++bins) {
    const double risk = risk_of(bins, x, span, range);
    if (risk < least) best = bins, least = risk;
  }
  return span / static_cast<double>(best);
}

/// A number as the dtype rounds it; of integers as it is.
double rounded_to(dtype type, double x) {
  visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    if constexpr (is_floating_v<T>) x = static_cast<double>(static_cast<T>(x));
  });
  return x;
}

double doane_width(const array<double>& x, double span) {
  const auto n = static_cast<double>(x.size());
  const double deviation = eval(std(x)).item();
  if (x.size() <= 2 || !(deviation > 0)) return 0;
  const double skewness = eval(mean(power((x - mean(x)) / deviation, 3))).item();
  const double of_normal = std::sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
  return span / (1 + std::log2(n) + std::log2(1 + std::abs(skewness) / of_normal));
}

/// The smallest or the largest element, NaN if there is one: the reduction of that name, without a plan.
double extreme(std::string_view name, const any_view& a) {
  const block_handle elements = in_c_order(a.storage());
  const reduction_kernel& kernel = reduction_for(name, elements->type);
  constexpr index_t worth_threads = 1 << 19;
  const thread_limit limit(a.size() < worth_threads ? 1 : get_num_threads());
  std::vector<std::byte> states = states_of_blocks(kernel, elements->data, itemsize(elements->type), a.size(), 0);
  for (std::size_t at = kernel.state_size; at < states.size(); at += kernel.state_size)
    kernel.merge[0](states.data(), states.data() + at, 1);
  double found = 0;
  visit_dtype(elements->type, [&]<class T>(std::type_identity<T>) {
    if constexpr (!is_complex_v<T>) {
      T value{};
      kernel.finish(states.data(), &value, 1, a.size(), 0);
      found = static_cast<double>(value);
    }
  });
  return found;
}

bin_range outer_edges(const any_view& a, const std::optional<bin_range>& given, const char* function) {
  const std::string name(function);
  bin_range range{0, 1};
  if (given) {
    range = *given;
    if (range.first > range.second) throw value_error(name + ": the range ends before it begins");
    if (!std::isfinite(range.first) || !std::isfinite(range.second)) throw value_error(name + ": the range must be finite");
  } else if (a.size() > 0) {
    range = {extreme("min", a), extreme("max", a)};
    if (!std::isfinite(range.first) || !std::isfinite(range.second)) {
      throw value_error(name + ": the elements reach to NaN or infinity; give a range");
    }
  }
  return range.first == range.second ? bin_range{range.first - 0.5, range.second + 0.5} : range;
}

/// Edges at one distance, where every operation rounds to T. NumPy's `linspace` of numbers of that dtype.
template <class T>
array<T> uniform_edges(T first, T last, index_t bins) {
  using wide = op::computed_t<T>;
  array<T> edges = empty<T>({bins + 1});
  const T width(wide(last) - wide(first)), count(static_cast<wide>(bins)), step(wide(width) / wide(count));
  for (index_t i = 0; i < bins; ++i) {
    const T position(static_cast<wide>(i));
    const T distance = step == T(0) ? T(wide(T(wide(position) / wide(count))) * wide(width)) : T(wide(position) * wide(step));
    edges.data()[i] = T(wide(distance) + wide(first));
  }
  edges.data()[bins] = last;
  return edges;
}

index_t bins_by_rule(bin_rule rule, const any_view& a, const bin_range& range, bool limited) {
  array<double> kept = cast<double>(a);
  if (limited) {
    double* const end =
        std::remove_if(kept.data(), kept.data() + kept.size(), [&](double x) { return !(x >= range.first && x <= range.second); });
    kept = array<double>(kept(slice(end - kept.data())));
  }
  if (kept.size() == 0) return 1;
  // Where NumPy's width has the elements' dtype, a span of whole bins must divide as it does there.
  const bool narrow = rule == bin_rule::rice || rule == bin_rule::scott || rule == bin_rule::stone;
  const dtype type = narrow ? a.dtype() : dtype::float64;
  double width = rounded_to(type, bin_width(rule, kept, range, a.dtype()));
  if (kind(a.dtype()) < dtype_kind::floating && width > 0 && width < 1) width = 1;
  if (!(width > 0)) return 1;
  const double count = std::ceil(rounded_to(type, rounded_to(a.dtype(), range.second - range.first) / width));
  if (!(count < 1e15)) throw value_error("histogram: the rule asks for " + std::to_string(count) + " bins");
  return std::max<index_t>(1, static_cast<index_t>(count));
}

}  // namespace

double bin_width(bin_rule rule, const array<double>& x, const bin_range& range, dtype type) {
  const auto n = static_cast<double>(x.size());
  const double span = rounded_to(type, eval(ptp(x)).item());
  switch (rule) {
    case bin_rule::sqrt: return span / std::sqrt(n);
    case bin_rule::sturges: return span / (std::log2(n) + 1);
    case bin_rule::rice: return span / rounded_to(type, 2 * std::pow(n, 1. / 3));
    case bin_rule::scott: return std::pow(24 * std::sqrt(pi) / n, 1. / 3) * eval(std(x)).item();
    case bin_rule::stone: return stone_width(x, span, range);
    case bin_rule::doane: return doane_width(x, span);
    case bin_rule::fd: {
      const array<double> quarters = percentile(x, {75, 25});
      return 2 * (quarters(0) - quarters(1)) * std::pow(n, -1. / 3);
    }
    case bin_rule::automatic: break;
  }
  const double bounded = std::max(bin_width(bin_rule::fd, x, range, type), bin_width(bin_rule::sqrt, x, range, type) / 2);
  return std::min(bounded, bin_width(bin_rule::sturges, x, range, type));
}

edges_of_bins choose_edges(const any_view& a, const bin_argument& bins, const std::optional<bin_range>& range, bool weighted,
                           const char* function) {
  const std::string name(function);
  if (kind(a.dtype()) == dtype_kind::complex) throw dtype_error(name + ": complex elements have no order");
  if (const auto* const edges = std::get_if<any_operand>(&bins.value())) {
    any_array given(cast(*edges, edges->dtype()));
    if (given.ndim() != 1) throw value_error(name + ": edges of bins must have one axis, not shape " + to_string(given.shape()));
    if (kind(given.dtype()) == dtype_kind::complex) throw dtype_error(name + ": edges of bins cannot be complex");
    if (as<bool>(any_array(any(given(slice(1, none)) < given(slice(none, -1))))).item()) {
      throw value_error(name + ": edges of bins must not decrease");
    }
    return {std::move(given), false};
  }
  const auto* const rule = std::get_if<bin_rule>(&bins.value());
  if (rule && weighted) throw dtype_error(name + ": no rule chooses bins for weights");
  const auto* const number = std::get_if<index_t>(&bins.value());
  if (number && *number < 1) throw value_error(name + ": " + std::to_string(*number) + " bins; there must be at least one");
  const bin_range ends = outer_edges(a, range, function);
  const index_t count = number ? *number : bins_by_rule(*rule, a, ends, range.has_value());
  const dtype type = kind(a.dtype()) < dtype_kind::floating ? dtype::float64 : a.dtype();
  any_array edges;
  visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    if constexpr (is_floating_v<T>) {
      // A given range is of float64 until its edges are rounded.
      const array<T> made = range ? array<T>(cast<T>(uniform_edges<double>(ends.first, ends.second, count)))
                                  : uniform_edges<T>(static_cast<T>(ends.first), static_cast<T>(ends.second), count);
      for (index_t i = 0; i < count; ++i) {
        if (!(made.data()[i] < made.data()[i + 1])) {
          throw value_error(name + ": no " + std::to_string(count) + " different edges between the ends of the range");
        }
      }
      edges = made;
    }
  });
  return {std::move(edges), true};
}

any_array bin_edges(const any_operand& a, const any_histogram_options& options) {
  const any_view line = reshaped(any_view(c_ordered(a)), {-1});
  return choose_edges(line, options.bins, options.range, options.weights.has_value(), "histogram_bin_edges").edges;
}

}  // namespace detail

}  // namespace lazynd
