// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting, transposes, slices and steps.
#pragma once
#include "workload.hpp"

namespace bench::layout {

template <class T>
struct outer_product : workload {
  static description about() {
    return {.name = "(n,1)*(1,n) + (n,n)", .sizes = {100, 2000}, .numpy = "a*b+c", .numexpr = "a*b+c", .memory_bound = true};
  }
  using inputs = given<column<T>, row<T>, mat<T>>;
  using output = mat<T>;
  template <class L>
  static void run(auto& out, auto& a, auto& b, auto& c) {
    L::set(out, L::outer(a, b) + c);
  }
};

template <class T>
struct add_transposed : workload {
  static description about() { return {.name = "a + b.T of (n,n)", .sizes = {100, 2000}, .numpy = "a + b.T", .memory_bound = true}; }
  using inputs = given<mat<T>, mat<T>>;
  using output = mat<T>;
  template <class L>
  static void run(auto& out, auto& a, auto& b) {
    L::set(out, a + L::transposed(b));
  }
};

template <class T>
struct stencil : workload {
  static description about() {
    return {.name = "five-point stencil on slices of (n,n)",
            .sizes = {100, 2000},
            .numpy = "out[1:-1,1:-1] = 0.25*(a[:-2,1:-1] + a[2:,1:-1] + a[1:-1,:-2] + a[1:-1,2:]) - a[1:-1,1:-1]",
            .memory_bound = true};
  }
  using inputs = given<mat<T>>;
  using output = mat<T>;
  template <class L>
  static void run(auto& out, auto& a) {
    const long m = L::extent(a) - 2;
    L::set(L::block(out, 1, 1, m, m),
           T(0.25) * (L::block(a, 0, 1, m, m) + L::block(a, 2, 1, m, m) + L::block(a, 1, 0, m, m) + L::block(a, 1, 2, m, m)) -
               L::block(a, 1, 1, m, m));
  }
};

template <class T>
struct steps : workload {
  static description about() { return {.name = "a[::2] + b[::-2]", .sizes = {1000, 100000, 10000000}, .numpy = "a[::2] + b[::-2]"}; }
  using inputs = given<vec<T>, vec<T>>;
  using output = half<T>;
  template <class L>
  static void run(auto& out, auto& a, auto& b) {
    L::set(out, L::every(a, 0, 2) + L::every(b, -1, -2));
  }
};

template <class T>
struct small_rows : workload {
  static constexpr unsigned without = eigen_library;  // has no arrays of three dimensions in its core
  static description about() { return {.name = "(n,3,4) + (4)", .sizes = {1000, 100000}, .numpy = "a + b", .numexpr = "a + b"}; }
  using inputs = given<tables<T, 3, 4>, fixed<T, 4>>;
  using output = tables<T, 3, 4>;
  template <class L>
  static void run(auto& out, auto& a, auto& b) {
    L::set(out, a + b);
  }
};

template <class T>
using of_type = std::tuple<outer_product<T>, add_transposed<T>, stencil<T>, steps<T>, small_rows<T>>;

using workloads = decltype(std::tuple_cat(of_type<double>{}, of_type<float>{}));

}  // namespace bench::layout
