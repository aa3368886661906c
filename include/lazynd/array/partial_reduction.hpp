// SPDX-License-Identifier: BSD-3-Clause
// Reductions of sequences that come in pieces: parts of a file, of a stream, of a cluster.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lazynd/array/any_array.hpp>
#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd {

/// Keyword arguments of `partial_reduction`.
struct partial_options {
  std::optional<int> axis = {};  ///< pieces follow each other along it, and the other axes stay; none: all elements are one sequence
  index_t first = 0;             ///< position of the first element along it
};

/// The state of a reduction after some elements: `accumulate` more of them, `merge` the state of those that come next, `finalize`. The
/// result has the bits of the reduction of the whole at once, however it was cut: states are those of blocks of `reduction_block` (2048)
/// positions and of the pairs, fours, ... of blocks that the fixed tree combines, so at most one for each power of two is kept, and what is
/// there of the last block while it is not complete. Along an axis each of these is an array of states, one for each result.
///
/// For sequences cut for several workers: each begins with the position of its first element, a multiple of `reduction_block`; `argmin` and
/// `argmax` give positions in the whole sequence.
class LAZYND_API partial_reduction {
 public:
  /// Of elements of that dtype. Functions: sum, prod, mean, min, max, any, all, count_nonzero, argmin, argmax, var, std, nansum, nanprod,
  /// nanmin, nanmax. Others are made of several: `ptp` of max and min, `nanmean` of nansum and a sum of `!isnan(piece)`, an average of sums
  /// of weighted pieces and of weights. `dtype_error` where there is no such reduction, `value_error` for a position that does not begin
  /// a block.
  partial_reduction(std::string_view function, lazynd::dtype type, const partial_options& options = {});

  /// Continues with the elements of `piece`, in C order or along the axis. O(elements), parallel. `dtype_error` for another dtype,
  /// `index_error` for a piece without the axis, `shape_error` for one of other results than those before.
  template <AnyOperand A>
  partial_reduction& accumulate(const A& piece) {
    return continue_with(detail::operand_of(piece));
  }

  /// Continues with elements that another state has seen. O(results * log(elements)). `value_error` if that is of another reduction, does
  /// not begin where this one ends, or this one ends within a block; `shape_error` for other results.
  partial_reduction& merge(const partial_reduction& next);

  /// The results for what was seen, of the shape of a piece without the axis; the state can go on. `ddof` is for variances. `value_error`
  /// for no elements where the reduction needs some, and along an axis for no piece.
  [[nodiscard]] any_array finalize(double ddof = 0) const;

  /// Position of the first element.
  [[nodiscard]] index_t first() const noexcept { return first_; }
  /// Number of elements seen, along the axis.
  [[nodiscard]] index_t count() const noexcept { return count_ + rest_count_; }

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
  void continue_sequence(const block& piece);
  void continue_rows(const any_view& piece);
  /// States of blocks that follow those that are there.
  void add_blocks(const std::vector<std::byte>& states);
  void add_subtree(subtree tree, const std::byte* state);
  /// Combines the last two subtrees.
  void merge_last();
  /// Elements, or along an axis lanes, of the last block become a state.
  void complete_last_block();
  [[nodiscard]] std::size_t row_bytes() const noexcept;
  [[nodiscard]] std::size_t bytes_of_rest() const noexcept;

  std::string function_;
  const reduction_kernel* kernel_;
  lazynd::dtype type_;      ///< of the pieces
  lazynd::dtype argument_;  ///< of the kernel
  std::optional<int> axis_;
  bool has_shape_;  ///< false along an axis before the first piece
  dims shape_;      ///< of the results
  index_t first_;
  index_t count_ = 0;  ///< elements in whole blocks
  std::vector<subtree> trees_;
  std::vector<std::byte> states_;  ///< of the trees, one for each result
  index_t rest_count_ = 0;         ///< elements of a block that is not complete
  std::vector<std::byte> rest_;    ///< themselves, or along an axis their lanes
};

}  // namespace lazynd
