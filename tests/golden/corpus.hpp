// SPDX-License-Identifier: BSD-3-Clause
// A folder of cases: arrays.npybin, arrays.tsv, index.jsonl.
#pragma once
#include <filesystem>
#include <fstream>
#include <optional>

#include "value.hpp"

namespace golden {

/// One line of the index, its arrays not yet read.
struct test_case {
  std::int64_t id = 0;
  std::string group;
  std::string function;
  json line;
};

/// What NumPy did: the result, or the class of the exception.
struct expectation {
  std::optional<result> value;
  std::string raises;
};

/// Reads cases. Throws `std::runtime_error` for a folder that is no corpus.
class corpus {
 public:
  explicit corpus(const std::filesystem::path& folder);

  [[nodiscard]] const std::vector<test_case>& cases() const noexcept { return cases_; }
  /// Arguments of a case, arrays with their views. `missing` for dtypes the library does not have.
  [[nodiscard]] call read_call(const test_case& of);
  [[nodiscard]] expectation read_expectation(const test_case& of);

 private:
  struct array_place {
    std::streamoff offset = 0;
    std::string type;
    std::string shape;
  };

  lazynd::block_handle read_array(std::size_t index);
  lazynd::block_handle read_viewed_array(const json& from);
  argument read_argument(const json& from);
  index_entry read_index_entry(const json& from);
  result read_result(const json& from);

  std::vector<array_place> places_;
  std::vector<test_case> cases_;
  std::ifstream elements_;
};

/// The dtype of that name; `missing` when the library has none.
lazynd::dtype dtype_named(std::string_view name);

}  // namespace golden
