// SPDX-License-Identifier: BSD-3-Clause
// Division by a power of two as a multiplication, which gives the same bits in less time. Known when a kernel runs only.
#pragma once
#include <bit>
#include <limits>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>

namespace lazynd::cluster {

/// One over operand number `I`.
template <int I, class T>
struct reciprocal : scalar<I, T> {
  struct bound : scalar<I, T>::bound {
    LAZYND_ALWAYS_INLINE explicit bound(const void* const* operands) : scalar<I, T>::bound(operands) { this->value = T(1) / this->value; }
  };
};

/// Whether the value is a power of two whose reciprocal is one too, neither of them subnormal.
template <class T>
bool has_exact_reciprocal(T value) noexcept {
  using bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
  constexpr int digits = std::numeric_limits<T>::digits - 1, bias = std::numeric_limits<T>::max_exponent - 1;
  const bits magnitude = std::bit_cast<bits>(value) & (~bits(0) >> 1), exponent = magnitude >> digits;
  return (magnitude & ((bits(1) << digits) - 1)) == 0 && exponent >= 1 && exponent <= 2 * bias - 1;
}

/// A cluster whose divisions by one number are multiplications, and whether that is the same for these operands.
template <class Cluster>
struct multiplied {
  using type = Cluster;
  static bool is_same(const void* const*) noexcept { return true; }
};
template <int N, class Part>
struct multiplied<again<N, Part>> {
  using type = again<N, typename multiplied<Part>::type>;
  static bool is_same(const void* const*) noexcept { return true; }
};
template <class Op, class... A>
struct multiplied<apply<Op, A...>> {
  using type = apply<Op, typename multiplied<A>::type...>;
  static bool is_same(const void* const* operands) noexcept { return (multiplied<A>::is_same(operands) && ...); }
};
template <class A, int I, class T>
requires std::is_floating_point_v<T> && std::is_same_v<typename A::value_type, T>
struct multiplied<apply<op::divide, A, scalar<I, T>>> {
  using type = apply<op::multiply, typename multiplied<A>::type, reciprocal<I, T>>;
  static bool is_same(const void* const* operands) noexcept {
    return has_exact_reciprocal(*static_cast<const T*>(operands[I])) && multiplied<A>::is_same(operands);
  }
};

}  // namespace lazynd::cluster

namespace lazynd::detail {

template <class Cluster>
using multiplied_t = typename cluster::multiplied<Cluster>::type;

/// Runs the kernel that suits the divisors.
template <class Cluster, tile_kernel Divide, tile_kernel Multiply>
void run_division(const void* const* operands, void* out, std::size_t n) {
  (cluster::multiplied<Cluster>::is_same(operands) ? Multiply : Divide)(operands, out, n);
}

template <class Cluster, tile_kernel Divide, tile_kernel Multiply>
constexpr tile_kernel division_kernel() {
  // With -fsanitize=undefined functions have no constant addresses to compare.
  if constexpr (std::is_same_v<multiplied_t<Cluster>, Cluster>) {
    return Divide;
  } else {
    return run_division<Cluster, Divide, Multiply>;
  }
}

}  // namespace lazynd::detail
