// SPDX-License-Identifier: BSD-3-Clause
// The header of .npy files: its text, and the bytes around it.
#pragma once
#include <iosfwd>
#include <limits>
#include <string>
#include <string_view>

#include <lazynd/io/npy_format.hpp>

namespace lazynd::detail {

/// Stands for the size of a stream that cannot tell.
inline constexpr std::uint64_t unknown_size = std::numeric_limits<std::uint64_t>::max();

/// Bytes of an element or a record.
inline std::size_t item_bytes(const npy_header& header) noexcept {
  return header.record ? header.record->itemsize() : itemsize(header.type);
}

/// Bytes of all of them.
inline std::uint64_t data_bytes(const npy_header& header) noexcept {
  return static_cast<std::uint64_t>(element_count(header.shape)) * item_bytes(header);
}

/// `read_npy_header` with the beginning of its error messages: `load: volcano.npy`.
npy_header read_npy_header(std::istream& in, std::uint64_t available_bytes, std::string_view where);

/// What stands for a dtype in a header. `dtype_error` for bfloat16.
std::string describe_type(dtype type);

/// Everything of a file before its elements.
std::string format_npy_header(const std::string& descr, const dims& shape, bool fortran);

}  // namespace lazynd::detail
