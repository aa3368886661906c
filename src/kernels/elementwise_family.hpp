// SPDX-License-Identifier: BSD-3-Clause
// Library kernels out of the same operations that fused kernels are made of: one operation, one kernel for each dtype it takes.
// Unoptimised builds of user code and run-time dtypes use them.
#pragma once
#include <lazynd/execution/fused_kernel.hpp>
#include <lazynd/expression/operations/rules.hpp>

#include "ufunc/families.hpp"

namespace lazynd::detail {

template <class Op, int... I, class... T>
void add_loop(registrar& to, std::integer_sequence<int, I...>, std::type_identity<T>...) {
  constexpr const kernel_set& kernels = fused_kernels<cluster::apply<Op, cluster::slot<I, T>...>, sizeof...(T)>;
  for (int level = 0; level < simd_level_count; ++level) {
    to.add(static_cast<simd_level>(level), Op::name, {dtype_of<T>...}, dtype_of<op::result_t<Op, T...>>, kernels.run[level],
           kernels.weight);
  }
}

/// The loop of `Op` for arguments of exactly these types.
template <class Op, class... T>
void add_loop_of(registrar& to) {
  add_loop<Op>(to, std::make_integer_sequence<int, sizeof...(T)>{}, std::type_identity<T>{}...);
}

template <class Op, class T>
void add_loop_if_taken(registrar& to) {
  if constexpr (op::accepts<Op>(dtype_of<T>) && Op::template fused<T>) {
    using C = std::conditional_t<Op::keeps_half, T, op::computed_t<T>>;
    if constexpr (Op::takes == op::arguments::condition) {
      add_loop_of<Op, bool, T, T>(to);
    } else if constexpr (Op::takes == op::arguments::exponent) {
      add_loop_of<Op, T, std::int64_t>(to);
    } else if constexpr (requires(C x) { Op::apply(x); }) {
      add_loop_of<Op, T>(to);
    } else if constexpr (requires(C x) { Op::apply(x, x); }) {
      add_loop_of<Op, T, T>(to);
    } else if constexpr (requires(C x) { Op::apply(x, x, x); }) {
      add_loop_of<Op, T, T, T>(to);
    }
  }
}

/// Makes operations ufuncs: their names, and how their arguments find a loop.
template <class... Op>
void define_operations(registrar& to) {
  (to.define(Op::name, Op::takes, Op::refuses_boolean), ...);
}

/// The loops of operations for every dtype they take.
template <class... Op>
void add_loops(registrar& to) {
  auto each_dtype = [&]<class One>(std::type_identity<One>) {
    [&]<int... D>(std::integer_sequence<int, D...>) { (add_loop_if_taken<One, element_t<static_cast<dtype>(D)>>(to), ...); }
    (std::make_integer_sequence<int, dtype_count>{});
  };
  (each_dtype(std::type_identity<Op>{}), ...);
  auto mixed = [&]<class One>(std::type_identity<One>) {
    if constexpr (One::compares_mixed) {
      add_loop_of<One, std::int64_t, std::uint64_t>(to);
      add_loop_of<One, std::uint64_t, std::int64_t>(to);
    }
  };
  (mixed(std::type_identity<Op>{}), ...);
}

/// Operations as ufuncs, with their loops.
template <class... Op>
void add_operations(registrar& to) {
  define_operations<Op...>(to);
  add_loops<Op...>(to);
}

}  // namespace lazynd::detail
