// SPDX-License-Identifier: BSD-3-Clause
#pragma once
#include <lazynd/layout/layout.hpp>
#include <lazynd/support/config.hpp>

namespace lazynd::detail {

/// Operand addresses of one row after the other.
template <std::size_t Arity>
class row_cursor {
 public:
  LAZYND_ALWAYS_INLINE row_cursor(const void* const* operands, const index_t* strides) : strides_(strides) {
    for (std::size_t i = 0; i < Arity; ++i) upcoming_[i] = static_cast<const std::byte*>(operands[i]);
  }
  LAZYND_ALWAYS_INLINE const void* const* next() {
    for (std::size_t i = 0; i < Arity; ++i) {
      current_[i] = upcoming_[i];
      upcoming_[i] += strides_[i];
    }
    return current_;
  }

 private:
  const index_t* strides_;
  const std::byte* upcoming_[Arity];
  const void* current_[Arity];
};

}  // namespace lazynd::detail
