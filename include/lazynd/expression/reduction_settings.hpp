// SPDX-License-Identifier: BSD-3-Clause
// What a reduction is told beside the elements.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <lazynd/layout/layout.hpp>

namespace lazynd {

/// An element of any dtype, or none. Bytes that hold none are neither cleared nor copied: that takes as long as small reductions do.
class initial_element {
 public:
  initial_element() noexcept {}
  initial_element(const initial_element& other) noexcept { *this = other; }
  initial_element& operator=(const initial_element& other) noexcept {
    given_ = other.given_;
    if (given_) std::memcpy(bytes_, other.bytes_, sizeof bytes_);
    return *this;
  }
  explicit operator bool() const noexcept { return given_; }
  [[nodiscard]] const std::byte* data() const noexcept { return bytes_; }
  /// Room for an element, which is given from now on.
  [[nodiscard]] std::byte* give() noexcept {
    given_ = true;
    std::memset(bytes_, 0, sizeof bytes_);
    return bytes_;
  }
  bool operator==(const initial_element& other) const noexcept {
    return given_ == other.given_ && (!given_ || std::memcmp(bytes_, other.bytes_, sizeof bytes_) == 0);
  }

 private:
  alignas(16) std::byte bytes_[16];
  bool given_ = false;
};

/// Axes of a reduction as the user gave them, and the parameters of what is computed along them.
struct reduction_settings {
  dims axes = {};
  bool all = true;
  bool keepdims = false;
  bool masked = false;             ///< the argument is where(mask, elements, ...), and the mask broadcasts to the elements
  double ddof = 0;                 ///< of variances: subtracted from the number of elements
  initial_element initial = {};    ///< what the reduction begins with, an element of its argument's dtype
  const char* function = nullptr;  ///< for messages: what the user called, where that is not the reduction

  /// Whether they ask for the same result.
  bool operator==(const reduction_settings& other) const noexcept {
    return axes == other.axes && all == other.all && keepdims == other.keepdims && masked == other.masked && ddof == other.ddof &&
           initial == other.initial;
  }
};

/// What a reduction leaves of a shape.
struct reduced_shape {
  dims shape;              ///< of the result
  std::uint64_t axes = 0;  ///< bit for each axis that goes
  index_t count = 1;       ///< elements of the argument for one of the result
};

/// The result's shape. `index_error` for axes out of range, `value_error` for repeated ones, and for no elements to reduce where the
/// function needs some and there is no initial value.
LAZYND_API reduced_shape reduce_shape(const dims& argument, const reduction_settings& over, bool needs_elements, const char* function);

/// `shape_error` for a mask that does not broadcast to the elements it is for.
LAZYND_API void check_mask_shape(const dims& mask, const dims& elements, const char* function);

}  // namespace lazynd
