// SPDX-License-Identifier: BSD-3-Clause
// Making arrays. Everything here is eager.
#pragma once
#include <lazynd/array/array.hpp>

namespace lazynd {

namespace detail {
/// Number of elements of arange; `value_error` for a step of 0 or a count beyond reason.
LAZYND_API index_t arange_count(double start, double stop, double step);
LAZYND_API index_t arange_count_exact(std::int64_t start, std::int64_t stop, std::int64_t step);
LAZYND_API index_t arange_count_exact(std::uint64_t start, std::uint64_t stop, std::uint64_t step);
LAZYND_API void check_linspace(index_t count);
}  // namespace detail

/// Array with unspecified elements. `value_error`, `memory_error` for absurd shapes.
template <Element T = double>
[[nodiscard]] array<T> empty(const shape_t& shape, order in_memory = order::c) {
  return array<T>(allocate_block(dtype_of<T>, shape, in_memory));
}

/// Array with every element `value`.
template <Element T = double>
[[nodiscard]] array<T> full(const shape_t& shape, std::type_identity_t<T> value, order in_memory = order::c) {
  array<T> made = empty<T>(shape, in_memory);
  std::fill_n(made.data(), made.size(), value);
  return made;
}

/// Array of zeros.
template <Element T = double>
[[nodiscard]] array<T> zeros(const shape_t& shape, order in_memory = order::c) {
  return full<T>(shape, T(0), in_memory);
}

/// Array of ones.
template <Element T = double>
[[nodiscard]] array<T> ones(const shape_t& shape, order in_memory = order::c) {
  return full<T>(shape, T(1), in_memory);
}

/// Array of the shape and element type of an array or view, its axes in the same order in memory, elements unspecified.
template <ArrayLike A>
[[nodiscard]] auto empty_like(const A& a) {
  return array<value_t<A>>(detail::allocate_like(*a.storage()));
}
/// Array of the shape, element type and order of an array or view, every element `value`.
template <ArrayLike A>
[[nodiscard]] auto full_like(const A& a, value_t<A> value) {
  auto made = empty_like(a);
  std::fill_n(made.data(), made.size(), value);
  return made;
}
/// Zeros in the shape, element type and order of an array or view.
template <ArrayLike A>
[[nodiscard]] auto zeros_like(const A& a) {
  return full_like(a, value_t<A>(0));
}
/// Ones in the shape, element type and order of an array or view.
template <ArrayLike A>
[[nodiscard]] auto ones_like(const A& a) {
  return full_like(a, value_t<A>(1));
}

/// start, start + step, ... below `stop` (above it, for a negative step). Float counts are ceil((stop - start) / step), as in NumPy.
/// `value_error` for a step of 0 or not finite bounds.
template <Element T>
[[nodiscard]] array<T> arange(std::type_identity_t<T> start, std::type_identity_t<T> stop, std::type_identity_t<T> step = T(1)) {
  static_assert(!is_complex_v<T> && !std::is_same_v<T, bool>, "lazynd: arange makes integers or floats");
  index_t count = 0;
  if constexpr (std::is_integral_v<T>) {
    using widest = std::conditional_t<std::is_unsigned_v<T>, std::uint64_t, std::int64_t>;
    count = detail::arange_count_exact(widest{start}, widest{stop}, widest{step});
  } else {
    count = detail::arange_count(static_cast<double>(start), static_cast<double>(stop), static_cast<double>(step));
  }
  array<T> made = empty<T>({count});
  using wide = op::computed_t<T>;
  T* const out = made.data();
  // The distance of the first two, and not the step, is what NumPy multiplies: 1.1 - 1 is not 0.1.
  const T second = op::invoke(op::add{}, start, step);
  const wide first(start), width = op::subtract::apply(wide(second), first);
  for (index_t i = 0; i < count; ++i) {
    out[i] = i == 1 ? second : static_cast<T>(op::add::apply(first, op::multiply::apply(static_cast<wide>(i), width)));
  }
  return made;
}
/// 0, 1, ... below `stop`.
template <Element T>
[[nodiscard]] array<T> arange(std::type_identity_t<T> stop) {
  return arange<T>(T(0), stop);
}

/// `count` evenly spaced values from `start` to `stop`, with or without the last one. `value_error` for a negative count.
template <Element T = double>
[[nodiscard]] array<T> linspace(std::type_identity_t<T> start, std::type_identity_t<T> stop, index_t count = 50, bool endpoint = true) {
  static_assert(is_floating_v<T> || is_complex_v<T>, "lazynd: linspace makes floats or complex numbers");
  detail::check_linspace(count);
  array<T> made = empty<T>({count});
  const index_t intervals = endpoint ? count - 1 : count;
  using wide = op::computed_t<T>;
  using real = typename decltype([] {
    if constexpr (is_complex_v<T>) {
      return std::type_identity<typename T::value_type>{};
    } else {
      return std::type_identity<wide>{};
    }
  }())::type;
  const wide first(start), width = wide(stop) - first;
  const wide step = intervals > 0 ? width / static_cast<real>(intervals) : wide(0);
  T* const out = made.data();
  for (index_t i = 0; i < count; ++i) {
    const auto position = static_cast<real>(i);
    const wide value = step == wide(0) && intervals > 0 ? position / static_cast<real>(intervals) * width + first : position * step + first;
    out[i] = static_cast<T>(value);
  }
  if (endpoint && count > 1) out[count - 1] = stop;
  return made;
}

/// Ones on diagonal `k` of a matrix of zeros; `columns` is `rows` when left out.
template <Element T = double>
[[nodiscard]] array<T> eye(index_t rows, index_t columns = -1, index_t k = 0) {
  if (columns < 0) columns = rows;
  array<T> made = zeros<T>({rows, columns});
  for (index_t row = std::max<index_t>(0, -k); row < rows && row + k < columns; ++row) made.data()[row * columns + row + k] = T(1);
  return made;
}

/// A view of somebody else's memory in C order, without copying: the caller keeps it alive and in place.
template <class T>
[[nodiscard]] view<T> borrow(T* data, const shape_t& shape) {
  using element = std::remove_const_t<T>;
  static_assert(Element<element>, "lazynd: borrow needs memory of an element type");
  check_shape(shape, sizeof(T), "borrow");
  auto* const address = const_cast<element*>(data);
  return view<T>(borrow_block(dtype_of<element>, address, {shape, contiguous_strides(shape, sizeof(T))}, !std::is_const_v<T>));
}
/// A 1-d view of a span, without copying.
template <class T>
[[nodiscard]] view<T> borrow(std::span<T> elements) {
  return borrow(elements.data(), {static_cast<index_t>(elements.size())});
}

}  // namespace lazynd
