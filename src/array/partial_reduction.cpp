// SPDX-License-Identifier: BSD-3-Clause
#include <lazynd/array/partial_reduction.hpp>

#include <algorithm>
#include <cstring>
#include <string>

#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/reduction_registry.hpp>

#include "execution/dynamic.hpp"
#include "execution/parallel.hpp"

namespace lazynd {

namespace {

constexpr index_t blocks_for_a_thread = 16;

/// States of blocks of contiguous elements, of which the first stands at position `at`.
std::vector<std::byte> states_of_blocks(const reduction_kernel& kernel, const std::byte* elements, std::size_t size, index_t count,
                                        index_t at) {
  const index_t blocks = (count + reduction_block - 1) / reduction_block;
  std::vector<std::byte> states(static_cast<std::size_t>(blocks) * kernel.state_size);
  struct context {
    const reduction_kernel* kernel;
    const std::byte* elements;
    std::byte* states;
    std::size_t size, level;
    index_t count, at;
  } shared{&kernel, elements, states.data(), size, static_cast<std::size_t>(active_simd_level()), count, at};
  detail::parallel_ranges(
      blocks, blocks_for_a_thread, blocks < 2 * blocks_for_a_thread ? 1 : get_num_threads(),
      [](void* given, index_t begin, index_t end) {
        const context& of = *static_cast<const context*>(given);
        const std::size_t state_size = of.kernel->state_size;
        const block_handle lanes = allocate_block(dtype::uint8, {static_cast<index_t>(of.kernel->lanes * state_size)});
        for (index_t b = begin; b < end; ++b) {
          const index_t from = b * reduction_block, n = std::min(reduction_block, of.count - from);
          const void* const operands[] = {of.elements + from * static_cast<index_t>(of.size)};
          of.kernel->fold[of.level](operands, lanes->data, static_cast<std::size_t>(n), of.at + from, fold_begin | fold_end);
          std::memcpy(of.states + static_cast<std::size_t>(b) * state_size, lanes->data, state_size);
        }
      },
      &shared);
  return states;
}

}  // namespace

partial_reduction::partial_reduction(std::string_view function, lazynd::dtype type, index_t first)
    : kernel_(&detail::reduction_for(function, detail::reduced_type(function, type))),
      type_(type),
      argument_(detail::reduced_type(function, type)),
      first_(first) {
  if (first < 0 || first % reduction_block != 0) {
    throw value_error("partial_reduction: position " + std::to_string(first) + " is not a multiple of " + std::to_string(reduction_block));
  }
}

void partial_reduction::add_subtree(subtree tree, const std::byte* state) {
  const std::size_t size = kernel_->state_size;
  trees_.push_back(tree);
  states_.insert(states_.end(), state, state + size);
  while (trees_.size() > 1) {
    subtree& left = trees_[trees_.size() - 2];
    if (left.level != trees_.back().level || (left.first >> left.level & 1) != 0) return;
    kernel_->merge(states_.data() + states_.size() - 2 * size, states_.data() + states_.size() - size, 1);
    ++left.level;
    trees_.pop_back();
    states_.resize(states_.size() - size);
  }
}

void partial_reduction::add_blocks(const std::byte* elements, index_t count) {
  const index_t at = first_ + count_;
  const std::vector<std::byte> states = states_of_blocks(*kernel_, elements, itemsize(argument_), count, at);
  for (index_t b = 0; b * reduction_block < count; ++b) {
    add_subtree({at / reduction_block + b, 0}, states.data() + static_cast<std::size_t>(b) * kernel_->state_size);
  }
  count_ += count;
}

partial_reduction& partial_reduction::continue_with(const any_operand& piece) {
  if (piece.dtype() != type_) {
    throw dtype_error("partial_reduction: a piece of " + std::string(name(piece.dtype())) + " for a reduction of " +
                      std::string(name(type_)));
  }
  block_handle block = detail::evaluate_dynamic(cast(piece, argument_).node(), "partial_reduction");
  if (!is_c_contiguous(block->where, itemsize(argument_))) {
    const block_handle copy = allocate_block(argument_, block->where.shape);
    detail::assign_any(copy, any_view(block), casting::no);
    block = copy;
  }
  const std::size_t size = itemsize(argument_);
  const std::byte* from = block->data;
  index_t left = element_count(block->where.shape);
  if (!rest_.empty()) {
    const index_t missing = reduction_block - static_cast<index_t>(rest_.size() / size), n = std::min(left, missing);
    rest_.insert(rest_.end(), from, from + static_cast<std::size_t>(n) * size);
    from += static_cast<std::size_t>(n) * size;
    left -= n;
    if (n < missing) return *this;
    std::vector<std::byte> whole;
    whole.swap(rest_);
    add_blocks(whole.data(), reduction_block);
  }
  const index_t whole = left / reduction_block * reduction_block;
  if (whole > 0) add_blocks(from, whole);
  rest_.assign(from + static_cast<std::size_t>(whole) * size, from + static_cast<std::size_t>(left) * size);
  return *this;
}

partial_reduction& partial_reduction::merge(const partial_reduction& next) {
  if (next.kernel_ != kernel_ || next.type_ != type_) throw value_error("partial_reduction: states of different reductions");
  if (&next == this || next.first_ != first_ + count()) throw value_error("partial_reduction: the next state begins elsewhere");
  if (!rest_.empty()) throw value_error("partial_reduction: only the last state may end within a block");
  for (std::size_t i = 0; i < next.trees_.size(); ++i) add_subtree(next.trees_[i], next.states_.data() + i * kernel_->state_size);
  count_ += next.count_;
  rest_ = next.rest_;
  return *this;
}

any_array partial_reduction::finalize(double ddof) const {
  partial_reduction all = *this;
  const auto rest = static_cast<index_t>(rest_.size() / itemsize(argument_));
  if (rest > 0) all.add_blocks(rest_.data(), rest);
  if (all.count_ == 0 && kernel_->needs_elements) throw value_error(std::string(kernel_->name) + ": no elements and no identity");
  const std::size_t size = kernel_->state_size;
  if (all.trees_.empty()) {
    all.states_.resize(size);
    kernel_->initialize(all.states_.data(), 1);
  }
  for (; all.states_.size() > size; all.states_.resize(all.states_.size() - size)) {
    std::byte* const last = all.states_.data() + all.states_.size() - size;
    kernel_->merge(last - size, last, 1);
  }
  const block_handle result = allocate_block(kernel_->result, {});
  kernel_->finish(all.states_.data(), result->data, 1, all.count_, ddof);
  return any_array(result);
}

namespace {

constexpr std::uint32_t bytes_mark = 0x70726431;  ///< also tells the order of bytes

/// What comes before the trees, states and elements of a written state.
struct bytes_header {
  std::uint32_t mark = bytes_mark;
  std::uint32_t type = 0;
  char function[16] = {};
  index_t first = 0, count = 0, trees = 0, rest = 0;
};

template <class T>
void append(std::vector<std::byte>& to, const T* from, std::size_t n) {
  const auto* const bytes = reinterpret_cast<const std::byte*>(from);
  to.insert(to.end(), bytes, bytes + n * sizeof(T));
}

[[noreturn]] void refuse_bytes() { throw io_error("partial_reduction: these bytes are no state"); }

}  // namespace

std::vector<std::byte> partial_reduction::to_bytes() const {
  bytes_header header;
  header.type = static_cast<std::uint32_t>(type_);
  kernel_->name.copy(header.function, sizeof header.function - 1);
  header.first = first_, header.count = count_;
  header.trees = static_cast<index_t>(trees_.size()), header.rest = static_cast<index_t>(rest_.size());
  std::vector<std::byte> bytes;
  append(bytes, &header, 1);
  append(bytes, trees_.data(), trees_.size());
  append(bytes, states_.data(), states_.size());
  append(bytes, rest_.data(), rest_.size());
  return bytes;
}

partial_reduction partial_reduction::from_bytes(std::span<const std::byte> bytes) {
  bytes_header header;
  if (bytes.size() < sizeof header) refuse_bytes();
  std::memcpy(&header, bytes.data(), sizeof header);
  const bool plausible = header.mark == bytes_mark && header.type < static_cast<std::uint32_t>(dtype_count) && header.function[15] == 0 &&
                         header.first >= 0 && header.first % reduction_block == 0 && header.count >= 0 &&
                         header.count % reduction_block == 0 && header.trees >= 0 && header.trees < 128 && header.rest >= 0;
  if (!plausible) refuse_bytes();
  const auto type = static_cast<lazynd::dtype>(header.type);
  if (!find_reduction(header.function, detail::reduced_type(header.function, type))) refuse_bytes();
  partial_reduction made(header.function, type, header.first);
  const auto trees = static_cast<std::size_t>(header.trees), states = trees * made.kernel_->state_size;
  const std::size_t size = itemsize(made.argument_), rest = static_cast<std::size_t>(header.rest);
  if (rest % size != 0 || rest / size >= static_cast<std::size_t>(reduction_block)) refuse_bytes();
  if (bytes.size() != sizeof header + trees * sizeof(subtree) + states + rest) refuse_bytes();
  const std::byte* from = bytes.data() + sizeof header;
  made.trees_.resize(trees);
  if (trees > 0) std::memcpy(made.trees_.data(), from, trees * sizeof(subtree));
  index_t next = header.first / reduction_block;
  for (const subtree& tree : made.trees_) {
    if (tree.first != next || tree.level < 0 || tree.level > 50 || tree.first % (index_t{1} << tree.level) != 0) refuse_bytes();
    next += index_t{1} << tree.level;
  }
  if (next != (header.first + header.count) / reduction_block) refuse_bytes();
  from += trees * sizeof(subtree);
  made.states_.assign(from, from + states);
  made.rest_.assign(from + states, from + states + rest);
  made.count_ = header.count;
  return made;
}

}  // namespace lazynd
