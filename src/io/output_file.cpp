// SPDX-License-Identifier: BSD-3-Clause
// Temporary file and rename.
#include "io/output_file.hpp"

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <lazynd/support/error.hpp>

namespace lazynd::detail {

namespace fs = std::filesystem;

output_file::output_file(fs::path target, std::string where) : target_(std::move(target)), where_(std::move(where)) {
  std::error_code ignored;
  if (fs::is_symlink(target_, ignored)) {
    if (fs::path resolved = fs::weakly_canonical(target_, ignored); !ignored) target_ = std::move(resolved);
  }
  const fs::file_status before = fs::status(target_, ignored);
  errno = 0;
  if (fs::is_directory(before)) {
    errno = EISDIR;
    fail();
  }
  if (fs::exists(before) && !fs::is_regular_file(before)) {
    out_.open(target_, std::ios::binary);
  } else {
    create_temporary();
    if (fs::exists(before)) fs::permissions(temporary_, before.permissions(), ignored);
    out_.open(temporary_, std::ios::binary);
  }
  if (!out_) {
    const int reason = errno;
    if (!temporary_.empty()) fs::remove(temporary_, ignored);
    errno = reason;
    fail();
  }
}

output_file::~output_file() {
  if (temporary_.empty()) return;
  out_.close();
  std::error_code ignored;
  fs::remove(temporary_, ignored);
}

void output_file::commit() {
  if (out_) errno = 0;  // else it tells why an earlier write failed
  out_.close();
  if (!out_) fail();
  if (temporary_.empty()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail();
  temporary_.clear();
}

void output_file::fail() const {
  throw io_error(where_ + ": " + (errno ? std::generic_category().message(errno) : std::string("cannot be written")));
}

void output_file::create_temporary() {
  static std::atomic<unsigned> serial = 0;
  for (;;) {
    fs::path candidate = target_;
    candidate += ".part" + std::to_string(::getpid()) + "-" + std::to_string(serial++);
    const int descriptor = ::open(candidate.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
      ::close(descriptor);
      temporary_ = std::move(candidate);
      return;
    }
    if (errno != EEXIST) fail();
  }
}

}  // namespace lazynd::detail
