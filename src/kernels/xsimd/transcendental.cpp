// SPDX-License-Identifier: BSD-3-Clause
// Registers the transcendental functions of float32 and float64.
#include <lazynd/dtype/element.hpp>

#include "kernels/xsimd/half_loop.hpp"
#include "kernels/xsimd/inverse_trigonometric.hpp"
#include "kernels/xsimd/modulus.hpp"
#include "kernels/xsimd/power.hpp"
#include "kernels/xsimd/tile_loop.hpp"
#include "kernels/xsimd/trigonometric.hpp"
#include "ufunc/families.hpp"

namespace lazynd::detail {

namespace LAZYND_LEVEL_NAMESPACE {

/// A register holds twice as many floats as doubles.
template <class T>
constexpr float weight_of(float double_weight) {
  return double_weight * sizeof(T) / sizeof(double);
}
/// A logarithm as a multiple of the natural one: two ulp of a float, which half precision does not see, in less time.
template <const auto& LogOfE>
struct scaled_log {
  template <class B>
  static LAZYND_ALWAYS_INLINE B apply(B x) {
    return log::apply(x) * B(LogOfE[0]);
  }
};
/// What half precision takes instead of a function of floats.
template <class Body>
struct half_body : std::type_identity<Body> {};
template <>
struct half_body<log2> : std::type_identity<scaled_log<coefficients<float>::log2_of_e>> {};
template <>
struct half_body<log10> : std::type_identity<scaled_log<coefficients<float>::log10_of_e>> {};

template <class Body, class T, std::size_t... Operand>
void add_loops(registrar& to, const char* name, float weight) {
  auto add = [&]<class E>(std::type_identity<E>, tile_kernel kernel, float of_element) {
    to.add(this_level, name, {(static_cast<void>(Operand), dtype_of<E>)...}, dtype_of<E>, kernel, of_element);
  };
  add(std::type_identity<T>(), &tile_loop<Body, stored<T>, Operand...>, weight_of<T>(weight));
  if constexpr (std::is_same_v<T, float>) {
    using half = typename half_body<Body>::type;
    add(std::type_identity<float16>(), half_kernel<float16, half, Operand...>(), weight_of<T>(weight) + 1);
    add(std::type_identity<bfloat16>(), half_kernel<bfloat16, half, Operand...>(), weight_of<T>(weight) + 1);
  }
}
template <class Body, class T>
void add_unary(registrar& to, const char* name, float weight) {
  add_loops<Body, T, 0>(to, name, weight);
}
template <class Body, class T>
void add_binary(registrar& to, const char* name, float weight) {
  add_loops<Body, T, 0, 1>(to, name, weight);
}

template <class T>
void add_functions(registrar& to) {
  add_unary<exp, T>(to, "exp", 6);
  add_unary<exp2, T>(to, "exp2", 4);
  add_unary<expm1, T>(to, "expm1", 7);
  add_unary<log, T>(to, "log", 7);
  add_unary<log2, T>(to, "log2", 10);
  add_unary<log10, T>(to, "log10", 10);
  add_unary<log1p, T>(to, "log1p", 9);
  add_unary<sin, T>(to, "sin", 8);
  add_unary<cos, T>(to, "cos", 8);
  add_unary<tan, T>(to, "tan", 11);
  add_unary<arcsin, T>(to, "arcsin", 8);
  add_unary<arccos, T>(to, "arccos", 10);
  add_unary<arctan, T>(to, "arctan", 9);
  add_unary<sinh, T>(to, "sinh", 7);
  add_unary<cosh, T>(to, "cosh", 7);
  add_unary<tanh, T>(to, "tanh", 10);
  add_unary<arcsinh, T>(to, "arcsinh", 23);
  add_unary<arccosh, T>(to, "arccosh", 20);
  add_unary<arctanh, T>(to, "arctanh", 15);
  add_unary<cbrt, T>(to, "cbrt", 11);
  add_binary<arctan2, T>(to, "arctan2", 11);
  add_binary<power, T>(to, "power", 27);
  add_binary<hypot, T>(to, "hypot", 15);
  to.add(this_level, "absolute", {dtype_of<std::complex<T>>}, dtype_of<T>, &modulus_loop<T>, weight_of<T>(17));
  if constexpr (std::is_same_v<T, double>) add_binary<power, T>(to, "float_power", 27);
}

}  // namespace LAZYND_LEVEL_NAMESPACE

LAZYND_LEVEL_FAMILY(transcendental) {
  LAZYND_LEVEL_NAMESPACE::add_functions<float>(to);
  LAZYND_LEVEL_NAMESPACE::add_functions<double>(to);
}

}  // namespace lazynd::detail
