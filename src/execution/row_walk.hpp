// SPDX-License-Identifier: BSD-3-Clause
// Walks along kept axes: elementwise passes, and reductions across rows.
#pragma once
#include "execution/tile_walk.hpp"

namespace lazynd::detail {

/// A unit is a strip of a run, and for reductions one block of rows.
class row_walk : public tile_walk {
 public:
  row_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level);
  void run_units(index_t begin, index_t end) override;

 private:
  void run_unit(worker& w, index_t unit) const;
  /// Units go panel by panel; in a panel, tile by tile; in a tile, row by row.
  void enter_panel(worker& w, index_t strip, index_t tiles, index_t& outer, index_t& tile) const;
  /// Tiles of each row in turn, each folded into the lane it belongs to.
  void fold_row_by_row(worker& w, index_t begin, index_t end, index_t first, index_t n) const;
  [[nodiscard]] std::byte* lane_row(const worker& w, std::size_t fold, index_t lane) const;
  void seek_reduced(worker& w, index_t linear) const;
  void next_reduced(worker& w) const;

  /// Few rows that are gathered, and the same for every outer position, are gathered once.
  void keep_rows();

  bool tile_major_ = false;  ///< all outer positions of one tile, then those of the next
};

}  // namespace lazynd::detail
