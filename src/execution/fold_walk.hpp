// SPDX-License-Identifier: BSD-3-Clause
// Walks along reduced axes: each unit is one block of one result.
#pragma once
#include <atomic>
#include <memory>

#include "execution/tile_walk.hpp"

namespace lazynd::detail {

/// Where operands are read in place a block is one call. Blocks of a result that an earlier block has settled (`any`, once something is
/// true) are left out.
class fold_walk : public tile_walk {
 public:
  fold_walk(const execution_plan& plan, const plan_pass& pass, std::span<std::byte* const> addresses, simd_level level);
  void run_units(index_t begin, index_t end) override;

 private:
  void run_whole_blocks(worker& w, index_t begin, index_t end);
  void run_single_blocks(worker& w, index_t begin, index_t end) const;
  void run_block_by_tiles(worker& w, index_t unit) const;
  void fold_block(worker& w, index_t position, index_t block) const;
  /// Whether an earlier block says it all; then the states of this one become those of nothing.
  bool leave_out(index_t position, index_t block) const;
  void note_settled(index_t position, index_t block) const;
  [[nodiscard]] std::byte* state(std::size_t fold, index_t position, index_t block) const {
    return states[fold].data() + (block * kept_ + position) * pass_.folds[fold].kernel->state_size;
  }
  [[nodiscard]] dims position_of(index_t linear) const;
  void next_kept(worker& w, dims& position) const;

  bool whole_blocks_;                                   ///< folds read their operands without steps between
  std::unique_ptr<std::atomic<index_t>[]> settled_by_;  ///< for each result the first block known to settle it
};

}  // namespace lazynd::detail
