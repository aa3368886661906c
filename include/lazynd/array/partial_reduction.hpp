// SPDX-License-Identifier: BSD-3-Clause
// Reductions of sequences that come in pieces: parts of a file, of a stream, of a cluster.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd {

/// The state of a reduction after some elements of a sequence: `accumulate` more of them, `merge` the state of those that come next,
/// `finalize`. The result has the bits of the reduction of the whole sequence at once, however it was cut: states are those of blocks of
/// `reduction_block` (2048) positions and of the pairs, fours, ... of blocks that the fixed tree combines, so at most one for each power of
/// two is kept, and the elements of the last block while it is not complete.
///
/// For sequences cut for several workers: each begins with the position of its first element, a multiple of `reduction_block`; `argmin` and
/// `argmax` give positions in the whole sequence.
class LAZYND_API partial_reduction {
 public:
  /// Of elements of that dtype, the first of which stands at position `first`. Functions: sum, prod, mean, min, max, nanmin, nanmax, any,
  /// all, argmin, argmax, var, std. `dtype_error` where there is no such reduction, `value_error` for a position that does not begin a
  /// block.
  partial_reduction(std::string_view function, lazynd::dtype type, index_t first = 0);

  /// Continues with the elements of `piece` in C order. O(elements), parallel. `dtype_error` for another dtype.
  template <AnyOperand A>
  partial_reduction& accumulate(const A& piece) {
    return continue_with(detail::operand_of(piece));
  }

  /// Continues with elements that another state has seen. O(log(elements)). `value_error` if that is of another reduction, does not begin
  /// where this one ends, or this one ends within a block.
  partial_reduction& merge(const partial_reduction& next);

  /// The result for what was seen, 0-d; the state can go on. `ddof` is for variances. `value_error` for no elements where the reduction
  /// needs some.
  [[nodiscard]] any_array finalize(double ddof = 0) const;

  /// Position of the first element.
  [[nodiscard]] index_t first() const noexcept { return first_; }
  /// Number of elements seen.
  [[nodiscard]] index_t count() const noexcept { return count_ + static_cast<index_t>(rest_.size() / itemsize(argument_)); }

  /// The state as bytes for another process on the same kind of machine with the same version of the library.
  [[nodiscard]] std::vector<std::byte> to_bytes() const;
  /// The state that was written. `io_error` for bytes that are none.
  [[nodiscard]] static partial_reduction from_bytes(std::span<const std::byte> bytes);

 private:
  /// Blocks `first` to `first + 2^level` of the whole sequence, combined.
  struct subtree {
    index_t first;
    index_t level;
  };

  partial_reduction& continue_with(const any_operand& piece);
  /// Whole blocks, except perhaps the last.
  void add_blocks(const std::byte* elements, index_t count);
  void add_subtree(subtree tree, const std::byte* state);

  const reduction_kernel* kernel_;
  lazynd::dtype type_;      ///< of the pieces
  lazynd::dtype argument_;  ///< of the kernel
  index_t first_;
  index_t count_ = 0;  ///< elements in whole blocks
  std::vector<subtree> trees_;
  std::vector<std::byte> states_;  ///< of the trees
  std::vector<std::byte> rest_;    ///< elements of a block that is not complete
};

}  // namespace lazynd
