// SPDX-License-Identifier: BSD-3-Clause
// A file that appears complete or not at all.
#pragma once
#include <filesystem>
#include <fstream>
#include <string>

namespace lazynd::detail {

/// Writes beside `target` under a temporary name; `commit` gives the file its name. Without `commit` the temporary file is removed and
/// `target` stays as it was. What is there and no regular file (a device, a pipe) is written to directly; symbolic links are followed.
class output_file {
 public:
  /// `where` begins the messages: `save: volcano.npy`. `io_error` when the file cannot be created.
  output_file(std::filesystem::path target, std::string where);
  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;
  ~output_file();

  [[nodiscard]] std::ostream& stream() noexcept { return out_; }

  /// Flushes and renames. `io_error` when anything since the beginning did not succeed.
  void commit();

 private:
  [[noreturn]] void fail() const;
  void create_temporary();

  std::filesystem::path target_;
  std::filesystem::path temporary_;  ///< empty when the target is written directly, or done
  std::string where_;
  std::ofstream out_;
};

}  // namespace lazynd::detail
