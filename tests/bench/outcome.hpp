// SPDX-License-Identifier: BSD-3-Clause
// What came out of one workload at one size.
#pragma once
#include <nlohmann/json.hpp>

#include "rounds.hpp"

namespace bench {

struct outcome {
  std::string name;
  std::string group;
  setting with{};
  double bytes = 0;
  std::map<std::string, timing> times;
  std::vector<std::string> disagreeing;  ///< contenders with another result than lazynd

  /// One line for people.
  [[nodiscard]] std::string text() const;
  /// name, group, n, threads, seconds of each, best_peer, ratio (best peer / lazynd), gb_per_s, and what else applies.
  [[nodiscard]] nlohmann::json json() const;

 private:
  [[nodiscard]] std::string best_peer() const;
};

}  // namespace bench
