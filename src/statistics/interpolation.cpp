// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/statistics/interpolation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include <lazynd/array/creation.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>
#include <lazynd/support/error.hpp>

#include "execution/parallel.hpp"
#include "statistics/arguments.hpp"
#include "statistics/searching.hpp"

namespace lazynd::detail {

namespace {

template <class T>
struct points {
  std::vector<double> x;
  std::vector<T> f;
};

/// One number between two points; what is not finite there must not spoil an end.
double between(double x, double x0, double x1, double f0, double f1) {
  const double slope = (f1 - f0) / (x1 - x0);
  double value = slope * (x - x0) + f0;
  if (value != value) value = slope * (x - x1) + f1;
  if (value != value && f0 == f1) value = f0;
  return value;
}

std::complex<double> between(double x, double x0, double x1, std::complex<double> f0, std::complex<double> f1) {
  return {between(x, x0, x1, f0.real(), f1.real()), between(x, x0, x1, f0.imag(), f1.imag())};
}

/// The value at x, which comes before the point `after`.
template <class T>
T value_at(double x, std::size_t after, const points<T>& of, T left, T right) {
  if (x != x) return of.x.size() == 1 ? of.f[0] : T(x);
  if (x > of.x.back()) return right;
  if (x < of.x.front()) return left;
  if (after == of.x.size()) return of.f.back();
  if (of.x[after - 1] == x) return of.f[after - 1];
  return between(x, of.x[after - 1], of.x[after], of.f[after - 1], of.f[after]);
}

/// The points of one period in order, with one more on either side.
template <class T>
points<T> wrapped(const points<T>& given, double period) {
  std::vector<double> places;
  for (const double x : given.x) places.push_back(op::remainder::apply(x, period));
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
  points<T> made;
  made.x.push_back(places[order.back()] - period);
  made.f.push_back(given.f[order.back()]);
  for (const std::size_t at : order) {
    made.x.push_back(places[at]);
    made.f.push_back(given.f[at]);
  }
  made.x.push_back(places[order.front()] + period);
  made.f.push_back(given.f[order.front()]);
  return made;
}

template <class T>
T end_value(const std::optional<std::complex<double>>& given, T otherwise) {
  if (!given) return otherwise;
  if constexpr (is_complex_v<T>) {
    return *given;
  } else {
    if (given->imag() != 0) throw dtype_error("interp: complex values beyond the ends of real points");
    return given->real();
  }
}

template <class T>
array<T> interpolate(const block_handle& x, points<T> of, const interp_options& options) {
  T left = end_value(options.left, of.f.front()), right = end_value(options.right, of.f.back());
  const double period = std::abs(options.period.value_or(0));
  if (options.period) {
    of = wrapped(of, period);
    left = of.f.front(), right = of.f.back();
  }
  array<T> result = empty<T>(x->where.shape);
  struct context {
    const double* x;
    T* to;
    const points<T>* of;
    place_finder<double> places;
    T left, right;
    double period;
  } shared{reinterpret_cast<const double*>(x->data), result.data(), &of, {of.x, result.size()}, left, right, period};
  parallel_ranges(
      result.size(), 1 << 14, result.size() < (1 << 15) ? 1 : get_num_threads(),
      [](void* given, index_t begin, index_t end) {
        const context& c = *static_cast<const context*>(given);
        std::array<double, places_together> where;
        std::array<index_t, places_together> after;
        for (index_t at = begin; at < end; at += places_together) {
          const index_t n = std::min(places_together, end - at);
          std::transform(c.x + at, c.x + at + n, where.begin(),
                         [&](double e) { return c.period > 0 ? op::remainder::apply(e, c.period) : e; });
          c.places.find(where.data(), n, std::less_equal<double>{}, after.data());
          for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
            c.to[at + static_cast<index_t>(i)] = value_at(where[i], static_cast<std::size_t>(after[i]), *c.of, c.left, c.right);
          }
        }
      },
      &shared);
  return result;
}

}  // namespace

any_array interpolated(const any_operand& x, const any_operand& xp, const any_operand& fp, const interp_options& options) {
  if (kind(x.dtype()) == dtype_kind::complex || kind(xp.dtype()) == dtype_kind::complex) throw dtype_error("interp: complex x");
  if (options.period && !(std::abs(*options.period) > 0)) throw value_error("interp: a period of 0");
  const bool complex_values = kind(fp.dtype()) == dtype_kind::complex;
  const block_handle places = c_ordered(x, dtype::float64), at = c_ordered(xp, dtype::float64);
  const block_handle values = c_ordered(fp, complex_values ? dtype::complex128 : dtype::float64);
  if (at->where.ndim() != 1 || values->where.ndim() != 1) throw value_error("interp: points must have one axis");
  if (at->where.shape != values->where.shape) throw shape_error("interp: fp has another length than xp");
  if (at->where.shape[0] == 0) throw value_error("interp: no points");
  const auto run = [&]<class T>(std::type_identity<T>) -> any_array {
    const auto px = elements_of<const double>(at);
    const auto pf = elements_of<const T>(values);
    return interpolate<T>(places, {{px.begin(), px.end()}, {pf.begin(), pf.end()}}, options);
  };
  return complex_values ? run(std::type_identity<std::complex<double>>{}) : run(std::type_identity<double>{});
}

}  // namespace lazynd::detail
