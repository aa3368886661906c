// SPDX-License-Identifier: BSD-3-Clause
// Timing contenders fairly on a machine with other work to do: A B A B, and the median.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "workload.hpp"

namespace bench {

struct effort {
  int rounds = 15;
  double seconds = 3;  ///< for all contenders of a workload together; at least five rounds are run
};

/// Median seconds of one run, and how far the middle half of the rounds spreads around it.
struct timing {
  double seconds = 0;
  double spread = 0;
};

using contender_list = std::map<std::string, std::unique_ptr<contender>>;

/// Times every contender in every round; each round of a contender is a batch of at least a quarter of a millisecond.
std::map<std::string, timing> time_rounds(const contender_list& contenders, const effort& how);

}  // namespace bench
