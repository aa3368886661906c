// SPDX-License-Identifier: BSD-3-Clause
// Functions of complex numbers, element by element through the standard library.
#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include <lazynd/dtype/element.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>

#include "ufunc/families.hpp"

namespace lazynd::detail {

namespace {

template <class R>
using complex = std::complex<R>;

template <class R>
complex<R> expm1(complex<R> z) {
  const R half_sine = std::sin(z.imag() / 2);
  return {std::expm1(z.real()) * std::cos(z.imag()) - 2 * half_sine * half_sine, std::exp(z.real()) * std::sin(z.imag())};
}

template <class R>
complex<R> log2(complex<R> z) {
  return std::log(z) * std::numbers::log2e_v<R>;
}

// Near 0 the modulus of 1 + z is too close to 1 for its logarithm to be taken directly.
template <class R>
complex<R> log1p(complex<R> z) {
  const R x = z.real(), y = z.imag();
  const bool small = std::fabs(x) < R(0.5) && std::fabs(y) < R(0.5);
  const R log_modulus = small ? std::log1p(x * (2 + x) + y * y) / 2 : std::log(std::hypot(1 + x, y));
  return {log_modulus, std::atan2(y, 1 + x)};
}

template <class R>
complex<R> multiply(complex<R> a, complex<R> b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

template <class R>
complex<R> integer_power(complex<R> base, int exponent) {
  // Products with 1 would make NaN out of infinities.
  if (exponent == 1) return base;
  if (exponent == 2) return multiply(base, base);
  if (exponent == 3) return multiply(base, multiply(base, base));
  complex<R> result(1);
  for (int n = std::abs(exponent);; base = multiply(base, base)) {
    if (n & 1) result = multiply(result, base);
    n >>= 1;
    if (n == 0) break;
  }
  return exponent < 0 ? op::divide::apply(complex<R>(1), result) : result;
}

// NumPy's cases: 0**0 is 1, 0 to any other power that is not positive and real is nan, and small integer exponents are products.
template <class R>
complex<R> power(complex<R> a, complex<R> b) {
  constexpr R product_limit = 100;
  constexpr R nan = std::numeric_limits<R>::quiet_NaN();
  const bool real_exponent = b.imag() == 0;
  if (real_exponent && b.real() == 0) return {1, 0};
  if (a.real() == 0 && a.imag() == 0) return real_exponent && b.real() > 0 ? complex<R>(0, 0) : complex<R>(nan, nan);
  if (real_exponent && std::fabs(b.real()) < product_limit && std::trunc(b.real()) == b.real()) {
    return integer_power(a, static_cast<int>(b.real()));
  }
  return std::pow(a, b);
}

template <auto Function, class Result, class... T>
void run(const void* const* operands, void* out, std::size_t n) {
  Result* const result = static_cast<Result*>(out);
  [&]<std::size_t... Operand>(std::index_sequence<Operand...>) {
    for (std::size_t i = 0; i < n; ++i) result[i] = Function(static_cast<const T*>(operands[Operand])[i]...);
  }
  (std::index_sequence_for<T...>());
}

/// exp of the elements times ln 2. Products go through memory some at a time: complex numbers whose parts were just written one by one are
/// slow to pass.
template <class R>
void run_exp2(const void* const* operands, void* out, std::size_t n) {
  constexpr std::size_t together = 128;
  const auto* const z = static_cast<const complex<R>*>(operands[0]);
  auto* const result = static_cast<complex<R>*>(out);
  complex<R> scaled[together];
  for (std::size_t first = 0; first < n; first += together) {
    const std::size_t count = std::min(together, n - first);
    for (std::size_t i = 0; i < count; ++i) scaled[i] = z[first + i] * std::numbers::ln2_v<R>;
    for (std::size_t i = 0; i < count; ++i) result[first + i] = std::exp(scaled[i]);
  }
}

template <class R>
void register_functions_of(registrar& to) {
  using T = complex<R>;
#define LAZYND_COMPLEX(NAME, FUNCTION, RESULT, WEIGHT) \
  to.add(simd_level::baseline, NAME, {dtype_of<T>}, dtype_of<RESULT>, &run<[](T z) { return FUNCTION(z); }, RESULT, T>, WEIGHT);
  LAZYND_COMPLEX("sqrt", std::sqrt, T, 190)
  LAZYND_COMPLEX("exp", std::exp, T, 220)
  LAZYND_COMPLEX("expm1", expm1, T, 320)
  LAZYND_COMPLEX("log", std::log, T, 500)
  LAZYND_COMPLEX("log2", log2, T, 500)
  LAZYND_COMPLEX("log10", std::log10, T, 500)
  LAZYND_COMPLEX("log1p", log1p, T, 280)
  LAZYND_COMPLEX("sin", std::sin, T, 420)
  LAZYND_COMPLEX("cos", std::cos, T, 500)
  LAZYND_COMPLEX("tan", std::tan, T, 450)
  LAZYND_COMPLEX("arcsin", std::asin, T, 1000)
  LAZYND_COMPLEX("arccos", std::acos, T, 1000)
  LAZYND_COMPLEX("arctan", std::atan, T, 500)
  LAZYND_COMPLEX("sinh", std::sinh, T, 420)
  LAZYND_COMPLEX("cosh", std::cosh, T, 500)
  LAZYND_COMPLEX("tanh", std::tanh, T, 700)
  LAZYND_COMPLEX("arcsinh", std::asinh, T, 1000)
  LAZYND_COMPLEX("arccosh", std::acosh, T, 1000)
  LAZYND_COMPLEX("arctanh", std::atanh, T, 500)
#undef LAZYND_COMPLEX
  to.add(simd_level::baseline, "exp2", {dtype_of<T>}, dtype_of<T>, &run_exp2<R>, 300);
  const auto add_power = [&](const char* name) {
    to.add(simd_level::baseline, name, {dtype_of<T>, dtype_of<T>}, dtype_of<T>, &run<[](T a, T b) { return power(a, b); }, T, T, T>, 1200);
  };
  add_power("power");
  if constexpr (std::is_same_v<R, double>) add_power("float_power");
}

}  // namespace

void register_complex_functions(registrar& to) {
  register_functions_of<float>(to);
  register_functions_of<double>(to);
}

}  // namespace lazynd::detail
