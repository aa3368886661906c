// SPDX-License-Identifier: BSD-3-Clause
// The short way for dynamic expressions: tile by tile through their kernels, without a plan.
#include <algorithm>

#include <lazynd/execution/conditions.hpp>
#include <lazynd/execution/direct_walk.hpp>
#include <lazynd/execution/result_order.hpp>
#include <lazynd/planner/cost.hpp>

#include "execution/dynamic.hpp"
#include "execution/strided_tile.hpp"

namespace lazynd::detail {

namespace {

using role = dynamic_node::role;

constexpr std::size_t most_steps = 16;
constexpr std::size_t most_inputs = 3;
constexpr std::size_t largest_element = 16;
constexpr std::size_t tile_bytes = static_cast<std::size_t>(direct_tile) * largest_element;

/// The kernel calls of an expression, in an order in which arguments come first.
class short_way {
 public:
  explicit short_way(const dynamic_node& root) : usable_(root.is == role::compute && collect(root, root.shape)) {
    if (!usable_) return;
    call_.leaves = leaves_;
    call_.result = root.type;
    call_.needs_tiles = step_count_ > 1 || constants_ > 0;
    call_.nanoseconds = static_cast<float>(nanoseconds_);
    call_.expression = this;
    call_.compute = [](const void* self, const void* const* leaves, void* out, index_t n, simd_level level) {
      static_cast<const short_way*>(self)->compute(leaves, out, n, level);
    };
  }
  short_way(const short_way&) = delete;
  short_way& operator=(const short_way&) = delete;

  bool can_run(const block_handle& destination) const {
    return usable_ && (!destination || is_aligned(*destination)) && can_run_direct_in_order(call_, destination, false);
  }

  bool run(block_handle& destination) {
    if (!can_run(destination)) return false;
    if (call_.needs_tiles) prepare_tiles();
    return run_direct_in_order(call_, destination, false);
  }

 private:
  bool collect(const dynamic_node& node, const dims& shape) {
    if (step_of(node) < step_count_) return true;
    if (node.shape != shape || node.inputs.size() > most_inputs) return false;
    for (const dynamic_handle& input : node.inputs) {
      if (input->is == role::leaf ? !add_leaf(*input->storage) : input->is != role::constant && !collect_step(*input, shape)) return false;
      if (input->is == role::constant) ++constants_;
    }
    if (step_count_ == most_steps) return false;
    nanoseconds_ += planner::kernel_nanoseconds(node.kernel->weight, static_cast<double>(itemsize(node.type)));
    steps_[step_count_++] = &node;
    return true;
  }
  bool collect_step(const dynamic_node& node, const dims& shape) { return node.is == role::compute && collect(node, shape); }

  bool add_leaf(const block& leaf) {
    if (leaf_of(leaf) < call_.leaf_count) return true;
    if (call_.leaf_count == direct_leaves || !is_aligned(leaf)) return false;
    leaves_[call_.leaf_count++] = &leaf;
    return true;
  }

  std::size_t step_of(const dynamic_node& node) const {
    return static_cast<std::size_t>(std::find(steps_, steps_ + step_count_, &node) - steps_);
  }
  int leaf_of(const block& leaf) const { return static_cast<int>(std::find(leaves_, leaves_ + call_.leaf_count, &leaf) - leaves_); }

  /// One tile for each constant, filled, then one for each result but the last.
  void prepare_tiles() {
    memory_ = allocate_block(dtype::uint8, dims{static_cast<index_t>((constants_ + step_count_) * tile_bytes)});
    std::byte* next = memory_->data;
    for (std::size_t i = 0; i < step_count_; ++i) {
      for (const dynamic_handle& input : steps_[i]->inputs) {
        if (input->is != role::constant) continue;
        fill_tile(next, input->value, direct_tile, itemsize(input->type));
        next += tile_bytes;
      }
    }
  }

  void compute(const void* const* leaves, void* out, index_t n, simd_level level) const {
    std::byte* constant = memory_ ? memory_->data : nullptr;
    std::byte* const results = constant ? constant + constants_ * tile_bytes : nullptr;
    for (std::size_t i = 0; i < step_count_; ++i) {
      const dynamic_node& step = *steps_[i];
      const void* operands[most_inputs];
      for (std::size_t k = 0; k < step.inputs.size(); ++k) {
        const dynamic_node& input = *step.inputs[k];
        if (input.is == role::leaf) {
          operands[k] = leaves[leaf_of(*input.storage)];
        } else if (input.is == role::constant) {
          operands[k] = std::exchange(constant, constant + tile_bytes);
        } else {
          operands[k] = results + step_of(input) * tile_bytes;
        }
      }
      void* const result = i + 1 == step_count_ ? out : results + i * tile_bytes;
      step.kernel->run[static_cast<int>(level)](operands, result, static_cast<std::size_t>(n));
    }
  }

  const dynamic_node* steps_[most_steps] = {};
  std::size_t step_count_ = 0;
  std::size_t constants_ = 0;
  const block* leaves_[direct_leaves] = {};
  double nanoseconds_ = 0;
  direct_call call_;
  block_handle memory_;
  bool usable_;
};

}  // namespace

bool takes_dynamic_direct(const dynamic_node& root) { return !watches_conditions() && short_way(root).can_run({}); }

bool try_dynamic_direct(const dynamic_node& root, block_handle& destination) {
  if (root.is == role::leaf) {
    const bool aligned = is_aligned(*root.storage) && (!destination || is_aligned(*destination));
    return aligned && copy_directly(*root.storage, destination, false);
  }
  return !watches_conditions() && short_way(root).run(destination);
}

}  // namespace lazynd::detail
