// SPDX-License-Identifier: BSD-3-Clause
// NumPy's .npy files, read into blocks and written from them.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include <lazynd/dtype/structured_dtype.hpp>
#include <lazynd/layout/layout.hpp>
#include <lazynd/storage/block.hpp>

namespace lazynd {

/// Keyword arguments of `load`.
struct load_options {
  /// Map the file in place of reading it: its pages are loaded when they are touched. The array is writable, the file never changes
  /// (NumPy's `mmap_mode="c"`). The file is read as without this option when the bytes in it cannot be used as they are: foreign byte
  /// order, data that is not aligned for the dtype, bool (whose bytes have to be checked), here or in a field, or a file that cannot be
  /// mapped. Shortening a
  /// file while it is mapped ends the program when the lost part is touched, as with every mapping.
  bool mmap = false;
};

/// What the beginning of an .npy file says.
struct npy_header {
  dtype type = dtype::float64;
  bool fortran = false;  ///< elements are in Fortran order
  bool swapped = false;  ///< the other byte order than this machine's
  dims shape;
  std::uint64_t data_offset = 0;                ///< bytes from the beginning of the file to the first element
  std::optional<structured_dtype> record = {};  ///< the dtype of records; `type` and `swapped` say nothing then
  std::vector<bool> swapped_fields = {};        ///< `swapped` for each plain field of records, those of nested ones in their places
};

/// Reads an .npy file of format version 1.0, 2.0 or 3.0: bool, integers of 8 to 64 bits, float16, float32, float64 and complex, in
/// either byte order (turned into this machine's) and either element order (kept). Eager. Bool bytes other than 0 and 1 become 1. Bytes
/// behind the data are ignored. `io_error` for a file that cannot be read, is broken or shorter than its header promises; `dtype_error`
/// for other dtypes (long double, object, strings), and for records, which `load_structured` reads. Memory is only asked for after the
/// file was found to be long enough.
[[nodiscard]] LAZYND_API block_handle load_npy(const std::string& file, load_options options = {});

/// Reads one array from the stream's position on, and leaves the stream behind it. A stream that cannot seek is read in pieces, so that
/// a header that promises more than comes costs no memory. Errors as above, without the name of a file.
[[nodiscard]] LAZYND_API block_handle load_npy(std::istream& in);

/// Writes an .npy file, byte for byte what `numpy.save` writes: Fortran order for an array that is contiguous in Fortran order only, C
/// order for every other. The bytes go to a temporary file beside the target, which then takes its place: a save that fails or is
/// interrupted leaves the old file as it was. Devices and pipes are written to directly. Unlike NumPy, no `.npy` is appended to the name.
/// `io_error` when the file cannot be written.
LAZYND_API void save_npy(const std::string& file, const block& elements);

/// Writes the same bytes to the stream. `io_error` when the stream fails.
LAZYND_API void save_npy(std::ostream& out, const block& elements);

/// Reads the header and leaves the stream at the first element. `available_bytes` is what the stream has from its position on, or the
/// greatest value when that is not known; a header that is longer is refused before it is read. Whether the data is complete is not
/// checked, but shape and dtype are: their product fits into the address range. `io_error` and `dtype_error` as for `load_npy`.
[[nodiscard]] LAZYND_API npy_header read_npy_header(std::istream& in, std::uint64_t available_bytes);

}  // namespace lazynd
