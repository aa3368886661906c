// SPDX-License-Identifier: BSD-3-Clause
// C++ types that can be elements, and how they map to dtype.
#pragma once
#include <complex>
#include <concepts>
#include <type_traits>

#include <lazynd/dtype/dtype.hpp>
#include <lazynd/dtype/float16.hpp>

namespace lazynd {

namespace detail {
/// The element types in the order of the enumerators of dtype: the one list.
template <class... T>
struct element_list {};
using all_elements = element_list<bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t, std::uint32_t,
                                  std::uint64_t, float16, bfloat16, float, double, std::complex<float>, std::complex<double>>;

/// Place of T in the list; -1 when it is not there.
template <class T, class... All>
consteval int place_in(element_list<All...>) {
  int at = 0, found = -1;
  ((found = std::is_same_v<T, All> ? at : found, ++at), ...);
  return found;
}
template <class T>
inline constexpr int dtype_index = place_in<T>(all_elements{});

template <int I, class List>
struct element_at;
template <class First, class... Rest>
struct element_at<0, element_list<First, Rest...>> : std::type_identity<First> {};
template <int I, class First, class... Rest>
requires(I > 0) struct element_at<I, element_list<First, Rest...>> : element_at<I - 1, element_list<Rest...>> {
};
}  // namespace detail

/// A type an array can hold: bool, the sized integers, float16, bfloat16, float, double and complex of the last two.
template <class T>
concept Element = detail::dtype_index<T>
>= 0;

/// The dtype of an element type.
template <Element T>
inline constexpr dtype dtype_of = static_cast<dtype>(detail::dtype_index<T>);

/// The element type of a dtype known at compile time.
template <dtype D>
using element_t = typename detail::element_at<static_cast<int>(D), detail::all_elements>::type;

/// Integers as wide as an address, NumPy's type of indices: the same types as the sized ones.
using intp = element_t<dtype::intp>;
using uintp = element_t<dtype::uintp>;

template <class T>
inline constexpr bool is_complex_v = false;
template <class T>
inline constexpr bool is_complex_v<std::complex<T>> = true;

/// A complex number of any precision.
template <class T>
concept ComplexElement = is_complex_v<T>;

/// A C++ value that takes part in an expression as a weak scalar: its kind counts, its width does not (NEP 50).
template <class T>
concept Scalar = std::is_arithmetic_v<T> || is_complex_v<T>;

/// Calls `f(std::type_identity<T>{})` with the element type of `type`; the one place where a run-time dtype becomes a type.
template <class F>
constexpr decltype(auto) visit_dtype(dtype type, F&& f) {
  switch (type) {
    case dtype::bool_: return f(std::type_identity<bool>{});
    case dtype::int8: return f(std::type_identity<std::int8_t>{});
    case dtype::int16: return f(std::type_identity<std::int16_t>{});
    case dtype::int32: return f(std::type_identity<std::int32_t>{});
    case dtype::int64: return f(std::type_identity<std::int64_t>{});
    case dtype::uint8: return f(std::type_identity<std::uint8_t>{});
    case dtype::uint16: return f(std::type_identity<std::uint16_t>{});
    case dtype::uint32: return f(std::type_identity<std::uint32_t>{});
    case dtype::uint64: return f(std::type_identity<std::uint64_t>{});
    case dtype::float16: return f(std::type_identity<float16>{});
    case dtype::bfloat16: return f(std::type_identity<bfloat16>{});
    case dtype::float32: return f(std::type_identity<float>{});
    case dtype::float64: return f(std::type_identity<double>{});
    case dtype::complex64: return f(std::type_identity<std::complex<float>>{});
    case dtype::complex128: break;
  }
  return f(std::type_identity<std::complex<double>>{});
}

}  // namespace lazynd
