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
[[noreturn]] LAZYND_API void throw_borrows_more(std::size_t elements, const shape_t& shape);

/// The array in new memory, with every element `value`.
template <Element T>
array<T> filled(block_handle memory, T value) {
  array<T> made(std::move(memory));
  std::fill_n(made.data(), made.size(), value);
  return made;
}
}  // namespace detail

/// Array with unspecified elements. `value_error`, `memory_error` for absurd shapes.
template <Element T = double>
[[nodiscard]] array<T> empty(const shape_t& shape, order in_memory = order::c) {
  return array<T>(allocate_block(dtype_of<T>, shape, in_memory, "empty"));
}

/// Array with every element `value`.
template <Element T = double>
[[nodiscard]] array<T> full(const shape_t& shape, std::type_identity_t<T> value, order in_memory = order::c) {
  return detail::filled<T>(allocate_block(dtype_of<T>, shape, in_memory, "full"), value);
}

/// Array of zeros.
template <Element T = double>
[[nodiscard]] array<T> zeros(const shape_t& shape, order in_memory = order::c) {
  return detail::filled<T>(allocate_block(dtype_of<T>, shape, in_memory, "zeros"), T(0));
}

/// Array of ones.
template <Element T = double>
[[nodiscard]] array<T> ones(const shape_t& shape, order in_memory = order::c) {
  return detail::filled<T>(allocate_block(dtype_of<T>, shape, in_memory, "ones"), T(1));
}

/// Keyword arguments of `empty_like` and its like: what is not taken from the model.
struct like_options {
  std::optional<lazynd::order> order = {};  ///< in memory; else that of the model's axes, where there are as many
  std::optional<shape_t> shape = {};
};

namespace detail {
LAZYND_API block_handle allocate_like(dtype type, const layout& model, const like_options& options, const char* function);

/// The element type `T` that was asked for, or that of A.
template <class T, Operand A>
using like_t = std::conditional_t<std::is_void_v<T>, value_t<A>, T>;

template <Element T, Operand A>
block_handle memory_like(const A& a, const like_options& options, const char* function) {
  if constexpr (ArrayLike<A>) {
    return allocate_like(dtype_of<T>, a.storage()->where, options, function);
  } else {
    const shape_t shape = a.shape();
    return allocate_like(dtype_of<T>, {shape, contiguous_strides(shape, sizeof(T))}, options, function);
  }
}
}  // namespace detail

// The element type is that of the model, or T of `zeros_like<T>(a)`; so are shape and order, or those of the options. Nothing of an
// expression is computed, and it counts as in C order.

/// Array like an array, view or expression, elements unspecified.
template <detail::ResultType T = void, Operand A>
[[nodiscard]] auto empty_like(const A& a, const like_options& options = {}) {
  using element = detail::like_t<T, A>;
  return array<element>(detail::memory_like<element>(a, options, "empty_like"));
}
/// Array like another with every element `value`.
template <detail::ResultType T = void, Operand A>
[[nodiscard]] auto full_like(const A& a, detail::like_t<T, A> value, const like_options& options = {}) {
  return detail::filled(detail::memory_like<detail::like_t<T, A>>(a, options, "full_like"), value);
}
/// Zeros like another array.
template <detail::ResultType T = void, Operand A>
[[nodiscard]] auto zeros_like(const A& a, const like_options& options = {}) {
  using element = detail::like_t<T, A>;
  return detail::filled(detail::memory_like<element>(a, options, "zeros_like"), element(0));
}
/// Ones like another array.
template <detail::ResultType T = void, Operand A>
[[nodiscard]] auto ones_like(const A& a, const like_options& options = {}) {
  using element = detail::like_t<T, A>;
  return detail::filled(detail::memory_like<element>(a, options, "ones_like"), element(1));
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
  array<T> made = detail::filled<T>(allocate_block(dtype_of<T>, {rows, columns}, order::c, "eye"), T(0));
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
/// A view of a span, without copying: 1-d, or in C order of a shape with as many elements. `shape_error` for another number of them.
template <class T, std::size_t N>
[[nodiscard]] view<T> borrow(std::span<T, N> elements) {
  return borrow(elements.data(), {static_cast<index_t>(elements.size())});
}
template <class T, std::size_t N>
[[nodiscard]] view<T> borrow(std::span<T, N> elements, const shape_t& shape) {
  view<T> look = borrow(elements.data(), shape);
  if (look.size() != static_cast<index_t>(elements.size())) detail::throw_borrows_more(elements.size(), shape);
  return look;
}

}  // namespace lazynd
