// SPDX-License-Identifier: BSD-3-Clause
// C++ types that can be elements, and how they map to dtype.
#pragma once
#include <complex>
#include <concepts>
#include <type_traits>

#include <lazynd/dtype/dtype.hpp>

namespace lazynd {

namespace detail {
template <class T>
inline constexpr int dtype_index = -1;
template <>
inline constexpr int dtype_index<bool> = 0;
template <>
inline constexpr int dtype_index<std::int8_t> = 1;
template <>
inline constexpr int dtype_index<std::int16_t> = 2;
template <>
inline constexpr int dtype_index<std::int32_t> = 3;
template <>
inline constexpr int dtype_index<std::int64_t> = 4;
template <>
inline constexpr int dtype_index<std::uint8_t> = 5;
template <>
inline constexpr int dtype_index<std::uint16_t> = 6;
template <>
inline constexpr int dtype_index<std::uint32_t> = 7;
template <>
inline constexpr int dtype_index<std::uint64_t> = 8;
template <>
inline constexpr int dtype_index<float> = 9;
template <>
inline constexpr int dtype_index<double> = 10;
template <>
inline constexpr int dtype_index<std::complex<float>> = 11;
template <>
inline constexpr int dtype_index<std::complex<double>> = 12;

template <dtype D>
struct element_of_dtype;
template <>
struct element_of_dtype<dtype::bool_> : std::type_identity<bool> {};
template <>
struct element_of_dtype<dtype::int8> : std::type_identity<std::int8_t> {};
template <>
struct element_of_dtype<dtype::int16> : std::type_identity<std::int16_t> {};
template <>
struct element_of_dtype<dtype::int32> : std::type_identity<std::int32_t> {};
template <>
struct element_of_dtype<dtype::int64> : std::type_identity<std::int64_t> {};
template <>
struct element_of_dtype<dtype::uint8> : std::type_identity<std::uint8_t> {};
template <>
struct element_of_dtype<dtype::uint16> : std::type_identity<std::uint16_t> {};
template <>
struct element_of_dtype<dtype::uint32> : std::type_identity<std::uint32_t> {};
template <>
struct element_of_dtype<dtype::uint64> : std::type_identity<std::uint64_t> {};
template <>
struct element_of_dtype<dtype::float32> : std::type_identity<float> {};
template <>
struct element_of_dtype<dtype::float64> : std::type_identity<double> {};
template <>
struct element_of_dtype<dtype::complex64> : std::type_identity<std::complex<float>> {};
template <>
struct element_of_dtype<dtype::complex128> : std::type_identity<std::complex<double>> {};
}  // namespace detail

/// A type an array can hold: bool, the sized integers, float, double and complex of both.
template <class T>
concept Element = detail::dtype_index<T>
>= 0;

/// The dtype of an element type.
template <Element T>
inline constexpr dtype dtype_of = static_cast<dtype>(detail::dtype_index<T>);

/// The element type of a dtype known at compile time.
template <dtype D>
using element_t = typename detail::element_of_dtype<D>::type;

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
    case dtype::float32: return f(std::type_identity<float>{});
    case dtype::float64: return f(std::type_identity<double>{});
    case dtype::complex64: return f(std::type_identity<std::complex<float>>{});
    case dtype::complex128: break;
  }
  return f(std::type_identity<std::complex<double>>{});
}

}  // namespace lazynd
