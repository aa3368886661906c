// SPDX-License-Identifier: BSD-3-Clause
// Files made by NumPy, and what is in them.
#pragma once
#include <array>
#include <complex>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <type_traits>

#include <unistd.h>

#include <lazynd/dtype/element.hpp>
#include <lazynd/io/npy_format.hpp>

namespace npy_test {

/// A file of tests/data/npy.
inline std::filesystem::path fixture(const std::string& name) {
  const char* const data = std::getenv("LAZYND_TEST_DATA");
  const std::filesystem::path folder = data ? data : std::filesystem::path(__FILE__).parent_path() / "../../data";
  return folder / "npy" / (name + ".npy");
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string saved(const lazynd::block& elements) {
  std::ostringstream out;
  lazynd::save_npy(out, elements);
  return std::move(out).str();
}

/// An .npy file with that text as its header, unpadded.
inline std::string npy_file(const std::string& header, const std::string& data = {}, char version = 1) {
  std::string file = std::string("\x93NUMPY") + version + '\0';
  for (int i = 0; i < (version == 1 ? 2 : 4); ++i) file += static_cast<char>(header.size() >> 8 * i);
  return file + header + data;
}

/// What a pipe does: it cannot seek, and ends where the bytes do.
class pipe_buffer : public std::streambuf {
 public:
  explicit pipe_buffer(std::string bytes) : bytes_(std::move(bytes)) { setg(bytes_.data(), bytes_.data(), bytes_.data() + bytes_.size()); }

 private:
  std::string bytes_;
};

/// A folder that goes with the object.
class temporary_folder {
 public:
  temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "lazynd-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path path_;
};

/// The six elements tests/data/npy/make.py puts into every dtype, in C order of shape (2,3).
template <class T>
std::array<T, 6> expected_elements() {
  using limits = std::numeric_limits<T>;
  if constexpr (std::is_same_v<T, bool>) {
    return {true, false, true, true, false, false};
  } else if constexpr (lazynd::ComplexElement<T>) {
    const auto reals = expected_elements<typename T::value_type>();
    std::array<T, 6> made;
    for (std::size_t i = 0; i < 6; ++i) made[i] = T(reals[i], static_cast<typename T::value_type>(i));
    return made;
  } else if constexpr (lazynd::is_floating_v<T>) {
    return {T(0), T(1), T(-1.5), limits::infinity(), T(-0.0), T(0.1)};
  } else if constexpr (std::is_signed_v<T>) {
    return {T(0), T(1), T(-1), limits::min(), limits::max(), T(42)};
  } else {
    return {T(0), T(1), T(2), static_cast<T>(limits::max() / 2 + 1), limits::max(), T(42)};
  }
}

/// An array of shape (2,3) with these elements.
template <class T>
lazynd::block_handle expected_array(lazynd::order in_memory) {
  lazynd::block_handle made = lazynd::allocate_block(lazynd::dtype_of<T>, {2, 3}, in_memory);
  const std::array<T, 6> elements = expected_elements<T>();
  for (std::size_t i = 0; i < 6; ++i) {
    const auto row = static_cast<lazynd::index_t>(i / 3), column = static_cast<lazynd::index_t>(i % 3);
    std::memcpy(made->data + row * made->where.strides[0] + column * made->where.strides[1], &elements[i], sizeof(T));
  }
  return made;
}

/// True when both are of one dtype, shape and order, with the same bits.
inline bool same_bits(const lazynd::block& a, const lazynd::block& b) {
  const auto bytes = static_cast<std::size_t>(lazynd::element_count(a.where.shape)) * lazynd::itemsize(a.type);
  return a.type == b.type && a.where.shape == b.where.shape && a.where.strides == b.where.strides &&
         std::memcmp(a.data, b.data, bytes) == 0;
}

}  // namespace npy_test
