// SPDX-License-Identifier: BSD-3-Clause
#include "planner/row_pieces.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include <lazynd/layout/overlap.hpp>
#include <lazynd/planner/passes.hpp>

namespace lazynd::planner {

namespace {

constexpr index_t piece_bytes = 512 * 1024;  ///< of all operands: what stays in a second-level cache from pass to pass
constexpr index_t most_row_bytes = 2 * piece_bytes;
constexpr index_t fewest_pieces = 8;               ///< so that threads have something to share
constexpr index_t worth_bytes = 32 * piece_bytes;  ///< below it the next pass finds everything in a third-level cache, and has longer rows

bool is_written(const pass_operand& operand) { return operand.written || operand.folded; }

const plan_buffer& buffer_of(const execution_plan& plan, const pass_operand& operand) {
  return plan.buffers[static_cast<std::size_t>(operand.buffer)];
}

/// The buffer that stands for all that are the same memory.
int root_of(const execution_plan& plan, int buffer) {
  const int in_place_of = plan.buffers[static_cast<std::size_t>(buffer)].in_place_of;
  return in_place_of >= 0 ? in_place_of : buffer;
}

/// Where the elements of the first row lie, in bytes from the beginning of the buffer.
struct row_bytes {
  index_t begin = 0, end = 0;
};

row_bytes first_row(const execution_plan& plan, const plan_pass& pass, const pass_operand& operand, index_t rows) {
  row_bytes row{operand.offset, operand.offset + static_cast<index_t>(itemsize(buffer_of(plan, operand).type))};
  const auto add = [&](index_t extent, index_t stride) { (stride < 0 ? row.begin : row.end) += (extent - 1) * stride; };
  for (std::size_t axis = 0; axis < pass.kept_extents.size(); ++axis) {
    add(axis == 0 ? pass.kept_extents[0] / rows : pass.kept_extents[axis], operand.kept_strides[axis]);
  }
  if (operand.folded) return row;
  for (std::size_t axis = 0; axis < pass.reduced_extents.size(); ++axis) add(pass.reduced_extents[axis], operand.reduced_strides[axis]);
  return row;
}

/// Some passes of a plan, whose outermost loops are of so many rows, or of a multiple of that.
class chain {
 public:
  chain(const execution_plan& plan, int first) : plan_(plan), first_(first), last_(first), rows_(rows_of(first)) {}

  /// Takes the next pass in, if all of them may then go some rows at a time, and it needs what is there.
  bool extend() {
    if (last_ + 1 == static_cast<int>(plan_.passes.size())) return false;
    const index_t more = rows_of(last_ + 1), rows = std::min(rows_, more);
    if (rows < fewest_pieces || std::max(rows_, more) % rows != 0) return false;
    const index_t before = std::exchange(rows_, rows);
    ++last_;
    if (divides() && walks_row_by_row() && needs_before() && keeps_to_rows() && writes_apart() && bytes_of_row() <= most_row_bytes)
      return true;
    --last_;
    rows_ = before;
    return false;
  }

  [[nodiscard]] plan_sweep result() const {
    plan_sweep together{first_, last_ - first_ + 1, 1};
    if (together.count == 1) return together;
    const index_t bytes = bytes_of_row();
    together.piece_rows = std::clamp<index_t>(piece_bytes / bytes, 1, rows_ / fewest_pieces);
    together.rows = rows_;
    together.chunks = (rows_ + together.piece_rows - 1) / together.piece_rows;
    return rows_ * bytes < worth_bytes ? plan_sweep{first_, 1, 1} : together;
  }

 private:
  const plan_pass& pass(int i) const { return plan_.passes[static_cast<std::size_t>(i)]; }

  index_t rows_of(int i) const {
    const plan_pass& of = pass(i);
    return of.kept_extents.empty() || element_count(of.kept_extents) == 0 || of.reduced_count == 0 ? 0 : of.kept_extents[0];
  }

  template <class F>
  void for_each_operand(F&& f) const {
    for (int i = first_; i <= last_; ++i) {
      for (const pass_operand& operand : pass(i).operands) f(pass(i), operand);
    }
  }
  template <class F>
  bool all_operands(F&& holds) const {
    bool all = true;
    for_each_operand([&](const plan_pass& of, const pass_operand& operand) { all = all && holds(of, operand); });
    return all;
  }

  bool divides() const {
    for (int i = first_; i <= last_; ++i) {
      if (pass(i).kept_extents[0] % rows_ != 0) return false;
    }
    return true;
  }

  /// Whether no row lies between those of another: else a few rows would be read out of all lines of an array.
  bool walks_row_by_row() const {
    return all_operands([&](const plan_pass& of, const pass_operand& operand) {
      const index_t stride = std::abs(row_stride(of, operand, rows_));
      const row_bytes row = first_row(plan_, of, operand, rows_);
      return stride == 0 || row.end - row.begin <= stride;
    });
  }

