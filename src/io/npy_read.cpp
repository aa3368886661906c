// SPDX-License-Identifier: BSD-3-Clause
// Reads or maps .npy files.
#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lazynd/io/npy_format.hpp>
#include <lazynd/support/error.hpp>

#include "dtype/byte_order.hpp"
#include "io/npy_header.hpp"

namespace lazynd {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{16} << 20;

/// Bytes from the stream's position to its end.
std::uint64_t remaining_bytes(std::istream& in) {
  std::streambuf& buffer = *in.rdbuf();
  const std::streamoff here = buffer.pubseekoff(0, std::ios::cur, std::ios::in);
  if (here < 0) return detail::unknown_size;
  const std::streamoff end = buffer.pubseekoff(0, std::ios::end, std::ios::in);
  if (buffer.pubseekpos(here, std::ios::in) != std::streampos(here)) return 0;
  return end < here ? detail::unknown_size : static_cast<std::uint64_t>(end - here);
}

[[noreturn]] void throw_truncated(std::string_view where, std::uint64_t found, std::uint64_t promised) {
  throw io_error(std::string(where) + ": truncated: " + std::to_string(found) + " bytes of data where the header promises " +
                 std::to_string(promised));
}

block_handle allocate_for(const npy_header& header) {
  return allocate_block(header.type, header.shape, header.fortran ? order::f : order::c);
}

std::uint64_t read_into(std::istream& in, std::byte* to, std::uint64_t count) {
  in.read(reinterpret_cast<char*>(to), static_cast<std::streamsize>(count));
  return static_cast<std::uint64_t>(in.gcount());
}

/// Reads elements of which nobody knows yet whether they come: memory is asked for as they arrive.
block_handle read_in_chunks(std::istream& in, const npy_header& header, std::uint64_t bytes, std::string_view where) {
  std::vector<std::unique_ptr<std::byte[]>> chunks;
  for (std::uint64_t done = 0; done < bytes;) {
    const std::uint64_t wanted = std::min<std::uint64_t>(bytes - done, chunk_bytes);
    chunks.push_back(std::make_unique_for_overwrite<std::byte[]>(wanted));
    const std::uint64_t got = read_into(in, chunks.back().get(), wanted);
    done += got;
    if (got < wanted) throw_truncated(where, done, bytes);
  }
  block_handle made = allocate_for(header);
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const std::uint64_t start = i * chunk_bytes;
    std::memcpy(made->data + start, chunks[i].get(), std::min<std::uint64_t>(bytes - start, chunk_bytes));
    chunks[i].reset();
  }
  return made;
}

/// Turns the file's bytes into elements of this machine.
void make_native(std::byte* data, const npy_header& header, std::uint64_t bytes) noexcept {
  if (header.type == dtype::bool_) {
    std::transform(data, data + bytes, data, [](std::byte b) { return std::byte{b != std::byte{}}; });
  }
  if (header.swapped) detail::swap_byte_order(header.type, data, bytes / itemsize(header.type));
}

block_handle read_array(std::istream& in, std::uint64_t available, std::string_view where) {
  const npy_header header = detail::read_npy_header(in, available, where);
  const std::uint64_t bytes = detail::data_bytes(header);
  const bool known = available != detail::unknown_size;
  if (known && bytes > available - header.data_offset) throw_truncated(where, available - header.data_offset, bytes);
  block_handle made;
  if (known || bytes <= chunk_bytes) {
    made = allocate_for(header);
    if (const std::uint64_t got = read_into(in, made->data, bytes); got < bytes) throw_truncated(where, got, bytes);
  } else {
    made = read_in_chunks(in, header, bytes, where);
  }
  make_native(made->data, header, bytes);
  return made;
}

struct mapping {
  void* start;
  std::size_t length;

  mapping(void* at, std::size_t bytes) noexcept : start(at), length(bytes) {}
  mapping(const mapping&) = delete;
  mapping& operator=(const mapping&) = delete;
  ~mapping() { ::munmap(start, length); }
};

/// The first `length` bytes of the file, or null when they cannot be mapped.
std::unique_ptr<mapping> map_file(const std::filesystem::path& file, std::size_t length) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat status {};
  void* start = MAP_FAILED;
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && static_cast<std::uint64_t>(status.st_size) >= length) {
    start = ::mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0);
  }
  ::close(descriptor);
  return start == MAP_FAILED ? nullptr : std::make_unique<mapping>(start, length);
}

/// The file's own bytes as an array, or null when they have to be read.
block_handle map_array(std::istream& in, const std::filesystem::path& file, std::uint64_t available, std::string_view where) {
  const npy_header header = detail::read_npy_header(in, available, where);
  const std::uint64_t bytes = detail::data_bytes(header);
  if (available == detail::unknown_size || header.swapped || header.type == dtype::bool_) return {};
  if (header.data_offset % alignment(header.type) != 0) return {};
  if (bytes > available - header.data_offset) throw_truncated(where, available - header.data_offset, bytes);
  layout placed{header.shape, contiguous_strides(header.shape, itemsize(header.type), header.fortran ? order::f : order::c)};
  block_handle made = adopt_block(header.type, nullptr, std::move(placed), nullptr,
                                  [](block* last) noexcept { delete static_cast<mapping*>(last->resource); });
  mapping* const mapped = map_file(file, header.data_offset + bytes).release();
  if (!mapped) return {};
  made->resource = mapped;
  made->data = static_cast<std::byte*>(mapped->start) + header.data_offset;
  return made;
}

}  // namespace

block_handle load_npy(const std::string& file, load_options options) {
  const std::string where = "load: " + file;
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) throw io_error(where + ": is a directory");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw io_error(where + ": " + (errno ? std::generic_category().message(errno) : std::string("cannot be opened")));
  const std::uint64_t available = remaining_bytes(in);
  if (options.mmap && available != detail::unknown_size) {
    if (block_handle mapped = map_array(in, file, available, where)) return mapped;
    in.seekg(0);
  }
  return read_array(in, available, where);
}

block_handle load_npy(std::istream& in) {
  if (!in) throw io_error("load: the stream cannot be read");
  return read_array(in, remaining_bytes(in), "load");
}

}  // namespace lazynd
