// SPDX-License-Identifier: BSD-3-Clause
#include "statistics/product_sums.hpp"

#include <algorithm>
#include <bit>

#include <lazynd/array/creation.hpp>
#include <lazynd/execution/threads.hpp>

#include "execution/parallel.hpp"
#include "execution/product_tiles.hpp"

namespace lazynd::detail {

namespace {

constexpr index_t worth_a_thread = 1 << 18;  ///< products

template <class T>
const product_kernels<T>& kernels_in_use() {
  static constexpr const all_product_kernels* levels[] =
      LAZYND_ALL_LEVELS(&product_kernels_baseline, &product_kernels_avx2, &product_kernels_avx512);
  const all_product_kernels& kernels = *levels[static_cast<std::size_t>(active_simd_level())];
  if constexpr (std::is_same_v<T, float>) {
    return kernels.of_float;
  } else {
    return kernels.of_double;
  }
}

/// The length of the first subtree of `count` leaves.
index_t first_part(index_t count) { return static_cast<index_t>(std::bit_ceil(static_cast<std::uint64_t>(count)) / 2); }

template <class T>
class product_tree {
 public:
  product_tree(const product_rows<T>& of, T* to)
      : of_(of), to_(to), blocks_((of.columns + product_block<T> - 1) / product_block<T>), pairs_(of.rows * of.rows) {}

  void run() {
    const index_t products = of_.rows * (of_.rows + 3) / 2 * product_block<T>;
    const int threads = blocks_ < 2 || products * blocks_ < 2 * worth_a_thread ? 1 : get_num_threads();
    // Units of work are whole subtrees: how many leaves they have changes no sum.
    const index_t least = std::max({worth_a_thread / products, blocks_ / (4 * threads), index_t{1}});
    part_ = threads == 1 ? blocks_ : static_cast<index_t>(std::bit_ceil(static_cast<std::uint64_t>(least)));
    const index_t parts = (blocks_ + part_ - 1) / part_;
    array<T> others = empty<T>({(parts - 1) * pairs_});
    others_ = others.data();
    parallel_ranges(
        parts, 1, threads, [](void* self, index_t begin, index_t end) { static_cast<const product_tree*>(self)->sum_parts(begin, end); },
        this);
    add_parts(0, parts);
  }

 private:
  /// Memory of one thread: the rows of a block, less their centres and these with weights, and sums of subtrees.
  struct workspace {
    array<T> rows, weighted, sums;
  };

  [[nodiscard]] T* sums_of_part(index_t part) const { return part == 0 ? to_ : others_ + (part - 1) * pairs_; }

  void sum_parts(index_t begin, index_t end) const {
    const index_t padded = (of_.rows + product_tile - 1) / product_tile * product_tile;
    const auto levels = static_cast<index_t>(std::bit_width(static_cast<std::uint64_t>(part_ - 1)));
    workspace memory{zeros<T>({padded, product_row<T>}), of_.weights ? zeros<T>({padded, product_row<T>}) : array<T>(),
                     empty<T>({levels, pairs_})};
    for (index_t part = begin; part < end; ++part) {
      const index_t first = part * part_;
      sum_blocks(first, std::min(part_, blocks_ - first), sums_of_part(part), memory, memory.sums.data());
    }
  }

  /// `spare` has room for the sums of a subtree at each level.
  void sum_blocks(index_t first, index_t count, T* to, workspace& memory, T* spare) const {
    if (count == 1) {
      sum_block(first * product_block<T>, to, memory);
      return;
    }
    const index_t half = first_part(count);
    sum_blocks(first, half, to, memory, spare);
    sum_blocks(first + half, count - half, spare, memory, spare + pairs_);
    add(to, spare);
  }

  void sum_block(index_t begin, T* to, workspace& memory) const {
    const index_t n = std::min(product_block<T>, of_.columns - begin);
    const T* weighted = memory.rows.data();
    for (index_t i = 0; i < of_.rows; ++i) {
      T* const row = memory.rows.data() + i * product_row<T>;
      kernels_.centre(of_.first + i / of_.parts * of_.row_step + i % of_.parts + begin * of_.column_step, of_.column_step, n,
                      of_.centres[i], row);
      if (of_.weights) kernels_.weigh(row, of_.weights + begin, n, memory.weighted.data() + i * product_row<T>);
    }
    if (of_.weights) weighted = memory.weighted.data();
    const index_t whole_lanes = (n + product_lanes<T> - 1) / product_lanes<T> * product_lanes<T>;
    kernels_.multiply(weighted, memory.rows.data(), of_.rows, whole_lanes, to);
  }

  void add_parts(index_t first, index_t count) const {
    if (count == 1) return;
    const index_t half = first_part(count);
    add_parts(first, half);
    add_parts(first + half, count - half);
    add(sums_of_part(first), sums_of_part(first + half));
  }

  void add(T* to, const T* other) const {
    for (index_t i = 0; i < of_.rows; ++i) {
      for (index_t j = 0; j <= i; ++j) to[i * of_.rows + j] += other[i * of_.rows + j];
    }
  }

  const product_rows<T>& of_;
  const product_kernels<T>& kernels_ = kernels_in_use<T>();
  T* to_;                ///< sums of the first part, and in the end of all
  T* others_ = nullptr;  ///< sums of the other parts
  index_t blocks_, pairs_;
  index_t part_ = 1;  ///< blocks of a part
};

}  // namespace

template <class T>
void sum_products(const product_rows<T>& of, T* to) {
  if (of.columns == 0) {
    std::fill_n(to, of.rows * of.rows, T(0));
  } else {
    product_tree<T>(of, to).run();
  }
}
template void sum_products(const product_rows<float>&, float*);
template void sum_products(const product_rows<double>&, double*);

}  // namespace lazynd::detail
