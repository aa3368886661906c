// SPDX-License-Identifier: BSD-3-Clause
// Truth values as bits of bytes. Eager; O(n) time.
#pragma once
#include <optional>

#include <lazynd/array/any_array.hpp>

namespace lazynd {

/// Where the first element stands in a byte.
enum class bit_order : std::uint8_t {
  big,     ///< in the bit of the highest value
  little,  ///< in the bit of the lowest value
};

/// Keyword arguments of `packbits`.
struct packbits_options {
  std::optional<int> axis = {};  ///< none: all elements, in C order, as one line
  bit_order bitorder = bit_order::big;
};

/// Keyword arguments of `unpackbits`.
struct unpackbits_options {
  std::optional<int> axis = {};       ///< none: all bytes, in C order, as one line
  std::optional<index_t> count = {};  ///< how many bits, with zeros beyond those there are; or, below 0, how many not to take from the end
  bit_order bitorder = bit_order::big;
};

namespace detail {
LAZYND_API any_array packed_bits(const any_operand& a, const packbits_options& options);
LAZYND_API any_array unpacked_bits(const any_operand& a, const unpackbits_options& options);
}  // namespace detail

/// Eight elements in a byte, a bit for each that is not 0; the last byte is filled up with zeros. `dtype_error` for other than bool and
/// integers, `index_error` for the axis.
template <AnyOperand A>
[[nodiscard]] array<std::uint8_t> packbits(const A& a, const packbits_options& options = {}) {
  return cast<std::uint8_t>(detail::packed_bits(detail::operand_of(a), options));
}

/// The bits of bytes, each as 0 or 1. `dtype_error` for other than uint8, `index_error` for the axis, `value_error` for a count that takes
/// away more bits than there are.
template <AnyOperand A>
[[nodiscard]] array<std::uint8_t> unpackbits(const A& a, const unpackbits_options& options = {}) {
  return cast<std::uint8_t>(detail::unpacked_bits(detail::operand_of(a), options));
}

}  // namespace lazynd