  /// Whether the last pass finds something of its own row in the cache.
  bool needs_before() const {
    const plan_pass& last = pass(last_);
    return std::any_of(last.operands.begin(), last.operands.end(), [&](const pass_operand& reads) {
      if (is_written(reads) || row_stride(last, reads, rows_) == 0) return false;
      for (int i = first_; i < last_; ++i) {
        for (const pass_operand& operand : pass(i).operands) {
          if (operand.buffer == reads.buffer && row_stride(pass(i), operand, rows_) != 0) return true;
        }
      }
      return false;
    });
  }

  /// Whether what is written in a row is read and written in that row only.
  bool keeps_to_rows() const {
    return all_operands([&](const plan_pass& writer, const pass_operand& written) {
      if (!is_written(written)) return true;
      const index_t stride = row_stride(writer, written, rows_);
      if (stride <= 0) return false;
      const int root = root_of(plan_, written.buffer);
      const index_t place = first_row(plan_, writer, written, rows_).begin / stride;
      return all_operands([&](const plan_pass& of, const pass_operand& operand) {
        if (root_of(plan_, operand.buffer) != root) return true;
        const row_bytes row = first_row(plan_, of, operand, rows_);
        return row_stride(of, operand, rows_) == stride && row.begin >= 0 && row.begin / stride == place && (row.end - 1) / stride == place;
      });
    });
  }

  /// Whether arrays that are written share no memory with others.
  bool writes_apart() const {
    return all_operands([&](const plan_pass&, const pass_operand& written) {
      const plan_buffer& target = buffer_of(plan_, written);
      if (!is_written(written) || !target.storage) return true;
      return all_operands([&](const plan_pass&, const pass_operand& operand) {
        const plan_buffer& other = buffer_of(plan_, operand);
        if (!other.storage || root_of(plan_, operand.buffer) == root_of(plan_, written.buffer)) return true;
        return find_overlap({target.storage->data, &target.where, itemsize(target.type)},
                            {other.storage->data, &other.where, itemsize(other.type)}) == overlap::disjoint;
      });
    });
  }

  index_t bytes_of_row() const {
    std::vector<index_t> bytes(plan_.buffers.size(), 0);
    for_each_operand([&](const plan_pass& of, const pass_operand& operand) {
      if (row_stride(of, operand, rows_) == 0) return;
      const row_bytes row = first_row(plan_, of, operand, rows_);
      index_t& most = bytes[static_cast<std::size_t>(operand.buffer)];
      most = std::max(most, row.end - row.begin);
    });
    index_t sum = 0;
    for (const index_t of_buffer : bytes) sum += of_buffer;
    return std::max<index_t>(1, sum);
  }

  const execution_plan& plan_;
  int first_, last_;
  index_t rows_;
};

/// Whether a temporary is of no use to passes but those of the chain.
bool stays_inside(const execution_plan& plan, const plan_sweep& together, int buffer) {
  for (int i = 0; i < static_cast<int>(plan.passes.size()); ++i) {
    if (i >= together.first && i < together.first + together.count) continue;
    for (const pass_operand& operand : plan.passes[static_cast<std::size_t>(i)].operands) {
      if (operand.buffer == buffer) return false;
    }
  }
  return std::find(plan.outputs.begin(), plan.outputs.end(), buffer) == plan.outputs.end();
}

}  // namespace

index_t row_stride(const plan_pass& pass, const pass_operand& operand, index_t rows) {
  return operand.kept_strides[0] * (pass.kept_extents[0] / rows);
}

plan_sweep chain_rows(const execution_plan& plan, int first) {
  chain found(plan, first);
  while (found.extend()) {
  }
  return found.result();
}

void settle_chain(execution_plan& plan, const plan_sweep& together) {
  for (int i = together.first; i < together.first + together.count; ++i) {
    plan_pass& pass = plan.passes[static_cast<std::size_t>(i)];
    if (i > together.first) pass.notes.push_back({reason::follows_rows});
    for (const pass_operand& operand : pass.operands) {
      plan_buffer& buffer = plan.buffers[static_cast<std::size_t>(operand.buffer)];
      if (buffer.is != plan_buffer::role::temporary || !stays_inside(plan, together, operand.buffer)) continue;
      const index_t bytes = element_count(buffer.where.shape) * static_cast<index_t>(itemsize(buffer.type));
      buffer.in_pieces =
          is_c_contiguous(buffer.where, itemsize(buffer.type)) && row_stride(pass, operand, together.rows) * together.rows == bytes;
    }
  }
}

void cut_rows(const execution_plan& plan, const plan_sweep& together, index_t rows, execution_plan& piece) {
  piece.buffers = plan.buffers;
  piece.passes.clear();
  for (int i = together.first; i < together.first + together.count; ++i) {
    const plan_pass& whole = plan.passes[static_cast<std::size_t>(i)];
    plan_pass& pass = piece.passes.emplace_back(whole);
    pass.kept_extents[0] = pass.kept_extents[0] / together.rows * rows;
    pass.panel_rows = 1;
    for (pass_operand& operand : pass.operands) {
      operand.panel = false;
      operand.period = 0;
    }
    tile(plan, pass);
    partition(plan, pass);
    pass.streams = whole.streams;
    pass.notes.clear();
  }
}

}  // namespace lazynd::planner
