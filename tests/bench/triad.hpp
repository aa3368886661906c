// SPDX-License-Identifier: BSD-3-Clause
// The STREAM triad a = b + s*c over arrays that no cache holds: what memory gives in the same minute.
#pragma once
#include "workload.hpp"

namespace bench {

class triad : public contender {
 public:
  static constexpr std::size_t elements = 10'000'000;
  static constexpr double bytes = 3.0 * 8 * elements;

  explicit triad(int threads);
  ~triad() override;
  triad(const triad&) = delete;
  triad& operator=(const triad&) = delete;
  double run(long times) override;
  std::vector<double> sample(std::size_t) override { return {}; }

 private:
  int threads_;
  double* a_;
};

}  // namespace bench
