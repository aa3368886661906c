// SPDX-License-Identifier: BSD-3-Clause
#include "execution/block_states.hpp"

#include <algorithm>
#include <cstring>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/storage/block.hpp>

#include "execution/parallel.hpp"

namespace lazynd::detail {

namespace {

constexpr index_t blocks_for_a_thread = 16;
constexpr index_t strip = 512;               ///< columns whose lanes are folded together
constexpr index_t worth_a_thread = 1 << 15;  ///< elements

/// The rows of a piece, cut where blocks end.
struct segments {
  explicit segments(const row_piece& piece)
      : begin(piece.at % reduction_block), end(begin + piece.rows), count((end + reduction_block - 1) / reduction_block) {}
  index_t begin, end;  ///< of the piece, from the start of its first block
  index_t count;
  [[nodiscard]] index_t first(index_t segment) const { return std::max(begin, segment * reduction_block); }
  [[nodiscard]] index_t last(index_t segment) const { return std::min(end, (segment + 1) * reduction_block); }
  [[nodiscard]] bool completes(index_t segment) const { return (segment + 1) * reduction_block <= end; }
};

/// A strip of columns of a segment: lanes are filled, and combined when the block becomes complete.
struct row_folder {
  const reduction_kernel& kernel;
  const row_piece& piece;
  const segments cut;
  const std::byte* before;  ///< lanes of the first block, as they are
  std::byte* after;         ///< lanes of the last block, as they become
  std::byte* states;        ///< of complete blocks
  index_t strips;
  std::size_t level;

  void run(index_t segment, index_t column, std::byte* lanes) const {
    const index_t n = std::min(strip, piece.width - column), count = kernel.lanes;
    const auto size = static_cast<index_t>(kernel.state_size);
    const auto bytes = static_cast<std::size_t>(n * size);
    const index_t from = cut.first(segment) - segment * reduction_block, to = cut.last(segment) - segment * reduction_block;
    const index_t begun = std::min(count, from), live = std::min(count, to);
    const auto lane = [&](index_t l) { return lanes + l * n * size; };
    for (index_t l = 0; l < begun; ++l) std::memcpy(lane(l), before + (l * piece.width + column) * size, bytes);
    for (index_t l = begun; l < live; ++l) kernel.initialize[0](lane(l), static_cast<std::size_t>(n));
    const index_t stride = count * piece.row_stride;
    for (index_t l = 0; l < live; ++l) {
      const index_t row = from + (l - from % count + count) % count;
      if (row >= to) continue;
      const index_t number = segment * reduction_block + row - cut.begin;
      const void* const operands[] = {piece.elements + number * piece.row_stride + column * static_cast<index_t>(piece.size)};
      kernel.fold_rows[level](operands, &stride, lane(l), static_cast<std::size_t>(n), (to - row + count - 1) / count, piece.at + number,
                              count);
    }
    if (cut.completes(segment)) {
      combine_lanes(kernel, lanes, to, n);
      std::memcpy(states + (segment * piece.width + column) * size, lanes, bytes);
    } else {
      for (index_t l = 0; l < live; ++l) std::memcpy(after + (l * piece.width + column) * size, lane(l), bytes);
    }
  }
};

}  // namespace

std::vector<std::byte> states_of_blocks(const reduction_kernel& kernel, const std::byte* elements, std::size_t size, index_t count,
                                        index_t at) {
  const index_t blocks = (count + reduction_block - 1) / reduction_block;
  std::vector<std::byte> states(static_cast<std::size_t>(blocks) * kernel.state_size);
  struct context {
    const reduction_kernel* kernel;
    const std::byte* elements;
    std::byte* states;
    std::size_t size, level;
    index_t count, at;
  } shared{&kernel, elements, states.data(), size, static_cast<std::size_t>(active_simd_level()), count, at};
  parallel_ranges(
      blocks, blocks_for_a_thread, blocks < 2 * blocks_for_a_thread ? 1 : get_num_threads(),
      [](void* given, index_t begin, index_t end) {
        const context& of = *static_cast<const context*>(given);
        const std::size_t state_size = of.kernel->state_size;
        const block_handle lanes = allocate_block(dtype::uint8, {static_cast<index_t>(of.kernel->lanes * state_size)});
        for (index_t b = begin; b < end; ++b) {
          const index_t from = b * reduction_block, n = std::min(reduction_block, of.count - from);
          const void* const operands[] = {of.elements + from * static_cast<index_t>(of.size)};
          of.kernel->fold[of.level](operands, lanes->data, static_cast<std::size_t>(n), of.at + from, fold_begin | fold_end);
          std::memcpy(of.states + static_cast<std::size_t>(b) * state_size, lanes->data, state_size);
        }
      },
      &shared);
  return states;
}

void combine_lanes(const reduction_kernel& kernel, std::byte* lanes, index_t rows, index_t width) {
  const index_t count = kernel.lanes, live = std::min(count, rows);
  const index_t row = width * static_cast<index_t>(kernel.state_size);
  // Lanes that saw no element stay out, as everywhere.
  for (index_t half = count / 2; half > 0; half /= 2) {
    for (index_t l = 0; l < half && l + half < live; ++l) {
      kernel.merge[0](lanes + l * row, lanes + (l + half) * row, static_cast<std::size_t>(width));
    }
  }
}

std::vector<std::byte> fold_rows_of_blocks(const reduction_kernel& kernel, const row_piece& piece, std::vector<std::byte>& lanes) {
  const segments cut(piece);
  const index_t strips = (piece.width + strip - 1) / strip, row = piece.width * static_cast<index_t>(kernel.state_size);
  if (piece.rows == 0 || piece.width == 0) return {};
  std::vector<std::byte> states(static_cast<std::size_t>(cut.end / reduction_block * row));
  const index_t left = cut.end % reduction_block;
  std::vector<std::byte> after(static_cast<std::size_t>(std::min(left, index_t{kernel.lanes}) * row));
  row_folder folder{kernel, piece, cut, lanes.data(), after.data(), states.data(), strips, static_cast<std::size_t>(active_simd_level())};
  const index_t elements = piece.rows * piece.width, units = cut.count * strips;
  parallel_ranges(
      units, std::max<index_t>(1, worth_a_thread / std::max<index_t>(1, elements / units)),
      elements < 2 * worth_a_thread ? 1 : get_num_threads(),
      [](void* given, index_t begin, index_t end) {
        const row_folder& of = *static_cast<const row_folder*>(given);
        const index_t bytes = index_t{of.kernel.lanes} * std::min(strip, of.piece.width) * of.kernel.state_size;
        const block_handle memory = allocate_block(dtype::uint8, {bytes});
        for (index_t unit = begin; unit < end; ++unit) of.run(unit / of.strips, unit % of.strips * strip, memory->data);
      },
      &folder);
  lanes = std::move(after);
  return states;
}

}  // namespace lazynd::detail
