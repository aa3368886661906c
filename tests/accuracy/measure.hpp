// SPDX-License-Identifier: BSD-3-Clause
// Measures library kernels against exact values, in units in the last place.
#pragma once
#include <algorithm>
#include <bit>
#include <limits>
#include <random>
#include <vector>

#include <lazynd/ufunc/registry.hpp>

#include "functions.hpp"

namespace accuracy {

template <class T>
using bits_of = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint16_t>>;

template <class T>
long double widened(T x) {
  if constexpr (lazynd::is_half_v<T>) {
    return static_cast<float>(x);
  } else {
    return x;
  }
}

/// Distance of a result from the exact value, in units in the last place of the exact value; infinity when one is nan, or has the wrong
/// sign or infinity.
template <class T>
double ulps(T result, long double exact) {
  using limits = std::numeric_limits<T>;
  const double wrong = std::numeric_limits<double>::infinity();
  const long double value = widened(result);
  if (std::isnan(exact) || std::isnan(value)) return std::isnan(exact) && std::isnan(value) ? 0 : wrong;
  if (std::signbit(exact) != std::signbit(value)) return wrong;
  const long double beyond = std::ldexp(1.0L, limits::max_exponent);
  if (std::isinf(value)) {
    if (std::fabs(exact) >= beyond) return 0;
    return static_cast<double>(std::ldexp(beyond - std::fabs(exact), limits::digits - limits::max_exponent));
  }
  if (std::isinf(exact)) return wrong;
  const int exponent = exact == 0 ? limits::min_exponent : std::max(std::ilogb(exact) + 1, static_cast<int>(limits::min_exponent));
  return static_cast<double>(std::fabs(std::ldexp(value - exact, limits::digits - exponent)));
}

/// Arguments of every kind: dense in [low, high]; evenly over all encodings; of every magnitude; next to multiples of pi/2, to 1, to where
/// results overflow or become subnormal, and to where kernels change from one method to another.
template <class T>
std::vector<T> arguments(double low, double high, std::size_t count, unsigned seed) {
  using limits = std::numeric_limits<T>;
  using bits = bits_of<T>;
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(low, high);
  const bits stride = std::numeric_limits<bits>::max() / static_cast<bits>(count / 10 + 1);
  bits evenly = static_cast<bits>(random()) % stride;
  std::vector<T> values;
  values.reserve(count + 64);
  while (values.size() < count) {
    for (int i = 0; i < 4; ++i) values.push_back(static_cast<T>(uniform(random)));
    values.push_back(std::bit_cast<T>(evenly += stride));
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
  // The second is the double that comes closest to a multiple of pi/2 of all (J.-M. Muller, Elementary Functions, section on range
  // reduction).
  for (const T edge : {limits::min(), static_cast<T>(std::ldexp(6381956970095103.0, 797)), limits::max(), limits::denorm_min(),
                       limits::epsilon(), limits::infinity(), limits::quiet_NaN(), T(0), T(1), T(2), T(0.5), T(3)}) {
    for (const T value : {edge, std::nextafter(edge, T(0)), std::nextafter(edge, limits::infinity())}) {
      values.push_back(value);
      values.push_back(-value);
    }
  }
  return values;
}

/// Every value of a type of 16 bits.
template <class T>
std::vector<T> every_half() {
  std::vector<T> values;
  for (std::uint32_t bits = 0; bits < 0x10000u; ++bits) values.push_back(T::from_bits(static_cast<std::uint16_t>(bits)));
  return values;
}

/// One function, dtype and set of arguments. The long double functions of the C library stand for exact values, since MPFR takes a hundred
/// times as long; MPFR decides about the results that are worst, and about one in 64 whether the C library is to be trusted.
template <class T>
class sample {
 public:
  /// About `count` arguments of every kind.
  sample(const function& f, std::size_t count, unsigned seed = 1) : of_(&f), first_(arguments<T>(f.low, f.high, count, seed)) {
    if (f.binary) {
      second_ = arguments<T>(f.low, f.high, count, seed + 1);
      std::mt19937_64 random(seed);
      std::shuffle(second_.begin(), second_.end(), random);
      for (T& x : first_) x = random() % 2 ? x : std::fabs(x);
    }
    compute();
  }
  /// These arguments of a function of one.
  sample(const function& f, std::vector<T> values) : of_(&f), first_(std::move(values)) { compute(); }

  struct worst_case {
    double ulps = 0;
    long double first = 0, second = 0, result = 0, exact = 0;
  };

  [[nodiscard]] bool has_kernel() const { return kernels_ != nullptr; }

  [[nodiscard]] worst_case worst(lazynd::simd_level level) const {
    std::vector<T> results(first_.size());
    const void* const operands[] = {first_.data(), second_.data()};
    kernels_->run[static_cast<int>(level)](operands, results.data(), results.size());
    worst_case worst;
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (ulps(results[i], reference_[i]) <= worst.ulps) continue;
      const long double value = exact_at(i);
      const double distance = ulps(results[i], value);
      if (distance > worst.ulps) worst = {distance, widened(first_[i]), second_at(i), widened(results[i]), value};
    }
    return worst;
  }

  /// The largest difference between the C library and MPFR, in ulp of `T`.
  [[nodiscard]] double reference_error() const {
    double worst = 0;
    for (std::size_t i = 0; i < first_.size(); i += 64) {
      const long double value = exact_at(i);
      if (value == reference_[i] || (std::isnan(value) && std::isnan(reference_[i]))) continue;
      // Beyond T's range both are the same to it.
      if (std::fabs(value) > widened(std::numeric_limits<T>::max()) * 2 && std::signbit(value) == std::signbit(reference_[i])) continue;
      const int exponent = std::max(value == 0 ? 0 : std::ilogb(value) + 1, static_cast<int>(std::numeric_limits<T>::min_exponent));
      const double distance = static_cast<double>(std::fabs(std::ldexp(reference_[i] - value, std::numeric_limits<T>::digits - exponent)));
      worst = std::max(worst, std::isnan(distance) ? std::numeric_limits<double>::infinity() : distance);
    }
    return worst;
  }

 private:
  const function* of_;
  const lazynd::kernel_set* kernels_ = nullptr;
  std::vector<T> first_, second_;
  std::vector<long double> reference_;

  [[nodiscard]] long double second_at(std::size_t i) const { return second_.empty() ? 0 : widened(second_[i]); }
  [[nodiscard]] long double exact_at(std::size_t i) const { return exact(*of_, widened(first_[i]), second_at(i)); }

  void compute() {
    const std::vector<lazynd::dtype> types(of_->binary ? 2 : 1, lazynd::dtype_of<T>);
    kernels_ = lazynd::find_kernel(of_->name, types);
    reference_.reserve(first_.size());
    for (std::size_t i = 0; i < first_.size(); ++i) {
      const long double x = widened(first_[i]);
      reference_.push_back(of_->binary ? of_->binary(x, second_at(i)) : of_->unary(x));
    }
  }
};

}  // namespace accuracy
