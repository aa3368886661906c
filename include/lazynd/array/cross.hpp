// SPDX-License-Identifier: BSD-3-Clause
// Vector products. Eager.
#pragma once
#include <optional>

#include <lazynd/array/any_array.hpp>
#include <lazynd/dtype/promotion.hpp>

namespace lazynd {

/// Keyword arguments of `cross`: the axes of the vectors.
struct cross_options {
  int axisa = -1;
  int axisb = -1;
  int axisc = -1;                ///< of the result
  std::optional<int> axis = {};  ///< stands for all three
};

namespace detail {

LAZYND_API any_array vector_product(const any_operand& a, const any_operand& b, const cross_options& options);

template <AnyOperand B>
struct multiplied_with {
  template <class T>
  using result = element_t<promote_types(dtype_of<T>, dtype_of<value_t<B>>)>;
};

}  // namespace detail

/// Vector products of vectors of 2 or 3 components along an axis, the others broadcast; a third component that is missing is 0, and of two
/// vectors of 2 only the third component of the product is given, without an axis. `value_error` for other extents, `shape_error`,
/// `index_error`; `dtype_error` for bool.
template <AnyOperand A, AnyOperand B>
[[nodiscard]] auto cross(const A& a, const B& b, const cross_options& options = {}) {
  any_array product = detail::vector_product(detail::operand_of(a), detail::operand_of(b), options);
  if constexpr (Dynamic<A> || Dynamic<B>) {
    return product;
  } else {
    return detail::result_like<detail::multiplied_with<B>::template result>(a, std::move(product));
  }
}

}  // namespace lazynd
