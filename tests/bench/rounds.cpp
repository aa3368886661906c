// SPDX-License-Identifier: BSD-3-Clause
#include "rounds.hpp"

#include <chrono>

namespace bench {

namespace {

constexpr double batch_seconds = 250e-6;
constexpr int least_rounds = 5;

long batch_size(contender& one) {
  one.run(1);
  for (long times = 1;; times *= 2) {
    const double taken = one.run(times);
    if (taken >= batch_seconds / 2) return std::max(1L, static_cast<long>(static_cast<double>(times) * batch_seconds / taken));
  }
}

double at_fraction(std::vector<double> values, double fraction) {
  std::sort(values.begin(), values.end());
  const double position = fraction * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (values[above] - values[below]) * (position - static_cast<double>(below));
}

}  // namespace

std::map<std::string, timing> time_rounds(const contender_list& contenders, const effort& how) {
  std::map<std::string, long> batch;
  for (const auto& [name, one] : contenders) batch[name] = batch_size(*one);
  std::map<std::string, std::vector<double>> taken;
  const auto begin = std::chrono::steady_clock::now();
  for (int round = 0; round < how.rounds; ++round) {
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (round >= least_rounds && elapsed > how.seconds) break;
    for (const auto& [name, one] : contenders) taken[name].push_back(one->run(batch[name]) / static_cast<double>(batch[name]));
  }
  std::map<std::string, timing> result;
  for (const auto& [name, seconds] : taken) {
    const double median = at_fraction(seconds, 0.5);
    result[name] = {median, (at_fraction(seconds, 0.75) - at_fraction(seconds, 0.25)) / median};
  }
  return result;
}

}  // namespace bench
