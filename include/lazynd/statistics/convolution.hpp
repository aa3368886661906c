// SPDX-License-Identifier: BSD-3-Clause
// Sums of products of a line and another that slides along it. All are eager and take O(n * m) time; sums are in the order of the shorter
// line's elements, whatever the number of threads. 1-d. Integers wrap in their own dtype, half precision is summed in float32, bool gives
// whether any product is true. Errors: `value_error` for empty lines and for other numbers of axes.
#pragma once
#include <string_view>

#include <lazynd/array/any_array.hpp>
#include <lazynd/dtype/promotion.hpp>

namespace lazynd {

/// Which places of the sliding line count.
enum class overlap_mode : std::uint8_t {
  full,   ///< all where the lines meet
  same,   ///< as many as the longer line has elements, in the middle of those
  valid,  ///< those where the lines overlap completely
};

/// The mode of NumPy's name. `value_error` for others.
[[nodiscard]] LAZYND_API overlap_mode parse_overlap_mode(std::string_view name);

namespace detail {

LAZYND_API any_array convolution(const any_operand& a, const any_operand& v, overlap_mode mode);
LAZYND_API any_array correlation(const any_operand& a, const any_operand& v, overlap_mode mode);

template <AnyOperand V>
struct sliding {
  template <class T>
  using result = element_t<promote_types(dtype_of<T>, dtype_of<value_t<V>>)>;
};

template <AnyOperand A, AnyOperand V>
auto slide(any_array (*function)(const any_operand&, const any_operand&, overlap_mode), const A& a, const V& v, overlap_mode mode) {
  if constexpr (Dynamic<A> || Dynamic<V>) {
    return function(operand_of(a), operand_of(v), mode);
  } else {
    return result_like<sliding<V>::template result>(a, function(operand_of(a), operand_of(v), mode));
  }
}

}  // namespace detail

/// Element k is the sum of a[k - j] * v[j].
template <AnyOperand A, AnyOperand V>
[[nodiscard]] auto convolve(const A& a, const V& v, overlap_mode mode = overlap_mode::full) {
  return detail::slide(&detail::convolution, a, v, mode);
}

/// Element k is the sum of a[k + j] * conj(v[j]).
template <AnyOperand A, AnyOperand V>
[[nodiscard]] auto correlate(const A& a, const V& v, overlap_mode mode = overlap_mode::valid) {
  return detail::slide(&detail::correlation, a, v, mode);
}

}  // namespace lazynd
