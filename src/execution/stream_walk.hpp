// SPDX-License-Identifier: BSD-3-Clause
// The walk over elementwise results whose runs lie along one axis.
#pragma once
#include "execution/tile_walk.hpp"

namespace lazynd::detail {

/// A unit is a strip of a run. Strips that follow each other in one run cost little more than their kernels, so that they can be short:
/// while memory out of the caches is read here and there in turn, the processor reads ahead everywhere.
class stream_walk : public tile_walk {
 public:
  using tile_walk::tile_walk;
  void run_units(index_t begin, index_t end) override;

  /// Whether a pass can be walked like that.
  static bool suits(const plan_pass& pass) noexcept;

 private:
  /// Whether a result is written past the caches: memory is what the pass waits for, and will hold the result.
  [[nodiscard]] bool goes_past_caches(const pass_operand& operand) const;
  void run_strips(worker& w, index_t first, index_t end) const;
};

}  // namespace lazynd::detail
