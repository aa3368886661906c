// SPDX-License-Identifier: BSD-3-Clause
#include "machine.hpp"

#include <ctime>
#include <fstream>
#include <lazynd/execution/instruction_sets.hpp>
#include <thread>

namespace bench {

namespace {

std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  }
  return "unknown";
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

}  // namespace

machine_description describe_machine(const std::map<std::string, std::string>& python) {
  machine_description machine;
  machine.cpu = cpu_name();
  machine.cores = static_cast<int>(std::thread::hardware_concurrency());
  machine.instruction_set = lazynd::name(lazynd::active_simd_level());
#ifdef __clang__
  machine.compiler = "clang++ " __clang_version__;
#else
  machine.compiler = "g++ " __VERSION__;
#endif
  machine.date = today();
  machine.versions = python;
  for (const auto& [peer, version] : {std::pair<std::string, std::string>{"eigen", BENCH_EIGEN}, {"xtensor", BENCH_XTENSOR}}) {
    if (!version.empty()) machine.versions[peer] = version;
  }
  for (const char* const peer : {"eigen", "xtensor", "numpy", "numexpr"}) {
    if (!machine.versions.contains(peer)) machine.missing.push_back(peer);
  }
  return machine;
}

std::string machine_description::text() const {
  std::string line = cpu + ", " + std::to_string(cores) + " cores, " + instruction_set + ", " + compiler + ", " + date;
  for (const auto& [peer, version] : versions) line += ", " + peer + " " + version;
  for (const std::string& peer : missing) line += ", " + peer + " is missing";
  return line;
}

nlohmann::json machine_description::json() const {
  return {{"cpu", cpu},   {"cores", cores},       {"isa", instruction_set}, {"compiler", compiler},
          {"date", date}, {"versions", versions}, {"missing", missing}};
}

}  // namespace bench
