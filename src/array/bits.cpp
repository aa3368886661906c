// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/bits.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

namespace {

/// Lines of bytes: the axis last, in C order.
struct byte_lines {
  dims shape;
  int axis;  ///< where it stood
  block_handle bytes;
  index_t count;   ///< of lines
  index_t length;  ///< of one

  byte_lines(const any_operand& a, dtype type, const std::optional<int>& along, const char* function) {
    const block_handle whole = evaluate_dynamic(dynamic_cast_to(a, type).node(), function);
    const int ndim = whole->where.ndim();
    if (!along || ndim == 0) {
      if (along && *along != 0 && *along != -1) (void)normalize_axis(*along, ndim, function);
      axis = 0;
      shape = {element_count(whole->where.shape)};
      bytes = allocate_block(type, shape);
      assign_any(reshape_block(bytes, whole->where.shape), any_view(whole), casting::no);
    } else {
      axis = normalize_axis(*along, ndim, function);
      const layout moved = moveaxis(whole->where, {axis}, {-1});
      shape = moved.shape;
      bytes = allocate_block(type, shape);
      assign_any(bytes, any_view(view_block(whole, whole->data, moved)), casting::no);
    }
    length = shape.back();
    count = std::accumulate(shape.begin(), shape.end() - 1, index_t{1}, std::multiplies<>());
  }

  /// Lines of another length, each out of one of these: `make(from, to)`.
  template <class F>
  any_array mapped(index_t new_length, F&& make) const {
    dims made_shape = shape;
    made_shape.back() = new_length;
    const block_handle made = allocate_block(dtype::uint8, made_shape);
    const auto* from = reinterpret_cast<const std::uint8_t*>(bytes->data);
    auto* to = reinterpret_cast<std::uint8_t*>(made->data);
    for (index_t i = 0; i < count; ++i, from += length, to += new_length) make(from, to);
    if (axis == static_cast<int>(shape.size()) - 1) return any_array(made);
    return any_array(any_view(view_block(made, made->data, moveaxis(made->where, {-1}, {axis}))));
  }
};

constexpr std::uint64_t ones = 0x0101010101010101;  ///< in each of eight bytes
constexpr std::uint64_t rising = 0x8040201008040201, falling = 0x0102040810204080;

std::uint64_t word_of(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  for (int i = 0; i < 8; ++i) word |= std::uint64_t{bytes[i]} << 8 * i;
  return word;
}

/// 1 in each byte that is not 0.
std::uint64_t truth_of_bytes(std::uint64_t word) { return ((((word & 0x7f * ones) + 0x7f * ones) | word) >> 7) & ones; }

/// Eight truth values as a byte: the product moves each to its bit of the highest byte, and no sum carries.
std::uint8_t packed(const std::uint8_t* eight, bit_order order) {
  return static_cast<std::uint8_t>(truth_of_bytes(word_of(eight)) * (order == bit_order::big ? rising : falling) >> 56);
}

/// A byte as eight truth values.
void unpack(std::uint8_t byte, std::uint8_t* eight, bit_order order) {
  const std::uint64_t word = truth_of_bytes(byte * ones & (order == bit_order::big ? falling : rising));
  for (int i = 0; i < 8; ++i) eight[i] = static_cast<std::uint8_t>(word >> 8 * i);
}

}  // namespace

any_array packed_bits(const any_operand& a, const packbits_options& options) {
  if (kind(a.dtype()) >= dtype_kind::floating) {
    throw dtype_error("packbits: takes bool and integers, not " + std::string(name(a.dtype())));
  }
  const byte_lines lines(a, dtype::bool_, options.axis, "packbits");
  return lines.mapped((lines.length + 7) / 8, [&](const std::uint8_t* from, std::uint8_t* to) {
    const index_t whole = lines.length / 8;
    for (index_t i = 0; i < whole; ++i) to[i] = packed(from + 8 * i, options.bitorder);
    if (whole * 8 == lines.length) return;
    std::uint8_t last[8] = {};
    std::copy(from + 8 * whole, from + lines.length, last);
    to[whole] = packed(last, options.bitorder);
  });
}

any_array unpacked_bits(const any_operand& a, const unpackbits_options& options) {
  if (a.dtype() != dtype::uint8) throw dtype_error("unpackbits: takes uint8, not " + std::string(name(a.dtype())));
  const byte_lines lines(a, dtype::uint8, options.axis, "unpackbits");
  const index_t all = lines.length * 8;
  const index_t wanted = !options.count ? all : *options.count < 0 ? all + *options.count : *options.count;
  if (wanted < 0) {
    throw value_error("unpackbits: count " + std::to_string(*options.count) + " takes away more than " + std::to_string(all) + " bits");
  }
  return lines.mapped(wanted, [&](const std::uint8_t* from, std::uint8_t* to) {
    const index_t there = std::min(all, wanted), whole = there / 8;
    for (index_t i = 0; i < whole; ++i) unpack(from[i], to + 8 * i, options.bitorder);
    if (whole * 8 != there) {
      std::uint8_t last[8];
      unpack(from[whole], last, options.bitorder);
      std::copy_n(last, there - 8 * whole, to + 8 * whole);
    }
    std::fill(to + there, to + wanted, std::uint8_t{0});
  });
}

}  // namespace lazynd::detail
