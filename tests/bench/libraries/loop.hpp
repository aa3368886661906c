// SPDX-License-Identifier: BSD-3-Clause
// Hand-written loops over plain memory, for workloads that have a function `loop`.
#pragma once
#include "workload.hpp"

namespace bench {

struct loop_policy : policy {
  static constexpr const char* name = "loop";
  static constexpr bool hand_written = true;
  template <class Workload>
  static constexpr bool takes = requires {
    &Workload::loop;
  };

  template <class T, int Rank>
  using storage = std::conditional_t<Rank == 0, T, std::vector<T>>;

  template <class T, int Rank>
  static void make(storage<T, Rank>& array, const extents& shape) {
    if constexpr (Rank > 0) array.assign(count_of(shape), T(0));
  }
  static auto* data(auto& array) { return array.data(); }
  static std::size_t size(const auto& array) { return array.size(); }
};

}  // namespace bench
