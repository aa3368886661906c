// SPDX-License-Identifier: BSD-3-Clause
// The short way for dynamic expressions over contiguous arrays of one shape: tile by tile through their kernels, without a plan.
#include <algorithm>
#include <functional>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/planner/passes.hpp>

#include "execution/dynamic.hpp"
#include "planner/cost.hpp"

namespace lazynd::detail {

namespace {

using role = program_value::role;

constexpr std::size_t most_steps = 16;
constexpr index_t tile = 1024;
constexpr std::size_t largest_element = 16;

bool reads_safely(const block& leaf, const block& out) {
  if (leaf.data == out.data) return itemsize(leaf.type) == itemsize(out.type);
  const auto bytes = [](const block& b) { return element_count(b.where.shape) * static_cast<index_t>(itemsize(b.type)); };
  const std::less_equal<const std::byte*> before;
  return before(leaf.data + bytes(leaf), out.data) || before(out.data + bytes(out), leaf.data);
}

/// The kernel calls of an expression, in an order in which arguments come first.
class short_way {
 public:
  bool collect(const dynamic_node& node, const dims& shape) {
    if (step_of(node) >= 0) return true;
    if (node.is != role::compute || node.shape != shape) return false;
    for (const dynamic_handle& input : node.inputs) {
      if (input->is == role::leaf) {
        const block& leaf = *input->storage;
        if (leaf.where.shape != shape || !is_c_contiguous(leaf.where, itemsize(leaf.type)) || !is_aligned(leaf)) return false;
        nanoseconds_ += static_cast<double>(itemsize(leaf.type)) * planner::nanoseconds_per_byte;
      } else if (input->is == role::constant) {
        has_constants_ = true;
      } else if (!collect(*input, shape)) {
        return false;
      }
    }
    if (step_count_ == most_steps) return false;
    nanoseconds_ += node.kernel->weight * planner::nanoseconds_per_weight;
    steps_[step_count_++] = &node;
    return true;
  }

  /// Whether threads would be of no use.
  bool small(index_t count) const {
    return get_num_threads() == 1 || nanoseconds_ * static_cast<double>(count) < planner::parallel_threshold;
  }

  bool may_write(const block& out) const {
    for (std::size_t i = 0; i < step_count_; ++i) {
      for (const dynamic_handle& input : steps_[i]->inputs) {
        if (input->is == role::leaf && !reads_safely(*input->storage, out)) return false;
      }
    }
    return true;
  }

  void run(const block& out, index_t count) {
    const auto level = static_cast<int>(active_simd_level());
    const bool single = step_count_ == 1 && !has_constants_;
    const index_t length = single ? std::max<index_t>(count, 1) : tile;
    std::vector<std::byte> memory(single ? 0 : tiles_needed() * static_cast<std::size_t>(tile) * largest_element + 64);
    std::byte* next = memory.data() + (-reinterpret_cast<std::uintptr_t>(memory.data()) & 63);
    const void* operands[most_steps][3];
    std::byte* results[most_steps];
    for (std::size_t i = 0; i < step_count_; ++i) {
      for (std::size_t k = 0; k < steps_[i]->inputs.size(); ++k) {
        if (steps_[i]->inputs[k]->is != role::constant) continue;
        fill(*steps_[i]->inputs[k], next);
        operands[i][k] = next;
        next += static_cast<std::size_t>(tile) * largest_element;
      }
      results[i] = next;
      if (i + 1 < step_count_) next += static_cast<std::size_t>(tile) * largest_element;
    }
    for (index_t first = 0; first < count; first += length) {
      const index_t n = std::min(length, count - first);
      results[step_count_ - 1] = out.data + first * static_cast<index_t>(itemsize(out.type));
      for (std::size_t i = 0; i < step_count_; ++i) {
        const dynamic_node& step = *steps_[i];
        for (std::size_t k = 0; k < step.inputs.size(); ++k) {
          const dynamic_node& input = *step.inputs[k];
          if (input.is == role::leaf) operands[i][k] = input.storage->data + first * static_cast<index_t>(itemsize(input.type));
          if (input.is == role::compute) operands[i][k] = results[static_cast<std::size_t>(step_of(input))];
        }
        step.kernel->run[level](operands[i], results[i], static_cast<std::size_t>(n));
      }
    }
  }

 private:
  int step_of(const dynamic_node& node) const {
    const auto end = steps_ + step_count_;
    const auto found = std::find(steps_, end, &node);
    return found == end ? -1 : static_cast<int>(found - steps_);
  }
  std::size_t tiles_needed() const {
    std::size_t tiles = step_count_;
    for (std::size_t i = 0; i < step_count_; ++i) tiles += steps_[i]->inputs.size();
    return tiles;
  }
  static void fill(const dynamic_node& constant, std::byte* tile_memory) {
    const std::size_t size = itemsize(constant.type);
    for (index_t i = 0; i < tile; ++i) std::copy_n(constant.value, size, tile_memory + static_cast<std::size_t>(i) * size);
  }

  const dynamic_node* steps_[most_steps] = {};
  std::size_t step_count_ = 0;
  bool has_constants_ = false;
  double nanoseconds_ = 0;
};

}  // namespace

bool takes_dynamic_direct(const dynamic_node& root) {
  short_way way;
  return way.collect(root, root.shape) && way.small(element_count(root.shape));
}

bool try_dynamic_direct(const dynamic_node& root, block_handle& destination) {
  short_way way;
  const index_t count = element_count(root.shape);
  if (!way.collect(root, root.shape) || !way.small(count)) return false;
  if (destination) {
    const block& out = *destination;
    const bool fits = out.writable && out.type == root.type && out.where.shape == root.shape &&
                      is_c_contiguous(out.where, itemsize(out.type)) && is_aligned(out);
    if (!fits || !way.may_write(out)) return false;
  } else {
    destination = allocate_block(root.type, root.shape);
  }
  if (count > 0) way.run(*destination, count);
  return true;
}

}  // namespace lazynd::detail
