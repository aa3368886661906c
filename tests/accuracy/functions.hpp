// SPDX-License-Identifier: BSD-3-Clause
// The transcendental functions with their exact meaning: in many digits, and fast.
#pragma once
#include <cmath>

#include <lazynd/dtype/element.hpp>

// After the standard headers: mpfr.h looks at what they define.
#include <mpfr.h>

namespace accuracy {

/// A function, its meaning, where most of its interesting arguments are, and the largest error it may have in ulp.
struct function {
  const char* name;
  int (*exact_unary)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
  int (*exact_binary)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);
  long double (*unary)(long double);
  long double (*binary)(long double, long double);
  double (*unary_double)(double);
  double low, high;
  double bound;
};

inline constexpr function unary(const char* name, int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t), long double (*fast)(long double),
                                double (*fast_double)(double), double low, double high, double bound) {
  return {name, exact, nullptr, fast, nullptr, fast_double, low, high, bound};
}
inline constexpr function binary(const char* name, int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t),
                                 long double (*fast)(long double, long double), double low, double high, double bound) {
  return {name, nullptr, exact, nullptr, fast, nullptr, low, high, bound};
}

inline const function functions[] = {
    unary("sqrt", mpfr_sqrt, std::sqrt, std::sqrt, 0, 4, 0.5),
    unary("exp", mpfr_exp, std::exp, std::exp, -20, 20, 1.1),
    unary("exp2", mpfr_exp2, std::exp2, std::exp2, -20, 20, 1.5),
    unary("expm1", mpfr_expm1, std::expm1, std::expm1, -3, 3, 1.8),
    unary("log", mpfr_log, std::log, std::log, 0, 4, 0.9),
    unary("log2", mpfr_log2, std::log2, std::log2, 0, 4, 0.9),
    unary("log10", mpfr_log10, std::log10, std::log10, 0, 4, 0.9),
    unary("log1p", mpfr_log1p, std::log1p, std::log1p, -1, 3, 1),
    unary("sin", mpfr_sin, std::sin, std::sin, -30, 30, 1.75),
    unary("cos", mpfr_cos, std::cos, std::cos, -30, 30, 1.75),
    unary("tan", mpfr_tan, std::tan, std::tan, -30, 30, 3),
    unary("arcsin", mpfr_asin, std::asin, std::asin, -1, 1, 2.25),
    unary("arccos", mpfr_acos, std::acos, std::acos, -1, 1, 1.25),
    unary("arctan", mpfr_atan, std::atan, std::atan, -4, 4, 2),
    unary("sinh", mpfr_sinh, std::sinh, std::sinh, -5, 5, 2.5),
    unary("cosh", mpfr_cosh, std::cosh, std::cosh, -5, 5, 2),
    unary("tanh", mpfr_tanh, std::tanh, std::tanh, -4, 4, 2.75),
    unary("arcsinh", mpfr_asinh, std::asinh, std::asinh, -8, 8, 2),
    unary("arccosh", mpfr_acosh, std::acosh, std::acosh, 1, 9, 2.75),
    unary("arctanh", mpfr_atanh, std::atanh, std::atanh, -1, 1, 2.25),
    unary("cbrt", mpfr_cbrt, std::cbrt, std::cbrt, -9, 9, 1),
    binary("arctan2", mpfr_atan2, std::atan2, -4, 4, 2),
    binary("power", mpfr_pow, std::pow, -20, 20, 1.1),
    binary("hypot", mpfr_hypot, std::hypot, -9, 9, 0.76),
};

/// What the function gives, to the 64 bits of a long double: computed in 160 bits by MPFR.
inline long double exact(const function& f, long double first, long double second = 0) {
  struct number {
    mpfr_t value;
    number() { mpfr_init2(value, 160); }
    number(const number&) = delete;
    number& operator=(const number&) = delete;
    ~number() { mpfr_clear(value); }
  };
  thread_local number x, y, result;
  mpfr_set_ld(x.value, first, MPFR_RNDN);
  if (f.exact_unary) {
    f.exact_unary(result.value, x.value, MPFR_RNDN);
  } else {
    mpfr_set_ld(y.value, second, MPFR_RNDN);
    f.exact_binary(result.value, x.value, y.value, MPFR_RNDN);
  }
  return mpfr_get_ld(result.value, MPFR_RNDN);
}

}  // namespace accuracy
