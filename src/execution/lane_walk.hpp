// SPDX-License-Identifier: BSD-3-Clause
// The walk over reductions across rows that are read where they are.
#pragma once
#include "execution/tile_walk.hpp"

namespace lazynd::detail {

/// A unit is one block of rows of a strip. Neighbouring strips that one thread takes are walked as one: rows are read whole, as far as
/// their states stay in the cache.
class lane_walk : public tile_walk {
 public:
  lane_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level);
  void run_units(index_t begin, index_t end) override;
  /// So many that strips lie side by side, but no fewer than a share for each thread.
  [[nodiscard]] index_t grain(int threads) const override;

  /// Whether a pass can be walked like that.
  static bool suits(const plan_pass& pass) noexcept;

 private:
  /// A fold over the rows of a strip.
  struct line {
    const reduction_kernel* kernel;
    reduction_kernel::rows_function fold;
    reduction_kernel::begin_function initialize;
    reduction_kernel::merge_function merge;
    small_vector<const std::byte*, 6> operands;  ///< of row 0 of the array
    small_vector<index_t, 6> row_step, steps;    ///< to the next row, and to the next of a call
    std::byte* result;                           ///< states of the block; in turn those of lane 0
    std::byte* others;                           ///< states of the other lanes
    std::size_t lane_size;                       ///< bytes from one lane to the next
    std::size_t n;                               ///< results
    index_t lanes;
    index_t apart;      ///< rows from one row of a call to the next
    bool side_by_side;  ///< the rows of all lanes are folded as one: their states are `others`

    [[nodiscard]] std::byte* states(index_t lane) const noexcept {
      return lane == 0 ? result : others + static_cast<std::size_t>(lane - 1) * lane_size;
    }
    /// Folds so many rows in one call, from a row on, into so many states.
    void fold_rows(std::byte* into, index_t row, index_t rows, std::size_t results) const;
    /// The tree over the lanes `lane`, `lane + distance`, ... of a block, into the states of a depth: each lane is folded when it is
    /// needed.
    void fold_tree(index_t lane, index_t distance, index_t depth, index_t begin, index_t end) const;
    /// Folds a group of rows into all lanes.
    void fold_group(index_t begin, index_t end, bool first) const;
    /// The tree over all lanes.
    void merge_lanes(index_t live) const;
  };

  [[nodiscard]] line line_at(std::size_t fold, index_t outer, index_t block, index_t first, index_t n, std::byte* memory) const;
  /// Whether narrow rows that follow each other in memory can be folded as one: a row of each lane.
  [[nodiscard]] bool runs_side_by_side() const;
  void fold_strips(std::byte* memory, index_t outer, index_t block, index_t first, index_t n) const;

  index_t narrowest_ = 64;  ///< bytes of an element of an operand
  index_t tiles_;           ///< strips of a run
  bool side_by_side_ = false;
  index_t together_ = 1;    ///< strips that are walked as one
  index_t group_rows_ = 0;  ///< rows that all folds and lanes take before the next; 0: each lane takes all of a block
  std::size_t memory_ = 0;  ///< bytes of states
};

}  // namespace lazynd::detail
