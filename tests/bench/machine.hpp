// SPDX-License-Identifier: BSD-3-Clause
// Where and with what the numbers were measured.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace bench {

struct machine_description {
  std::string cpu;
  int cores = 0;
  std::string instruction_set;
  std::string compiler;
  std::string date;
  std::map<std::string, std::string> versions;  ///< peers that are there
  std::vector<std::string> missing;             ///< peers that are not

  [[nodiscard]] std::string text() const;
  [[nodiscard]] nlohmann::json json() const;
};

/// `python`: what the Python process has.
machine_description describe_machine(const std::map<std::string, std::string>& python);

}  // namespace bench
