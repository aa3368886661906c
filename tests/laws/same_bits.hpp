// SPDX-License-Identifier: BSD-3-Clause
// One law for every tree: whatever the layout, the fusion, the threads and the instruction set, the bits are those of the interpreter.
#pragma once
#include <array>

#include "laws/random_trees.hpp"
#include "unit/expect.hpp"

namespace laws {

using lazynd_test::same;

/// Sets the instruction set and the threads while it lives.
class execution_setting {
 public:
  execution_setting(nd::simd_level level, int threads) : level_(nd::active_simd_level()), threads_(nd::get_num_threads()) {
    nd::set_simd_level(level);
    nd::set_num_threads(threads);
  }
  ~execution_setting() {
    nd::set_simd_level(level_);
    nd::set_num_threads(threads_);
  }

 private:
  nd::simd_level level_;
  int threads_;
};

/// Calls f for each instruction set of this machine, with 1, 2, 3 and 7 threads.
template <class F>
void for_each_setting(F f) {
  for (int level = 0; level <= static_cast<int>(nd::best_simd_level()); ++level) {
    for (const int threads : {1, 2, 3, 7}) {
      const execution_setting setting(static_cast<nd::simd_level>(level), threads);
      f();
    }
  }
}

/// The same elements as `a` behind another layout.
template <class T>
nd::view<T> laid_out(const nd::array<T>& a, int how) {
  const nd::index_t rows = a.shape(0), columns = a.shape(1);
  nd::array<T> memory;
  nd::block_handle storage;
  auto place = [&](nd::view<T> look) {
    look = a;
    return look;
  };
  switch (how) {
    case 0: return place(nd::view<T>(nd::array<T>(nd::empty<T>({rows, columns})).storage()));
    case 1: return place(nd::view<T>(nd::array<T>(nd::empty<T>({rows, columns}, nd::order::f)).storage()));
    case 2: {  // every second row backwards, an odd start, rows longer than the view
      nd::array<T> wide = nd::empty<T>({2 * rows + 1, columns + 3});
      return place(wide(nd::slice(2 * rows, 0, -2), nd::slice(1, columns + 1)));
    }
    case 3: {  // a transpose with columns backwards
      nd::array<T> turned = nd::empty<T>({columns, rows});
      return place(nd::transpose(turned(nd::slice(nd::none, nd::none, -1), nd::all)));
    }
    default: {  // a stride in the last axis
      nd::array<T> sparse = nd::empty<T>({rows, 3 * columns});
      return place(sparse(nd::all, nd::slice(2, nd::none, 3)));
    }
  }
}

inline constexpr int layout_count = 5;

/// The slow way: element by element with the scalar interpreter.
template <class Tree, class T>
nd::array<T> interpreted(const std::array<nd::array<T>, 3>& operands) {
  nd::array<T> result = nd::empty<T>(operands[0].shape());
  for (nd::index_t i = 0; i < result.size(); ++i) {
    const T values[3] = {operands[0].data()[i], operands[1].data()[i], operands[2].data()[i]};
    result.data()[i] = Tree::template scalar<T>(values);
  }
  return result;
}

template <class Tree, class T>
void check_tree(const nd::shape_t& shape, std::uint64_t seed) {
  const std::array<nd::array<T>, 3> operands{random_array<T>(shape, seed), random_array<T>(shape, seed + 1),
                                             random_array<T>(shape, seed + 2)};
  const nd::array<T> expected = interpreted<Tree, T>(operands);
  BOOST_TEST(same(Tree::template stepwise<T>(operands), expected));
  for_each_setting([&] {
    BOOST_TEST(same(nd::array<T>(Tree::lazy(operands)), expected));
    for (int how = 1; how < layout_count; ++how) {
      const std::array<nd::view<T>, 3> looks{laid_out(operands[0], how), laid_out(operands[1], (how + 1) % layout_count),
                                             laid_out(operands[2], how)};
      nd::array<T> result = Tree::lazy(looks);
      BOOST_TEST(same(result, expected));
      nd::view<T> target = laid_out(operands[0], how % 4 + 1);
      target = Tree::lazy(looks);
      BOOST_TEST(same(target, expected));
    }
  });
}

/// Four trees in which every operation occurs at least twice. The first eight have every one as well, the first four no product.
using few_trees = std::integer_sequence<unsigned, 7, 11, 13, 20>;

template <class T, unsigned... Seeds>
void check_trees(std::integer_sequence<unsigned, Seeds...>) {
  const nd::shape_t shapes[] = {{1, 1}, {3, 5}, {17, 33}, {2, 1025}, {259, 140}};
  std::uint64_t seed = 1;
  for (const nd::shape_t& shape : shapes) {
    (check_tree<decltype(draw<T, Seeds * 7919 + 13, 3>()), T>(shape, seed++), ...);
  }
}

}  // namespace laws
