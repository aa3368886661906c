// SPDX-License-Identifier: BSD-3-Clause
// Few elements: what an expression costs besides its arithmetic. Loops by hand are the yardstick.
#pragma once
#include "workload.hpp"

namespace bench::latency {

template <class T>
struct multiply_add : workload {
  static description about() { return {.name = "a*b+c", .sizes = {1, 4, 16, 64}, .numpy = "a*b+c", .numexpr = "a*b+c"}; }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    L::set(out, a * b + c);
  }
  static void loop(std::vector<T>& out, const std::vector<T>& a, const std::vector<T>& b, const std::vector<T>& c) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = a[i] * b[i] + c[i];
  }
};

template <class T>
struct new_array : workload {
  static description about() { return {.name = "r = a*b+c (new array)", .sizes = {16, 1000}, .numpy = "a*b+c"}; }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    L::template make_from<T>(out, a * b + c);
  }
  static void loop(std::vector<T>& out, const std::vector<T>& a, const std::vector<T>& b, const std::vector<T>& c) {
    std::vector<T> made(a.size());
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = a[i] * b[i] + c[i];
    out = std::move(made);
  }
};

template <class T>
struct three_statements : workload {
  static description about() {
    return {.name = "t=a*b; t=t+c; t=t*a", .sizes = {1, 16, 64}, .numpy = "out = a*b; out = out+c; out = out*a"};
  }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    L::set(out, a * b);
    L::set(out, out + c);
    L::set(out, out * a);
  }
  static void loop(std::vector<T>& out, const std::vector<T>& a, const std::vector<T>& b, const std::vector<T>& c) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = a[i] * b[i];
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += c[i];
    for (std::size_t i = 0; i < out.size(); ++i) out[i] *= a[i];
  }
};

template <class T>
struct sum_of_squares : workload {
  static description about() { return {.name = "sum(a*a)", .sizes = {1, 16, 64}, .numpy = "np.sum(a*a)"}; }
  using inputs = given<vec<T>>;
  using output = scalar<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, L::template sum<double>(a * a));
  }
  static void loop(T& out, const std::vector<T>& a) {
    T total = 0;
    for (const T x : a) total += x * x;
    out = total;
  }
};

template <class T>
struct inner_views : workload {
  static description about() {
    return {.name = "2-d views: o[1:-1,1:-1] = a[:-2,1:-1] + b[2:,1:-1]",
            .sizes = {4, 8},
            .numpy = "out[1:-1,1:-1] = a[:-2,1:-1] + b[2:,1:-1]"};
  }
  using inputs = given<mat<T>, mat<T>>;
  using output = mat<T>;
  template <class L>
  static void run(auto& out, auto& a, auto& b) {
    const long n = L::extent(a);
    L::set(L::block(out, 1, 1, n - 2, n - 2), L::block(a, 0, 1, n - 2, n - 2) + L::block(b, 2, 1, n - 2, n - 2));
  }
};

using workloads =
    std::tuple<multiply_add<double>, new_array<double>, three_statements<double>, sum_of_squares<double>, inner_views<double>>;

}  // namespace bench::latency
