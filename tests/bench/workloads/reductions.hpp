// SPDX-License-Identifier: BSD-3-Clause
// Reductions over everything and along one axis.
#pragma once
#include "workload.hpp"

namespace bench::reductions {

/// Some peers add float up one by one: at 1e7 elements that costs them the third digit.
template <class T>
inline constexpr double naive_sum = sizeof(T) < 8 ? 0.05 : 1e-9;

inline const std::vector<long> lengths = {1000, 100000, 10000000};

template <class T>
struct sum : workload {
  static description about() {
    return {.name = "sum(a)", .sizes = lengths, .numpy = "np.sum(a)", .numexpr = "sum(a)", .memory_bound = true, .tolerance = naive_sum<T>};
  }
  using inputs = given<vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::sum(a));
  }
};

template <class T>
struct squared_distance : workload {
  static description about() {
    return {.name = "sum((a-b)^2)",
            .sizes = lengths,
            .numpy = "np.sum((a-b)**2)",
            .numexpr = "sum((a-b)**2)",
            .memory_bound = true,
            .tolerance = naive_sum<T>};
  }
  using inputs = given<vec<T>, vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b) {
    L::set(out, L::sum(square(a - b)));
  }
};

template <class T>
struct max : workload {
  static description about() {
    return {.name = "max(a)", .sizes = lengths, .numpy = "np.max(a)", .numexpr = "max(a)", .memory_bound = true, .tolerance = naive_sum<T>};
  }
  using inputs = given<vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::max(a));
  }
};

template <class T>
struct argmax : workload {
  static description about() {
    return {.name = "argmax(a)", .sizes = lengths, .numpy = "np.argmax(a)", .memory_bound = true, .tolerance = naive_sum<T>};
  }
  using inputs = given<vec<T>>;
  using output = scalar<std::int64_t>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::argmax(a));
  }
};

template <class T>
struct mean : workload {
  static description about() {
    return {.name = "mean(a)", .sizes = lengths, .numpy = "np.mean(a)", .memory_bound = true, .tolerance = naive_sum<T>};
  }
  using inputs = given<vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::mean(a));
  }
};

template <class T>
struct var : workload {
  static description about() { return {.name = "var(a)", .sizes = lengths, .numpy = "np.var(a)", .tolerance = naive_sum<T>}; }
  using inputs = given<vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::var(a));
  }
};

template <class T>
struct nanmean : workload {
  static description about() {
    return {.name = "nanmean(a), 10 % NaN", .sizes = lengths, .numpy = "np.nanmean(a)", .not_a_number = 0.1, .tolerance = naive_sum<T>};
  }
  using inputs = given<vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::nanmean(a));
  }
};

template <class T, int Axis>
struct sum_along : workload {
  static description about() {
    const std::string code = "np.sum(a, axis=" + std::to_string(Axis) + ")";
    return {.name = "sum(a, axis=" + std::to_string(Axis) + ") of (n,n)",
            .sizes = {512, 4000},
            .numpy = code,
            .memory_bound = true,
            .tolerance = naive_sum<T>};
  }
  using inputs = given<mat<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::template sum_along<Axis>(a));
  }
};

template <class T>
using of_type = std::tuple<sum<T>, squared_distance<T>, max<T>, argmax<T>, mean<T>, var<T>, nanmean<T>, sum_along<T, 0>, sum_along<T, 1>>;

using workloads = decltype(std::tuple_cat(of_type<double>{}, of_type<float>{}));

}  // namespace bench::reductions
