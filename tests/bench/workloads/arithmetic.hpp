// SPDX-License-Identifier: BSD-3-Clause
// Elementwise arithmetic, comparison, selection and mixed element types.
#pragma once
#include "workload.hpp"

namespace bench::arithmetic {

template <class T>
struct multiply_add : workload {
  static description about() {
    return {.name = "a*b+c", .sizes = in_cache_and_beyond, .numpy = "a*b+c", .numexpr = "a*b+c", .memory_bound = true};
  }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    L::set(out, a * b + c);
  }
};

template <class T>
struct polynomial : workload {
  static description about() {
    return {.name = "polynomial, 9 operations",
            .sizes = in_cache_and_beyond,
            .numpy = "((((a*0.1+0.2)*a+0.3)*a+0.4)*a+0.5)*a",
            .numexpr = "((((a*0.1+0.2)*a+0.3)*a+0.4)*a+0.5)*a",
            .memory_bound = true};
  }
  using inputs = given<vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::set(out, ((((a * T(0.1) + T(0.2)) * a + T(0.3)) * a + T(0.4)) * a + T(0.5)) * a);
  }
};

template <class T>
struct selection : workload {
  static description about() {
    return {.name = "where(a>1, a, b*c)",
            .sizes = in_cache_and_beyond,
            .numpy = "np.where(a > 1, a, b*c)",
            .numexpr = "where(a > 1, a, b*c)",
            .memory_bound = true};
  }
  using inputs = given<vec<T>, vec<T>, vec<T>>;
  using output = vec<T>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b, const auto& c) {
    L::set(out, L::where(a > T(1), a, b * c));
  }
};

template <class T>
struct comparison : workload {
  static description about() {
    return {.name = "a*b-4.1*a > 2.5*b",
            .sizes = in_cache_and_beyond,
            .numpy = "a*b-4.1*a > 2.5*b",
            .numexpr = "a*b-4.1*a > 2.5*b",
            .low = -2,
            .high = 2,
            .memory_bound = true};
  }
  using inputs = given<vec<T>, vec<T>>;
  using output = vec<bool>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b) {
    L::set(out, a * b - T(4.1) * a > T(2.5) * b);
  }
};

struct mixed_types : workload {
  static description about() {
    return {.name = "i32 + f64",
            .sizes = in_cache_and_beyond,
            .numpy = "a + b",
            .numexpr = "a + b",
            .low = -1000,
            .high = 1000,
            .memory_bound = true};
  }
  using inputs = given<vec<std::int32_t>, vec<double>>;
  using output = vec<double>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b) {
    L::set(out, L::template cast<double>(a) + b);
  }
};

struct image_blend : workload {
  static description about() {
    return {.name = "u8 blend: (77*a + 179*b) >> 8",
            .sizes = in_cache_and_beyond,
            .numpy = "((a.astype('u2')*77 + b.astype('u2')*179) >> 8).astype('u1')",
            .low = 0,
            .high = 256,
            .memory_bound = true};
  }
  using inputs = given<vec<std::uint8_t>, vec<std::uint8_t>>;
  using output = vec<std::uint8_t>;
  template <class L>
  static void run(auto& out, const auto& a, const auto& b) {
    using wide = std::uint16_t;
    L::set(out,
           L::template cast<std::uint8_t>(L::shift_right_8(L::template cast<wide>(a) * wide(77) + L::template cast<wide>(b) * wide(179))));
  }
};

using workloads = std::tuple<multiply_add<double>, multiply_add<float>, polynomial<double>, polynomial<float>, selection<double>,
                             selection<float>, comparison<double>, mixed_types, image_blend>;

}  // namespace bench::arithmetic
