// SPDX-License-Identifier: BSD-3-Clause
// Results that share their input, or need one result for the next. How each library does it stands in its policy.
#pragma once
#include "workload.hpp"

namespace bench::several_results {

template <class T>
struct summary : workload {
  static description about() {
    return {.name = "min, max, mean, std",
            .sizes = {1000, 100000, 10000000},
            .numpy = "np.array([a.min(), a.max(), a.mean(), a.std()])",
            .tolerance = sizeof(T) < 8 ? 0.05 : 1e-9};
  }
  using inputs = given<vec<T>>;
  using output = fixed<T, 4>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::summary(out, a);
  }
};

template <class T>
struct softmax : workload {
  static description about() {
    return {.name = "softmax of (n,n) over the last axis",
            .sizes = {100, 2000},
            .numpy = "e = np.exp(a - a.max(axis=-1, keepdims=True)); out = e / e.sum(axis=-1, keepdims=True)",
            .low = -5,
            .high = 5};
  }
  using inputs = given<mat<T>>;
  using output = mat<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::softmax(out, a);
  }
};

template <class T>
struct standardise : workload {
  static description about() {
    return {.name = "standardise the columns of (n,16)",
            .sizes = {1000, 100000},
            .numpy = "(a - a.mean(axis=0)) / a.std(axis=0)",
            .tolerance = 1e-3};
  }
  using inputs = given<table<T, 16>>;
  using output = table<T, 16>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::standardise(out, a);
  }
};

template <class T>
struct distances : workload {
  static description about() {
    return {.name = "distances between n points (n,3)",
            .sizes = {100, 1000},
            .numpy = "np.sqrt(((a[:, None, :] - a[None, :, :])**2).sum(axis=-1))"};
  }
  using inputs = given<table<T, 3>>;
  using output = mat<T>;
  template <class L>
  static void run(auto& out, const auto& a) {
    L::distances(out, a);
  }
};

template <class T>
using of_type = std::tuple<summary<T>, softmax<T>, standardise<T>, distances<T>>;

using workloads = decltype(std::tuple_cat(of_type<double>{}, of_type<float>{}));

}  // namespace bench::several_results
