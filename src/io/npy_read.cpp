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

#include <lazynd/io/npy.hpp>
#include <lazynd/support/error.hpp>

#include "dtype/byte_order.hpp"
#include "dtype/record_leaves.hpp"
#include "io/npy_header.hpp"
#include "layout/rows.hpp"
#include "support/literal_scanner.hpp"

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

/// Shape and strides of what the file holds; of records with their bytes as one more axis.
layout layout_of(const npy_header& header) {
  layout where{header.shape, contiguous_strides(header.shape, detail::item_bytes(header), header.fortran ? order::f : order::c)};
  if (header.record) {
    where.shape.push_back(static_cast<index_t>(detail::item_bytes(header)));
    where.strides.push_back(1);
  }
  return where;
}

block_handle allocate_for(const npy_header& header) {
  if (!header.record) return allocate_block(header.type, header.shape, header.fortran ? order::f : order::c);
  const layout where = layout_of(header);
  if (!header.fortran) return allocate_block(dtype::uint8, where.shape);
  const block_handle bytes = allocate_block(dtype::uint8, dims{static_cast<index_t>(detail::data_bytes(header))});
  return view_block(bytes, bytes->data, where);
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

/// Turns `count` elements of the file into elements of this machine.
void make_native(dtype type, bool swapped, std::byte* data, index_t stride, index_t count) noexcept {
  if (type == dtype::bool_) {
    for (index_t i = 0; i < count; ++i) data[i * stride] = std::byte{data[i * stride] != std::byte{}};
  }
  if (swapped) detail::swap_byte_order(type, data, stride, count);
}

void make_native(std::byte* data, const npy_header& header) {
  const index_t count = element_count(header.shape);
  if (!header.record) return make_native(header.type, header.swapped, data, static_cast<index_t>(itemsize(header.type)), count);
  const std::vector<detail::record_leaf> leaves = detail::leaves_of(*header.record);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const detail::record_leaf& leaf = leaves[i];
    if (leaf.type != dtype::bool_ && !header.swapped_fields[i]) continue;
    // The axis of the records last: it is the long one.
    layout where{leaf.shape, leaf.strides};
    where.shape.push_back(count);
    where.strides.push_back(static_cast<index_t>(header.record->itemsize()));
    detail::for_each_row(where, [&](index_t offset, index_t stride, index_t n) {
      make_native(leaf.type, header.swapped_fields[i], data + leaf.offset + offset, stride, n);
    });
  }
}

/// What a caller wants to read.
enum class content : std::uint8_t { elements, records };

struct loaded_file {
  npy_header header;
  block_handle bytes;
};

npy_header read_header(std::istream& in, std::uint64_t available, content wanted, std::string_view where) {
  npy_header header = detail::read_npy_header(in, available, where);
  if (header.record && wanted == content::elements) {
    throw dtype_error(std::string(where) + ": holds records of " + detail::shortened(to_string(*header.record)) +
                      ", which load_structured reads");
  }
  if (!header.record && wanted == content::records) {
    throw dtype_error(std::string(where) + ": holds " + std::string(name(header.type)) + " and no records");
  }
  return header;
}

loaded_file read_array(std::istream& in, std::uint64_t available, content wanted, std::string_view where) {
  npy_header header = read_header(in, available, wanted, where);
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
  make_native(made->data, header);
  return {std::move(header), std::move(made)};
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

/// Whether the bytes of the file are elements of this machine as they are.
bool is_native(const npy_header& header) {
  const auto suits = [&](dtype type, bool swapped) {
    return !swapped && type != dtype::bool_ && header.data_offset % alignment(type) == 0;
  };
  if (!header.record) return suits(header.type, header.swapped);
  const std::vector<detail::record_leaf> leaves = detail::leaves_of(*header.record);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!suits(leaves[i].type, header.swapped_fields[i])) return false;
  }
  return true;
}

/// The file's own bytes as an array, or null when they have to be read.
block_handle map_array(const npy_header& header, const std::filesystem::path& file, std::uint64_t available, std::string_view where) {
  const std::uint64_t bytes = detail::data_bytes(header);
  if (!is_native(header)) return {};
  if (bytes > available - header.data_offset) throw_truncated(where, available - header.data_offset, bytes);
  block_handle made = adopt_block(header.record ? dtype::uint8 : header.type, nullptr, layout_of(header), nullptr,
                                  [](block* last) noexcept { delete static_cast<mapping*>(last->resource); });
  mapping* const mapped = map_file(file, header.data_offset + bytes).release();
  if (!mapped) return {};
  made->resource = mapped;
  made->data = static_cast<std::byte*>(mapped->start) + header.data_offset;
  return made;
}

loaded_file load_file(const std::string& file, load_options options, content wanted) {
  const std::string where = "load: " + file;
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) throw io_error(where + ": is a directory");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw io_error(where + ": " + (errno ? std::generic_category().message(errno) : std::string("cannot be opened")));
  const std::uint64_t available = remaining_bytes(in);
  if (options.mmap && available != detail::unknown_size) {
    npy_header header = read_header(in, available, wanted, where);
    if (block_handle mapped = map_array(header, file, available, where)) return {std::move(header), std::move(mapped)};
    in.seekg(0);
  }
  return read_array(in, available, wanted, where);
}

loaded_file load_stream(std::istream& in, content wanted) {
  if (!in) throw io_error("load: the stream cannot be read");
  return read_array(in, remaining_bytes(in), wanted, "load");
}

structured_array records_of(loaded_file file) { return {std::move(file.bytes), std::move(*file.header.record)}; }

}  // namespace

block_handle load_npy(const std::string& file, load_options options) { return load_file(file, options, content::elements).bytes; }
block_handle load_npy(std::istream& in) { return load_stream(in, content::elements).bytes; }

structured_array load_structured(const std::string& file, load_options options) {
  return records_of(load_file(file, options, content::records));
}
structured_array load_structured(std::istream& in) { return records_of(load_stream(in, content::records)); }

}  // namespace lazynd
