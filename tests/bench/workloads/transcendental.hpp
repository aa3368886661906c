// SPDX-License-Identifier: BSD-3-Clause
// Exponentials, logarithms, trigonometry, and formulas made of them.
#pragma once
#include "workload.hpp"

namespace bench::transcendental {

inline const std::vector<long> lengths = {1000, 100000, 10000000};

// One line for each function: its name, the NumPy expression, and the range of the arguments.
#define BENCH_FUNCTION(NAME, CALL, CODE, LOW, HIGH)                                                                                \
  template <class T>                                                                                                               \
  struct NAME##_of : workload {                                                                                                    \
    static description about() {                                                                                                   \
      return {.name = #NAME, .sizes = lengths, .numpy = "np." CODE, .numexpr = CODE, .low = LOW, .high = HIGH, .tolerance = 1e-5}; \
    }                                                                                                                              \
    using inputs = given<vec<T>>;                                                                                                  \
    using output = vec<T>;                                                                                                         \
    template <class L>                                                                                                             \
    static void run(auto& out, const auto& a) {                                                                                    \
      L::set(out, CALL);                                                                                                           \
    }                                                                                                                              \
  };
BENCH_FUNCTION(exp, exp(a), "exp(a)", -10, 10)
BENCH_FUNCTION(log, log(a), "log(a)", 0.01, 100)
BENCH_FUNCTION(sin, sin(a), "sin(a)", -10, 10)
BENCH_FUNCTION(cos, cos(a), "cos(a)", -10, 10)
BENCH_FUNCTION(tanh, tanh(a), "tanh(a)", -3, 3)
#undef BENCH_FUNCTION

template <class T>
struct power : workload {
  static description about() {
    return {.name = "pow(a,b)", .sizes = lengths, .numpy = "np.power(a, b)", .numexpr = "a**b", .tolerance = 1e-5};
  }
  using inputs = given<vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b) {
    L::set(out, pow(a, b));
  }
};

/// The error function after Abramowitz and Stegun 7.1.28, for arguments that are not negative.
template <class T>
struct error_function : workload {
  static constexpr const char* code = "1 - 1/(1 + a*(0.0705230784 + a*(0.0422820123 + a*(0.0092705272 + a*0.0001520143))))**16";
  static description about() {
    return {.name = "erf as a rational function", .sizes = lengths, .numpy = code, .numexpr = code, .tolerance = 1e-5};
  }
  using inputs = given<vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    const auto p = T(1) + a * (T(0.0705230784) + a * (T(0.0422820123) + a * (T(0.0092705272) + a * T(0.0001520143))));
    L::set(out, T(1) - T(1) / square(square(square(square(p)))));
  }
};

template <class T>
struct wave : workload {
  static description about() {
    return {.name = "sin(a)*exp(b)-sqrt(c)/2",
            .sizes = {16, 1000, 100000, 10000000},
            .numpy = "np.sin(a)*np.exp(b)-np.sqrt(c)/2",
            .numexpr = "sin(a)*exp(b)-sqrt(c)/2",
            .tolerance = 1e-5};
  }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    L::set(out, sin(a) * exp(b) - sqrt(c) / T(2));
  }
};

/// Prices of call options; a: price, b: strike, c: time. The normal distribution by its tanh approximation.
template <class T>
struct black_scholes : workload {
  static description about() {
    return {.name = "Black-Scholes",
            .sizes = lengths,
            .numpy =
                "v = 0.3*np.sqrt(c); d = (np.log(a/b) + 0.095*c)/v; e = d - v; "
                "out = a*(0.5 + 0.5*np.tanh(0.7978845608*(d + 0.044715*d*d*d))) - "
                "b*np.exp(-0.05*c)*(0.5 + 0.5*np.tanh(0.7978845608*(e + 0.044715*e*e*e)))",
            .tolerance = 1e-5};
  }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    const auto v = L::template hold<T>(T(0.3) * sqrt(c));
    const auto d = L::template hold<T>((log(a / b) + T(0.095) * c) / v);
    const auto e = L::template hold<T>(d - v);
    L::set(out, a * (T(0.5) + T(0.5) * tanh(T(0.7978845608) * (d + T(0.044715) * d * d * d))) -
                    b * exp(T(-0.05) * c) * (T(0.5) + T(0.5) * tanh(T(0.7978845608) * (e + T(0.044715) * e * e * e))));
  }
};

template <class T>
using of_type = std::tuple<exp_of<T>, log_of<T>, sin_of<T>, cos_of<T>, tanh_of<T>, power<T>, error_function<T>, wave<T>, black_scholes<T>>;

using workloads = decltype(std::tuple_cat(of_type<double>{}, of_type<float>{}));

}  // namespace bench::transcendental
