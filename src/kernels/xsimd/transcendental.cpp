// SPDX-License-Identifier: BSD-3-Clause
// Registers the transcendental functions of float32 and float64.
#include <lazynd/dtype/element.hpp>

#include "kernels/families.hpp"
#include "kernels/xsimd/tile_loop.hpp"

namespace lazynd::detail {

namespace LAZYND_LEVEL_NAMESPACE {

#define LAZYND_BODY(NAME, FUNCTION)                  \
  struct NAME {                                      \
    template <class... B>                            \
    static LAZYND_ALWAYS_INLINE auto apply(B... x) { \
      return FUNCTION(x...);                         \
    }                                                \
  };
LAZYND_BODY(exp_body, xsimd::exp)
LAZYND_BODY(exp2_body, xsimd::exp2)
LAZYND_BODY(expm1_body, xsimd::expm1)
LAZYND_BODY(log_body, xsimd::log)
LAZYND_BODY(log2_body, xsimd::log2)
LAZYND_BODY(log10_body, xsimd::log10)
LAZYND_BODY(log1p_body, xsimd::log1p)
LAZYND_BODY(sin_body, xsimd::sin)
LAZYND_BODY(cos_body, xsimd::cos)
LAZYND_BODY(tan_body, xsimd::tan)
LAZYND_BODY(arcsin_body, xsimd::asin)
LAZYND_BODY(arccos_body, xsimd::acos)
LAZYND_BODY(arctan_body, xsimd::atan)
LAZYND_BODY(arctan2_body, xsimd::atan2)
LAZYND_BODY(sinh_body, xsimd::sinh)
LAZYND_BODY(cosh_body, xsimd::cosh)
LAZYND_BODY(tanh_body, xsimd::tanh)
LAZYND_BODY(arcsinh_body, xsimd::asinh)
LAZYND_BODY(arccosh_body, xsimd::acosh)
LAZYND_BODY(arctanh_body, xsimd::atanh)
LAZYND_BODY(power_body, xsimd::pow)
LAZYND_BODY(hypot_body, xsimd::hypot)
LAZYND_BODY(cbrt_body, xsimd::cbrt)
#undef LAZYND_BODY

template <class Body, class T>
void add_unary(registrar& to, const char* name, float weight) {
  to.add(this_level, name, {dtype_of<T>}, &tile_loop<Body, T, 0>, weight);
}
template <class Body, class T>
void add_binary(registrar& to, const char* name, float weight) {
  to.add(this_level, name, {dtype_of<T>, dtype_of<T>}, &tile_loop<Body, T, 0, 1>, weight);
}

template <class T>
void add_functions(registrar& to) {
  add_unary<exp_body, T>(to, "exp", 8);
  add_unary<exp2_body, T>(to, "exp2", 8);
  add_unary<expm1_body, T>(to, "expm1", 12);
  add_unary<log_body, T>(to, "log", 10);
  add_unary<log2_body, T>(to, "log2", 12);
  add_unary<log10_body, T>(to, "log10", 12);
  add_unary<log1p_body, T>(to, "log1p", 14);
  add_unary<sin_body, T>(to, "sin", 9);
  add_unary<cos_body, T>(to, "cos", 9);
  add_unary<tan_body, T>(to, "tan", 14);
  add_unary<arcsin_body, T>(to, "arcsin", 12);
  add_unary<arccos_body, T>(to, "arccos", 12);
  add_unary<arctan_body, T>(to, "arctan", 12);
  add_unary<sinh_body, T>(to, "sinh", 14);
  add_unary<cosh_body, T>(to, "cosh", 14);
  add_unary<tanh_body, T>(to, "tanh", 14);
  add_unary<arcsinh_body, T>(to, "arcsinh", 20);
  add_unary<arccosh_body, T>(to, "arccosh", 20);
  add_unary<arctanh_body, T>(to, "arctanh", 20);
  add_unary<cbrt_body, T>(to, "cbrt", 14);
  add_binary<arctan2_body, T>(to, "arctan2", 16);
  add_binary<power_body, T>(to, "power", 25);
  add_binary<hypot_body, T>(to, "hypot", 8);
}

}  // namespace LAZYND_LEVEL_NAMESPACE

LAZYND_LEVEL_FAMILY(transcendental) {
  LAZYND_LEVEL_NAMESPACE::add_functions<float>(to);
  LAZYND_LEVEL_NAMESPACE::add_functions<double>(to);
}

}  // namespace lazynd::detail
