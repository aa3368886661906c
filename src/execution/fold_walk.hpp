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
  bool settles_at_once() override;

 private:
  /// Where a fold reads its operands and leaves its states for one result; the next along the innermost kept axis is a step away.
  struct line {
    reduction_kernel::fold_function fold;
    std::byte* state;
    std::size_t state_size;
    small_vector<const void*, 6> operands;
    small_vector<index_t, 6> steps;  ///< to the next result
    small_vector<index_t, 6> sizes;  ///< of an element
    void advance() noexcept;
    /// Folds results of one block each, and advances past them.
    void fold_blocks(std::size_t n, index_t count);
  };

  void run_whole_blocks(worker& w, index_t begin, index_t end) const;
  void run_block_by_tiles(worker& w, index_t unit) const;
  [[nodiscard]] line line_at(const worker& w, std::size_t fold, index_t position) const;
  void fold_block(const line& of, index_t block) const;
  /// Whether an earlier block says it all; then the states of this one become those of nothing.
  bool leave_out(index_t position, index_t block) const;
  void note_settled(index_t position, index_t block) const;
  [[nodiscard]] std::byte* state(std::size_t fold, index_t position, index_t block) const {
    return states[fold].data() + (block * kept_ + position) * pass_.folds[fold].kernel->state_size;
  }

  bool whole_blocks_;                                   ///< folds read their operands without steps between
  std::unique_ptr<std::atomic<index_t>[]> settled_by_;  ///< for each result the first block known to settle it
};

}  // namespace lazynd::detail
