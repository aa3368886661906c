// SPDX-License-Identifier: BSD-3-Clause
#include "execution/direct_program.hpp"

#include <algorithm>

#include <lazynd/execution/conditions.hpp>
#include <lazynd/execution/direct_walk.hpp>
#include <lazynd/execution/execute.hpp>
#include <lazynd/execution/result_order.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/planner/cost.hpp>

#include "execution/strided_tile.hpp"

namespace lazynd::detail {

namespace {

using role = program_value::role;

constexpr std::size_t most_values = 64;
constexpr std::size_t most_operands = 8;
constexpr std::size_t tile_bytes = static_cast<std::size_t>(direct_tile) * 16;

class program_walk {
 public:
  explicit program_walk(const program& of) : of_(of), count_(of.values.size()), usable_(collect() && has_one_shape()) {
    if (!usable_) return;
    call_.leaves = leaves_;
    call_.result = of.values[count_ - 1].type;
    call_.needs_tiles = tiles_ > 0;
    call_.expression = this;
    call_.compute = [](const void* self, const void* const* leaves, void* out, index_t n, simd_level level) {
      static_cast<const program_walk*>(self)->compute(leaves, out, n, level);
    };
  }
  program_walk(const program_walk&) = delete;
  program_walk& operator=(const program_walk&) = delete;

  bool can_run(const program_output& output) const {
    return has_place(output) && can_run_direct_in_order(call_, output.destination, output.may_replace);
  }

  bool run(program_output& output) {
    if (tiles_ > 0) {
      if (!can_run(output)) return false;
      prepare_tiles();
    }
    return has_place(output) && run_direct_in_order(call_, output.destination, output.may_replace);
  }

 private:
  const program_value& value(value_id id) const { return of_.values[static_cast<std::size_t>(id)]; }

  bool has_place(const program_output& output) const { return usable_ && (!output.destination || is_aligned(*output.destination)); }

  /// Leaves and work of the values; false where one cannot be had tile by tile. The last value is the result.
  bool collect() {
    if (count_ == 0 || count_ > most_values || of_.outputs.size() != 1) return false;
    if (of_.outputs[0].value + 1 != static_cast<value_id>(count_)) return false;
    double nanoseconds = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const program_value& each = of_.values[i];
      switch (each.is) {
        case role::leaf:
          if (call_.leaf_count == direct_leaves || !is_aligned(*each.storage)) return false;
          leaves_[call_.leaf_count++] = each.storage;
          break;
        case role::constant: addresses_[i] = each.address; break;
        case role::compute:
          if (each.inputs.size() > most_operands) return false;
          nanoseconds += planner::kernel_nanoseconds(each.kernel->weight, static_cast<double>(itemsize(each.type)));
          // Kernels of the library take elements only; others say which of their operands are one value.
          for (const value_id input : each.inputs)
            filled_ |= std::uint64_t{each.kernel->library && value(input).is == role::constant} << input;
          break;
        case role::reduce: return false;
      }
    }
    for (std::size_t i = 0; i < count_; ++i) tiles_ += has_tile(i);
    call_.nanoseconds = static_cast<float>(nanoseconds);
    return call_.leaf_count > 0 && of_.values[count_ - 1].is == role::compute;
  }

  /// Whether what is computed on the way has the shape of the result. What has not is computed once by a plan, and here wherever it
  /// repeats.
  bool has_one_shape() const {
    const dims& first = leaves_[0]->where.shape;
    const auto is_like_first = [&](const block* leaf) { return leaf->where.shape == first; };
    if (std::all_of(leaves_ + 1, leaves_ + call_.leaf_count, is_like_first)) return true;
    const dims* shapes[direct_leaves];
    for (int i = 0; i < call_.leaf_count; ++i) shapes[i] = &leaves_[i]->where.shape;
    dims whole;
    if (!find_broadcast_shape({shapes, static_cast<std::size_t>(call_.leaf_count)}, whole)) return false;
    std::uint64_t of_that_shape = 0;
    for (std::size_t i = 0; i + 1 < count_; ++i) {
      const program_value& each = of_.values[i];
      bool has = each.is == role::leaf && each.storage->where.shape == whole;
      for (const value_id input : each.inputs) has = has || (of_that_shape >> input & 1) != 0;
      if (each.is == role::compute && !has) return false;
      of_that_shape |= std::uint64_t{has} << i;
    }
    return true;
  }

  void prepare_tiles() {
    memory_ = allocate_block(dtype::uint8, dims{static_cast<index_t>(tiles_ * tile_bytes)});
    std::byte* next = memory_->data;
    for (std::size_t i = 0; i < count_; ++i) {
      if (!has_tile(i)) continue;
      addresses_[i] = std::exchange(next, next + tile_bytes);
      const program_value& each = of_.values[i];
      if (each.is == role::constant) fill_tile(next - tile_bytes, each.address, direct_tile, itemsize(each.type));
    }
  }

  bool has_tile(std::size_t i) const { return (of_.values[i].is == role::compute && i + 1 < count_) || (filled_ >> i & 1) != 0; }

  void compute(const void* const* leaves, void* out, index_t n, simd_level level) const {
    const void* operands[most_operands];
    const void* at[most_values];
    for (std::size_t i = 0; i < count_; ++i) {
      const program_value& each = of_.values[i];
      at[i] = each.is == role::leaf ? *leaves++ : i + 1 == count_ ? out : addresses_[i];
      if (each.is != role::compute) continue;
      for (std::size_t k = 0; k < each.inputs.size(); ++k) operands[k] = at[each.inputs[k]];
      each.kernel->run[static_cast<int>(level)](operands, const_cast<void*>(at[i]), static_cast<std::size_t>(n));
    }
  }

  const program& of_;
  std::size_t count_;
  std::size_t tiles_ = 0;
  std::uint64_t filled_ = 0;            ///< bit for each constant that kernels read element by element
  const void* addresses_[most_values];  ///< of constants and tiles
  const block* leaves_[direct_leaves];
  direct_call call_;
  block_handle memory_;
  bool usable_;
};

}  // namespace

bool try_program_direct(program& of) { return program_walk(of).run(of.outputs[0]); }

bool takes_program_direct(const program& of) { return !watches_conditions() && program_walk(of).can_run(of.outputs[0]); }

void execute_directly_or_planned(program& of) {
  if (watches_conditions() || !try_program_direct(of)) execute(of);
}

}  // namespace lazynd::detail
