// SPDX-License-Identifier: BSD-3-Clause
// Registers the transcendental functions of float32 and float64.
#include <lazynd/dtype/element.hpp>

#include "ufunc/families.hpp"
#include "kernels/xsimd/inverse_trigonometric.hpp"
#include "kernels/xsimd/power.hpp"
#include "kernels/xsimd/tile_loop.hpp"
#include "kernels/xsimd/trigonometric.hpp"

namespace lazynd::detail {

namespace LAZYND_LEVEL_NAMESPACE {

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
  add_unary<exp, T>(to, "exp", 8);
  add_unary<exp2, T>(to, "exp2", 8);
  add_unary<expm1, T>(to, "expm1", 12);
  add_unary<log, T>(to, "log", 10);
  add_unary<log2, T>(to, "log2", 12);
  add_unary<log10, T>(to, "log10", 12);
  add_unary<log1p, T>(to, "log1p", 14);
  add_unary<sin, T>(to, "sin", 9);
  add_unary<cos, T>(to, "cos", 9);
  add_unary<tan, T>(to, "tan", 14);
  add_unary<arcsin, T>(to, "arcsin", 12);
  add_unary<arccos, T>(to, "arccos", 12);
  add_unary<arctan, T>(to, "arctan", 12);
  add_unary<sinh, T>(to, "sinh", 14);
  add_unary<cosh, T>(to, "cosh", 14);
  add_unary<tanh, T>(to, "tanh", 14);
  add_unary<arcsinh, T>(to, "arcsinh", 20);
  add_unary<arccosh, T>(to, "arccosh", 20);
  add_unary<arctanh, T>(to, "arctanh", 20);
  add_unary<cbrt, T>(to, "cbrt", 14);
  add_binary<arctan2, T>(to, "arctan2", 16);
  add_binary<power, T>(to, "power", 25);
  add_binary<hypot, T>(to, "hypot", 8);
}

}  // namespace LAZYND_LEVEL_NAMESPACE

LAZYND_LEVEL_FAMILY(transcendental) {
  LAZYND_LEVEL_NAMESPACE::add_functions<float>(to);
  LAZYND_LEVEL_NAMESPACE::add_functions<double>(to);
}

}  // namespace lazynd::detail
