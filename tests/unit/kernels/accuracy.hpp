// SPDX-License-Identifier: BSD-3-Clause
// Measures library kernels against the C library's long double functions, in units in the last place.
#pragma once
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <lazynd/dtype/element.hpp>
#include <lazynd/ufunc/registry.hpp>

namespace kernel_accuracy {

/// A function, its exact meaning, where most of its interesting arguments are, and the largest error it may have.
struct function {
  const char* name;
  long double (*unary)(long double);
  long double (*binary)(long double, long double);
  double low, high;
  double bound;
};

inline const function functions[] = {
    {"exp", std::exp, nullptr, -20, 20, 1.1},      {"exp2", std::exp2, nullptr, -20, 20, 1.5},
    {"expm1", std::expm1, nullptr, -3, 3, 1.8},    {"log", std::log, nullptr, 0, 4, 0.9},
    {"log2", std::log2, nullptr, 0, 4, 0.9},       {"log10", std::log10, nullptr, 0, 4, 0.9},
    {"log1p", std::log1p, nullptr, -1, 3, 1},      {"sin", std::sin, nullptr, -30, 30, 2.5},
    {"cos", std::cos, nullptr, -30, 30, 2.5},      {"tan", std::tan, nullptr, -30, 30, 3},
    {"arcsin", std::asin, nullptr, -1, 1, 2.25},   {"arccos", std::acos, nullptr, -1, 1, 1.25},
    {"arctan", std::atan, nullptr, -4, 4, 2},      {"sinh", std::sinh, nullptr, -5, 5, 2.5},
    {"cosh", std::cosh, nullptr, -5, 5, 2},        {"tanh", std::tanh, nullptr, -4, 4, 2.75},
    {"arcsinh", std::asinh, nullptr, -8, 8, 2},    {"arccosh", std::acosh, nullptr, 1, 9, 2.75},
    {"arctanh", std::atanh, nullptr, -1, 1, 2.25}, {"cbrt", std::cbrt, nullptr, -9, 9, 1},
    {"arctan2", nullptr, std::atan2, -4, 4, 2},    {"power", nullptr, std::pow, -20, 20, 1.1},
    {"hypot", nullptr, std::hypot, -9, 9, 1.25},
};

/// Distance of a result from the exact value, in units in the last place of the exact value; infinity when one is nan, or has the wrong
/// sign or infinity.
template <class T>
double ulps(T result, long double exact) {
  using limits = std::numeric_limits<T>;
  const double wrong = std::numeric_limits<double>::infinity();
  if (std::isnan(exact) || std::isnan(result)) return std::isnan(exact) && std::isnan(result) ? 0 : wrong;
  if (std::signbit(exact) != std::signbit(result)) return wrong;
  const long double beyond = std::ldexp(1.0L, limits::max_exponent);
  if (std::isinf(result)) {
    if (std::fabs(exact) >= beyond) return 0;
    exact = std::fabs(exact);
    return static_cast<double>(std::ldexp(beyond - exact, limits::digits - limits::max_exponent));
  }
  if (std::isinf(exact)) return wrong;
  const int exponent = exact == 0 ? limits::min_exponent : std::max(std::ilogb(exact) + 1, static_cast<int>(limits::min_exponent));
  return static_cast<double>(std::fabs(std::ldexp(static_cast<long double>(result) - exact, limits::digits - exponent)));
}

/// Arguments of every kind: dense in [low, high], of every magnitude, next to multiples of pi/2, to 1 and to where results overflow or
/// become subnormal.
template <class T>
std::vector<T> arguments(double low, double high, std::size_t count, unsigned seed) {
  using limits = std::numeric_limits<T>;
  using bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(low, high);
  std::vector<T> values;
  values.reserve(count + 64);
  while (values.size() < count) {
    for (int i = 0; i < 5; ++i) values.push_back(static_cast<T>(uniform(random)));
    values.push_back(std::bit_cast<T>(static_cast<bits>(random())));
    const double any_exponent = std::exp2(std::uniform_real_distribution<double>(-12, 12)(random));
    values.push_back(static_cast<T>(random() % 2 ? any_exponent : -any_exponent));
    const T quarter_turns =
        static_cast<T>(std::floor(std::exp2(std::uniform_real_distribution<double>(0, 50)(random))) * 1.57079632679489662L);
    values.push_back(random() % 2 ? quarter_turns : std::nextafter(quarter_turns, T(0)));
    values.push_back(static_cast<T>(1 + std::ldexp(uniform(random), -static_cast<int>(random() % 60))));
    static constexpr double borders[] = {88.72, 103.97, -87.33, 709.78,     745.13, -708.39,    1024,       -1022,  -1074.5, 128,
                                         -126,  -149.5, 22,     0.34657359, 0.5,    0.41421356, 2.41421356, 710.47, 89.41};
    values.push_back(
        static_cast<T>(borders[random() % std::size(borders)] * (1 + std::ldexp(uniform(random), -static_cast<int>(random() % 50) - 2))));
  }
  for (const T edge : {limits::min(), limits::max(), limits::denorm_min(), limits::epsilon(), limits::infinity(), limits::quiet_NaN(), T(0),
                       T(1), T(2), T(0.5), T(3)}) {
    for (const T value : {edge, std::nextafter(edge, T(0)), std::nextafter(edge, limits::infinity())}) {
      values.push_back(value);
      values.push_back(-value);
    }
  }
  return values;
}

/// One function, dtype and set of arguments with their exact values.
template <class T>
struct sample {
  const lazynd::kernel_set* kernels;
  std::vector<T> first, second;
  std::vector<long double> exact;

  /// About `count` arguments of every kind.
  sample(const function& f, std::size_t count, unsigned seed = 1) : first(arguments<T>(f.low, f.high, count, seed)) {
    if (f.binary) {
      second = arguments<T>(f.low, f.high, count, seed + 1);
      std::mt19937_64 random(seed);
      std::shuffle(second.begin(), second.end(), random);
      for (T& x : first) x = random() % 2 ? x : std::fabs(x);
    }
    compute(f);
  }
  /// These arguments of a function of one.
  sample(const function& f, std::vector<T> values) : first(std::move(values)) { compute(f); }

  struct worst_case {
    double ulps = 0;
    T first = 0, second = 0, result = 0;
    long double exact = 0;
  };
  worst_case worst(lazynd::simd_level level) const {
    std::vector<T> results(first.size());
    const void* const operands[] = {first.data(), second.data()};
    kernels->run[static_cast<int>(level)](operands, results.data(), results.size());
    worst_case worst;
    for (std::size_t i = 0; i < results.size(); ++i) {
      const double distance = ulps(results[i], exact[i]);
      if (distance > worst.ulps) worst = {distance, first[i], second.empty() ? T(0) : second[i], results[i], exact[i]};
    }
    return worst;
  }

 private:
  void compute(const function& f) {
    const std::vector<lazynd::dtype> types(f.binary ? 2 : 1, lazynd::dtype_of<T>);
    kernels = lazynd::find_kernel(f.name, types);
    exact.reserve(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) exact.push_back(f.binary ? f.binary(first[i], second[i]) : f.unary(first[i]));
  }
};

}  // namespace kernel_accuracy
