// SPDX-License-Identifier: BSD-3-Clause
// Which functions the tables of tests/data/elementwise are compared with.
#pragma once
#include "numpy_table.hpp"

namespace lazynd_test {

#define LAZYND_TEST_UNARY(NAME) check_unary(table, "unary " #NAME, [](const auto& a) { return nd::NAME(a); })
#define LAZYND_TEST_BINARY(NAME, ...) \
  check_binary(table, #NAME, [](const auto& a, const auto& b) { return nd::NAME(a, b); } __VA_OPT__(, ) __VA_ARGS__)

/// NumPy has no bfloat16.
template <class To, class T>
void check_cast(const numpy_table<T>& table) {
  if constexpr (!std::is_same_v<To, nd::bfloat16>) {
    check_unary(table, "cast " + std::string(nd::name(nd::dtype_of<To>)), [](const auto& a) { return nd::cast<To>(a); });
  }
}

template <class T>
void check_casts(const numpy_table<T>& table) {
  [&]<int... D>(std::integer_sequence<int, D...>) { (check_cast<nd::element_t<static_cast<nd::dtype>(D)>>(table), ...); }
  (std::make_integer_sequence<int, nd::dtype_count>{});
}

template <class T>
void check_comparisons(const numpy_table<T>& table) {
  LAZYND_TEST_BINARY(equal);
  LAZYND_TEST_BINARY(not_equal);
  LAZYND_TEST_BINARY(less);
  LAZYND_TEST_BINARY(less_equal);
  LAZYND_TEST_BINARY(greater);
  LAZYND_TEST_BINARY(greater_equal);
  LAZYND_TEST_BINARY(minimum, true);
  LAZYND_TEST_BINARY(maximum, true);
  LAZYND_TEST_BINARY(fmin, true);
  LAZYND_TEST_BINARY(fmax, true);
  LAZYND_TEST_BINARY(logical_and);
  LAZYND_TEST_BINARY(logical_or);
  LAZYND_TEST_BINARY(logical_xor);
  LAZYND_TEST_UNARY(logical_not);
}

template <class T>
void check_arithmetic(const numpy_table<T>& table) {
  LAZYND_TEST_BINARY(add);
  LAZYND_TEST_BINARY(multiply);
  LAZYND_TEST_BINARY(divide);
  LAZYND_TEST_UNARY(square);
  if constexpr (!std::is_same_v<T, bool>) {
    LAZYND_TEST_BINARY(subtract);
    LAZYND_TEST_UNARY(negative);
    LAZYND_TEST_UNARY(positive);
  }
  if constexpr (!nd::is_complex_v<T>) {
    LAZYND_TEST_BINARY(floor_divide);
    LAZYND_TEST_BINARY(remainder);
    LAZYND_TEST_BINARY(fmod);
    LAZYND_TEST_UNARY(absolute);
    LAZYND_TEST_UNARY(reciprocal);
    if constexpr (!std::is_same_v<T, bool>) LAZYND_TEST_UNARY(sign);
  }
}

template <class T>
void check_bits(const numpy_table<T>& table) {
  LAZYND_TEST_BINARY(bitwise_and);
  LAZYND_TEST_BINARY(bitwise_or);
  LAZYND_TEST_BINARY(bitwise_xor);
  LAZYND_TEST_BINARY(left_shift);
  LAZYND_TEST_BINARY(right_shift);
  LAZYND_TEST_UNARY(invert);
  if constexpr (!std::is_same_v<T, bool>) {
    LAZYND_TEST_BINARY(gcd);
    LAZYND_TEST_BINARY(lcm);
  }
  if constexpr (std::is_signed_v<T>) {
    check_binary(table, "power", [](const auto& a, const auto& b) { return nd::power(a, nd::where(b < 0, 0, b)); });
  } else {
    LAZYND_TEST_BINARY(power);
  }
}

template <class T>
void check_rounding(const numpy_table<T>& table) {
  LAZYND_TEST_UNARY(floor);
  LAZYND_TEST_UNARY(ceil);
  LAZYND_TEST_UNARY(trunc);
  LAZYND_TEST_UNARY(rint);
  LAZYND_TEST_UNARY(sqrt);
}

template <class T>
void check_float_parts(const numpy_table<T>& table) {
  LAZYND_TEST_UNARY(fabs);
  LAZYND_TEST_UNARY(signbit);
  LAZYND_TEST_UNARY(spacing);
  LAZYND_TEST_UNARY(deg2rad);
  LAZYND_TEST_UNARY(rad2deg);
  LAZYND_TEST_UNARY(isnan);
  LAZYND_TEST_UNARY(isinf);
  LAZYND_TEST_UNARY(isfinite);
  LAZYND_TEST_UNARY(isposinf);
  LAZYND_TEST_UNARY(isneginf);
  LAZYND_TEST_BINARY(copysign);
  LAZYND_TEST_BINARY(nextafter);
  LAZYND_TEST_BINARY(heaviside);
}

#undef LAZYND_TEST_UNARY
#undef LAZYND_TEST_BINARY

}  // namespace lazynd_test
