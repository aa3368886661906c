// SPDX-License-Identifier: BSD-3-Clause
#include "outcome.hpp"

#include <cstdio>
#include <lazynd/execution/instruction_sets.hpp>

#include "triad.hpp"

namespace bench {

namespace {
/// Yardsticks that are no libraries.
bool is_peer(const std::string& name) { return name != "lazynd" && name != "loop" && name != "triad"; }

std::string readable(double seconds) {
  char text[32];
  const char* const unit = seconds < 1e-6 ? "ns" : seconds < 1e-3 ? "us" : "ms";
  const double scale = seconds < 1e-6 ? 1e9 : seconds < 1e-3 ? 1e6 : 1e3;
  std::snprintf(text, sizeof text, "%.3g %s", seconds * scale, unit);
  return text;
}

double triad_rate(const std::map<std::string, timing>& times) {
  const auto found = times.find("triad");
  return found == times.end() ? 0 : triad::bytes / found->second.seconds * 1e-9;
}
}  // namespace

std::string outcome::best_peer() const {
  std::string best;
  for (const auto& [contender, time] : times) {
    if (is_peer(contender) && (best.empty() || time.seconds < times.at(best).seconds)) best = contender;
  }
  return best;
}

std::string outcome::text() const {
  const double own = times.at("lazynd").seconds;
  char start[160];
  std::snprintf(start, sizeof start, "%-46s n=%-9ld t=%d  %9s", name.c_str(), with.n, with.threads, readable(own).c_str());
  std::string line = start;
  const std::string best = best_peer();
  char part[96];
  if (!best.empty()) {
    std::snprintf(part, sizeof part, "  ratio %5.2f %-8s", times.at(best).seconds / own, best.c_str());
    line += part;
  }
  for (const auto& [contender, time] : times) {
    if (is_peer(contender)) line += "  " + contender + " " + readable(time.seconds);
  }
  if (times.contains("loop"))
    line += "  loop " + readable(times.at("loop").seconds) + ", over it " + readable(own - times.at("loop").seconds);
  if (const double triad = triad_rate(times); triad > 0) {
    std::snprintf(part, sizeof part, "  %.1f GB/s, %.0f %% of triad", bytes / own * 1e-9, bytes / own * 1e-9 / triad * 100);
    line += part;
  }
  if (times.at("lazynd").spread > 0.1) line += "  (noisy)";
  for (const std::string& other : disagreeing) line += "  DIFFERS: " + other;
  return line;
}

nlohmann::json outcome::json() const {
  const double own = times.at("lazynd").seconds;
  nlohmann::json value = {{"name", name},
                          {"group", group},
                          {"n", with.n},
                          {"threads", with.threads},
                          {"bytes", bytes},
                          {"gb_per_s", bytes / own * 1e-9},
                          {"isa", lazynd::name(lazynd::active_simd_level())}};
  for (const auto& [contender, time] : times) {
    value["seconds"][contender] = time.seconds;
    value["spread"][contender] = time.spread;
  }
  if (const std::string best = best_peer(); !best.empty()) {
    value["best_peer"] = best;
    value["ratio"] = times.at(best).seconds / own;
  }
  if (const double triad = triad_rate(times); triad > 0) {
    value["triad_gb_per_s"] = triad;
    value["of_triad"] = bytes / own * 1e-9 / triad;
  }
  if (!disagreeing.empty()) value["disagreeing"] = disagreeing;
  return value;
}

}  // namespace bench
