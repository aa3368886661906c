// SPDX-License-Identifier: BSD-3-Clause
// Reductions and running sums: over everything and along one axis, for every kind of element.
#pragma once
#include "workload.hpp"

namespace bench::reductions {

/// Some peers add float up one by one: at 1e7 elements that costs them the third digit.
template <class T>
inline constexpr double naive_sum = sizeof(T) < 8 ? 0.05 : 1e-9;

inline const std::vector<long> lengths = {1000, 100000, 10000000};
inline const std::vector<long> squares = {512, 4000};

/// Inputs whose sums no type overflows; half of the bools are true.
template <class T>
inline constexpr double least = std::is_same_v<T, binary16>                                          ? -1
                                : std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t> ? -100
                                : std::is_integral_v<T>                                              ? 0
                                                                                                     : 0.5;
template <class T>
inline constexpr double greatest = std::is_same_v<T, binary16> ? 1
                                   : std::is_same_v<T, bool>   ? 2
                                   : std::is_integral_v<T>     ? 100
                                                               : 1.5;

// A reduction by name: the type of its results, and how a library is asked for it.
#define BENCH_REDUCTION(NAME, RESULT)                      \
  struct NAME {                                            \
    static constexpr const char* name = #NAME;             \
    template <class T>                                     \
    using result = RESULT;                                 \
    template <class L, class T>                            \
    static auto of(const auto& a) {                        \
      return L::template NAME<result<T>>(a);               \
    }                                                      \
    template <class L, class T, int Axis>                  \
    static auto along(const auto& a) {                     \
      return L::template NAME##_along<Axis, result<T>>(a); \
    }                                                      \
  };
BENCH_REDUCTION(sum, sum_of<T>)
BENCH_REDUCTION(max, T)
BENCH_REDUCTION(argmax, std::int64_t)
BENCH_REDUCTION(mean, mean_of<T>)
BENCH_REDUCTION(var, mean_of<T>)
BENCH_REDUCTION(any, bool)
BENCH_REDUCTION(nansum, T)
BENCH_REDUCTION(nanmean, T)
BENCH_REDUCTION(nanmax, T)
#undef BENCH_REDUCTION

/// Eigen 3.4 does not compile every maxCoeff of int64 and bool.
template <class Reduction, class T>
struct reduction_of : workload_of<T> {
  static constexpr bool is_extreme = std::is_same_v<Reduction, max> || std::is_same_v<Reduction, argmax>;
  static constexpr bool is_difficult = std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool>;
  static constexpr unsigned without = is_extreme && is_difficult ? eigen_library : workload_of<T>::without;
};

template <class T>
description described(std::string name, std::string numpy, const std::vector<long>& sizes) {
  return {.name = std::move(name),
          .sizes = sizes,
          .numpy = std::move(numpy),
          .low = least<T>,
          .high = greatest<T>,
          .memory_bound = true,
          .tolerance = naive_sum<T>};
}

template <class Reduction, class T>
struct whole : reduction_of<Reduction, T> {
  static description about() {
    const std::string name = Reduction::name;
    description it = described<T>(name + "(a)", "np." + name + "(a)", lengths);
    if (sizeof(T) >= 4 && std::is_floating_point_v<T> && (name == "sum" || name == "max")) it.numexpr = name + "(a)";
    if (name.starts_with("nan")) it.name += ", 10 % NaN", it.not_a_number = 0.1;
    if (name == "any") it.name += ", none true", it.high = 1;
    return it;
  }
  using inputs = given<vec<T>>;
  using output = scalar<typename Reduction::template result<T>>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, Reduction::template of<L, T>(a));
  }
};

template <class Reduction, class T, int Axis>
struct along : reduction_of<Reduction, T> {
  static description about() {
    const std::string name = Reduction::name, rest = "(a, axis=" + std::to_string(Axis) + ")";
    description it = described<T>(name + rest + " of (n,n)", "np." + name + rest, squares);
    if (name.starts_with("nan")) it.name += ", 10 % NaN", it.not_a_number = 0.1;
    if (name == "any") it.name += ", none true", it.high = 1;
    return it;
  }
  using inputs = given<mat<T>>;
  using output = vec<typename Reduction::template result<T>>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, Reduction::template along<L, T, Axis>(a));
  }
};

template <class T>
struct squared_distance : workload {
  static description about() {
    description it = described<T>("sum((a-b)^2)", "np.sum((a-b)**2)", lengths);
    it.numexpr = "sum((a-b)**2)";
    return it;
  }
  using inputs = given<vec<T>, vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b) {
    L::set(out, L::template sum<T>(square(a - b)));
  }
};

/// The first element settles what the rest cannot change.
struct any_at_once : workload {
  static description about() {
    description it = described<bool>("any(a), half true", "np.any(a)", lengths);
    it.memory_bound = false;
    return it;
  }
  using inputs = given<vec<bool>>;
  using output = scalar<bool>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::template any<bool>(a));
  }
};

template <class T>
struct cumsum : workload_of<T> {
  static description about() { return described<T>("cumsum(a)", "np.cumsum(a)", lengths); }
  using inputs = given<vec<T>>;
  using output = vec<sum_of<T>>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::cumsum(out, a);
  }
};

template <class T, int Axis>
struct cumsum_along : workload_of<T> {
  static constexpr unsigned without = eigen_library;
  static description about() {
    const std::string rest = "cumsum(a, axis=" + std::to_string(Axis) + ")";
    return described<T>(rest + " of (n,n)", "np." + rest, squares);
  }
  using inputs = given<mat<T>>;
  using output = mat<sum_of<T>>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::template cumsum_along<Axis>(out, a);
  }
};

template <class Reduction, class T>
using everywhere = std::tuple<whole<Reduction, T>, along<Reduction, T, 0>, along<Reduction, T, 1>>;

template <class... Tuple>
using joined = decltype(std::tuple_cat(std::declval<Tuple>()...));

template <class T>
using of_any_type = joined<everywhere<sum, T>, everywhere<max, T>, everywhere<mean, T>, everywhere<argmax, T>>;
template <class T>
using of_floating_type = joined<of_any_type<T>, everywhere<var, T>, everywhere<nansum, T>, everywhere<nanmean, T>, everywhere<nanmax, T>,
                                std::tuple<squared_distance<T>, cumsum<T>, cumsum_along<T, 0>, cumsum_along<T, 1>>>;

using workloads = joined<of_floating_type<double>, of_floating_type<float>, of_any_type<std::int32_t>, std::tuple<cumsum<std::int32_t>>,
                         of_any_type<std::int64_t>, std::tuple<cumsum<std::int64_t>>, of_any_type<std::uint8_t>, of_any_type<binary16>,
                         of_any_type<bool>, everywhere<any, bool>, std::tuple<any_at_once>>;

}  // namespace bench::reductions
