// SPDX-License-Identifier: BSD-3-Clause
// Shifts of short integers by one number as multiplications: of shifts by a count, compilers make those of 32 bits. Measured 9.1 to 5.6 us
// for a blend of 100000 bytes in 16 bits.
#pragma once
#include <algorithm>

#include <lazynd/execution/cluster.hpp>
#include <lazynd/expression/operations/arithmetic.hpp>
#include <lazynd/expression/operations/logic.hpp>

namespace lazynd::cluster {

template <class A, class T>
concept ShortInteger = op::Integer<T> && sizeof(T) <= 2 && std::is_same_v<typename A::value_type, T>;

/// To the left: times a power of two, or 0.
template <class A, int I, class T>
requires ShortInteger<A, T>
struct binding<op::left_shift, A, scalar<I, T>> : A::bound {
  T factor;
  LAZYND_ALWAYS_INLINE explicit binding(const void* const* operands)
      : A::bound(operands), factor(op::left_shift::apply(T(1), *static_cast<const T*>(operands[I]))) {}
  LAZYND_ALWAYS_INLINE T operator()(std::size_t i) const { return op::multiply::apply(A::bound::operator()(i), factor); }
};

/// To the right, 8 bits: the upper half of a product of 16. A count out of range shifts until nothing is left but the sign.
template <class A, int I, class T>
requires(ShortInteger<A, T> && sizeof(T) == 1) struct binding<op::right_shift, A, scalar<I, T>> : A::bound {
  using wide = std::conditional_t<std::is_signed_v<T>, std::int16_t, std::uint16_t>;
  wide factor;
  LAZYND_ALWAYS_INLINE explicit binding(const void* const* operands) : A::bound(operands) {
    constexpr unsigned most = std::is_signed_v<T> ? 7 : 8;
    const unsigned count = std::min<unsigned>(static_cast<std::uint8_t>(*static_cast<const T*>(operands[I])), most);
    factor = static_cast<wide>(256U >> count);
  }
  LAZYND_ALWAYS_INLINE T operator()(std::size_t i) const {
    return static_cast<T>(static_cast<wide>(A::bound::operator()(i) * factor) >> 8);
  }
};

/// 2^16 divided by powers of two, as far as that fits. A table: what is computed has 32 bits to compilers, and the product then too.
inline constexpr std::uint16_t shift_factors[] = {0,   1U << 15, 1U << 14, 1U << 13, 1U << 12, 1U << 11, 1U << 10, 1U << 9, 1U << 8,
                                                  128, 64,       32,       16,       8,        4,        2,        1,       0};

/// To the right, 16 bits without sign: the upper half of a product of 32, or for a count of 0 all bits.
template <class A, int I>
requires ShortInteger<A, std::uint16_t>
struct binding<op::right_shift, A, scalar<I, std::uint16_t>> : A::bound {
  std::uint16_t factor, kept;
  LAZYND_ALWAYS_INLINE explicit binding(const void* const* operands) : A::bound(operands) {
    const std::uint16_t count = *static_cast<const std::uint16_t*>(operands[I]);
    factor = shift_factors[std::min<std::size_t>(count, 17)];
    kept = count == 0 ? 0xFFFF : 0;
  }
  LAZYND_ALWAYS_INLINE std::uint16_t operator()(std::size_t i) const {
    const std::uint16_t x = A::bound::operator()(i);
    const std::uint32_t product = static_cast<std::uint32_t>(x) * static_cast<std::uint32_t>(factor);
    // One of them is 0. An `or` would be made once more in 8 bits where the result goes to bytes.
    return std::max(static_cast<std::uint16_t>(product >> 16), static_cast<std::uint16_t>(x & kept));
  }
};

}  // namespace lazynd::cluster
