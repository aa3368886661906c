// SPDX-License-Identifier: BSD-3-Clause
// NumPy and numexpr in a child process.
#pragma once
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "registry.hpp"

namespace bench {

class python_peer {
 public:
  /// Starts python_peer.py; without Python or NumPy `versions()` is empty.
  python_peer();
  ~python_peer();
  python_peer(const python_peer&) = delete;
  python_peer& operator=(const python_peer&) = delete;

  /// Library -> version, of those that are there.
  [[nodiscard]] const std::map<std::string, std::string>& versions() const { return versions_; }
  /// Sends the data of a workload, and gives a contender for each library that can run it.
  std::map<std::string, std::unique_ptr<contender>> contenders(const entry& of, const setting& with, const std::vector<input_data>& inputs);
  /// One question, one answer; throws std::runtime_error when the child reports an error or is gone.
  nlohmann::json ask(const nlohmann::json& request, const std::vector<input_data>* payload = nullptr);

 private:
  nlohmann::json answer();

  int child_ = -1;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
  std::map<std::string, std::string> versions_;
};

}  // namespace bench
