// SPDX-License-Identifier: BSD-3-Clause
#include "execution/piece_runner.hpp"

#include <algorithm>
#include <vector>

#include <lazynd/planner/passes.hpp>

#include "execution/parallel.hpp"
#include "execution/pass_runner.hpp"
#include "execution/tile_walk.hpp"

namespace lazynd::detail {

namespace {

/// What one thread needs for its pieces: the passes for so many rows, and memory for the temporaries of that many.
class piece_runner {
 public:
  piece_runner(const execution_plan& plan, const plan_sweep& together, std::span<std::byte* const> addresses, simd_level level)
      : plan_(plan), together_(together), addresses_(addresses.begin(), addresses.end()), level_(level) {
    for (std::size_t i = 0; i < addresses_.size(); ++i) {
      const plan_buffer& buffer = plan.buffers[i];
      if (!buffer.in_pieces || !is_needed(static_cast<int>(i))) continue;
      const index_t bytes = element_count(buffer.where.shape) * static_cast<index_t>(itemsize(buffer.type));
      temporaries_.emplace_back(static_cast<std::size_t>(bytes / together.rows * together.piece_rows));
      addresses_[i] = temporaries_.back().data();
    }
  }

  void run(index_t chunk) {
    const index_t first = chunk * together_.piece_rows;
    move_to(first, std::min(together_.piece_rows, together_.rows - first));
    for (const plan_pass& pass : piece_.passes) run_alone(piece_, pass, addresses_, level_, 1);
  }

 private:
  const plan_pass& whole(std::size_t i) const { return plan_.passes[static_cast<std::size_t>(together_.first) + i]; }

  bool is_needed(int buffer) const {
    for (std::size_t i = 0; i < static_cast<std::size_t>(together_.count); ++i) {
      const auto reads = [&](const pass_operand& operand) { return operand.buffer == buffer; };
      if (std::any_of(whole(i).operands.begin(), whole(i).operands.end(), reads)) return true;
    }
    return false;
  }

  void move_to(index_t first, index_t rows) {
    if (rows != rows_) planner::cut_rows(plan_, together_, rows, piece_);
    rows_ = rows;
    for (std::size_t i = 0; i < piece_.passes.size(); ++i) {
      for (std::size_t o = 0; o < whole(i).operands.size(); ++o) {
        const pass_operand& operand = whole(i).operands[o];
        if (plan_.buffers[static_cast<std::size_t>(operand.buffer)].in_pieces) continue;
        piece_.passes[i].operands[o].offset = operand.offset + first * planner::row_stride(whole(i), operand, together_.rows);
      }
    }
  }

  const execution_plan& plan_;
  const plan_sweep& together_;
  std::vector<std::byte*> addresses_;
  simd_level level_;
  std::vector<scratch> temporaries_;
  execution_plan piece_;
  index_t rows_ = 0;  ///< of the piece that is planned
};

}  // namespace

void run_in_pieces(const execution_plan& plan, const plan_sweep& together, std::span<std::byte* const> addresses, simd_level level,
                   int threads) {
  struct context {
    const execution_plan& plan;
    const plan_sweep& together;
    std::span<std::byte* const> addresses;
    simd_level level;
  } of{plan, together, addresses, level};
  bool parallel = false;
  for (int i = 0; i < together.count; ++i) parallel = parallel || plan.passes[static_cast<std::size_t>(together.first + i)].parallel;
  parallel_ranges(
      together.chunks, 1, parallel ? threads : 1,
      [](void* given, index_t begin, index_t end) {
        const context& work = *static_cast<const context*>(given);
        piece_runner runner(work.plan, work.together, work.addresses, work.level);
        for (index_t chunk = begin; chunk < end; ++chunk) runner.run(chunk);
      },
      &of);
}

}  // namespace lazynd::detail
