// SPDX-License-Identifier: BSD-3-Clause
// Promotion and casting rules against tables made with NumPy: promote_types, result_type with a Python scalar under NEP 50 and
// can_cast(..., "same_kind"), for all dtypes.
#include <complex>

#include <lazynd/dtype/casts.hpp>

namespace {

using namespace lazynd;

constexpr dtype b = dtype::bool_, i1 = dtype::int8, i2 = dtype::int16, i4 = dtype::int32, i8 = dtype::int64, u1 = dtype::uint8,
                u2 = dtype::uint16, u4 = dtype::uint32, u8 = dtype::uint64, f2 = dtype::float16, f4 = dtype::float32, f8 = dtype::float64,
                c8 = dtype::complex64, c16 = dtype::complex128;

// The dtypes NumPy has, in the order of the tables.
constexpr int numpy_count = 14;
constexpr dtype order[numpy_count] = {b, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8, c8, c16};

// clang-format off
constexpr dtype promoted[numpy_count][numpy_count] = {
    {b, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8, c8, c16},  // bool
    {i1, i1, i2, i4, i8, i2, i4, i8, f8, f2, f4, f8, c8, c16},  // int8
    {i2, i2, i2, i4, i8, i2, i4, i8, f8, f4, f4, f8, c8, c16},  // int16
    {i4, i4, i4, i4, i8, i4, i4, i8, f8, f8, f8, f8, c16, c16},  // int32
    {i8, i8, i8, i8, i8, i8, i8, i8, f8, f8, f8, f8, c16, c16},  // int64
    {u1, i2, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8, c8, c16},  // uint8
    {u2, i4, i4, i4, i8, u2, u2, u4, u8, f4, f4, f8, c8, c16},  // uint16
    {u4, i8, i8, i8, i8, u4, u4, u4, u8, f8, f8, f8, c16, c16},  // uint32
    {u8, f8, f8, f8, f8, u8, u8, u8, u8, f8, f8, f8, c16, c16},  // uint64
    {f2, f2, f4, f8, f8, f2, f4, f8, f8, f2, f4, f8, c8, c16},  // float16
    {f4, f4, f4, f8, f8, f4, f4, f8, f8, f4, f4, f8, c8, c16},  // float32
    {f8, f8, f8, f8, f8, f8, f8, f8, f8, f8, f8, f8, c16, c16},  // float64
    {c8, c8, c8, c16, c16, c8, c8, c16, c16, c8, c8, c16, c8, c16},  // complex64
    {c16, c16, c16, c16, c16, c16, c16, c16, c16, c16, c16, c16, c16, c16},  // complex128
};

// Beside True, 1, 1.0 and 1j.
constexpr dtype beside_weak[numpy_count][4] = {
    {b, i8, f8, c16},  // bool
    {i1, i1, f8, c16},  // int8
    {i2, i2, f8, c16},  // int16
    {i4, i4, f8, c16},  // int32
    {i8, i8, f8, c16},  // int64
    {u1, u1, f8, c16},  // uint8
    {u2, u2, f8, c16},  // uint16
    {u4, u4, f8, c16},  // uint32
    {u8, u8, f8, c16},  // uint64
    {f2, f2, f2, c8},  // float16
    {f4, f4, f4, c8},  // float32
    {f8, f8, f8, c16},  // float64
    {c8, c8, c8, c8},  // complex64
    {c16, c16, c16, c16},  // complex128
};

constexpr bool same_kind[numpy_count][numpy_count] = {
    {true, true, true, true, true, true, true, true, true, true, true, true, true, true},  // bool
    {false, true, true, true, true, false, false, false, false, true, true, true, true, true},  // int8
    {false, true, true, true, true, false, false, false, false, true, true, true, true, true},  // int16
    {false, true, true, true, true, false, false, false, false, true, true, true, true, true},  // int32
    {false, true, true, true, true, false, false, false, false, true, true, true, true, true},  // int64
    {false, true, true, true, true, true, true, true, true, true, true, true, true, true},  // uint8
    {false, true, true, true, true, true, true, true, true, true, true, true, true, true},  // uint16
    {false, true, true, true, true, true, true, true, true, true, true, true, true, true},  // uint32
    {false, true, true, true, true, true, true, true, true, true, true, true, true, true},  // uint64
    {false, false, false, false, false, false, false, false, false, true, true, true, true, true},  // float16
    {false, false, false, false, false, false, false, false, false, true, true, true, true, true},  // float32
    {false, false, false, false, false, false, false, false, false, true, true, true, true, true},  // float64
    {false, false, false, false, false, false, false, false, false, false, false, false, true, true},  // complex64
    {false, false, false, false, false, false, false, false, false, false, false, false, true, true},  // complex128
};

constexpr bool safe[numpy_count][numpy_count] = {
    {true, true, true, true, true, true, true, true, true, true, true, true, true, true},  // bool
    {false, true, true, true, true, false, false, false, false, true, true, true, true, true},  // int8
    {false, false, true, true, true, false, false, false, false, false, true, true, true, true},  // int16
    {false, false, false, true, true, false, false, false, false, false, false, true, false, true},  // int32
    {false, false, false, false, true, false, false, false, false, false, false, true, false, true},  // int64
    {false, false, true, true, true, true, true, true, true, true, true, true, true, true},  // uint8
    {false, false, false, true, true, false, true, true, true, false, true, true, true, true},  // uint16
    {false, false, false, false, true, false, false, true, true, false, false, true, false, true},  // uint32
    {false, false, false, false, false, false, false, false, true, false, false, true, false, true},  // uint64
    {false, false, false, false, false, false, false, false, false, true, true, true, true, true},  // float16
    {false, false, false, false, false, false, false, false, false, false, true, true, true, true},  // float32
    {false, false, false, false, false, false, false, false, false, false, false, true, false, true},  // float64
    {false, false, false, false, false, false, false, false, false, false, false, false, true, true},  // complex64
    {false, false, false, false, false, false, false, false, false, false, false, false, false, true},  // complex128
};
// clang-format on

constexpr dtype at(int i) { return order[i]; }

consteval bool promotion_is_that_of_numpy() {
  for (int i = 0; i < numpy_count; ++i) {
    for (int j = 0; j < numpy_count; ++j) {
      if (promote_types(at(i), at(j)) != promoted[i][j]) return false;
    }
  }
  return true;
}
static_assert(promotion_is_that_of_numpy());

consteval bool weak_scalars_count_by_kind_only() {
  constexpr dtype_kind weak[] = {weak_kind_of<bool>, weak_kind_of<int>, weak_kind_of<double>, weak_kind_of<std::complex<double>>};
  for (int i = 0; i < numpy_count; ++i) {
    for (int w = 0; w < 4; ++w) {
      if (promote_weak(at(i), weak[w]) != beside_weak[i][w]) return false;
    }
  }
  return true;
}
static_assert(weak_scalars_count_by_kind_only());

consteval bool same_kind_casts_are_those_of_numpy() {
  for (int i = 0; i < numpy_count; ++i) {
    for (int j = 0; j < numpy_count; ++j) {
      if (can_cast_same_kind(at(i), at(j)) != same_kind[i][j]) return false;
    }
  }
  return true;
}
static_assert(same_kind_casts_are_those_of_numpy());

consteval bool casting_rules_are_those_of_numpy() {
  for (int i = 0; i < numpy_count; ++i) {
    for (int j = 0; j < numpy_count; ++j) {
      const bool right = can_cast(at(i), at(j)) == safe[i][j] && can_cast(at(i), at(j), casting::same_kind) == same_kind[i][j] &&
                         can_cast(at(i), at(j), casting::no) == (i == j) && can_cast(at(i), at(j), casting::equiv) == (i == j) &&
                         can_cast(at(i), at(j), casting::unsafe);
      if (!right) return false;
    }
  }
  return true;
}
static_assert(casting_rules_are_those_of_numpy());

// bfloat16 holds 8 significant bits and the range of float32: it stands where float16 does, and the two meet in float32.
constexpr dtype brain = dtype::bfloat16;
static_assert(promote_types(brain, brain) == brain && promote_types(brain, b) == brain);
static_assert(promote_types(brain, i1) == brain && promote_types(u1, brain) == brain);
static_assert(promote_types(brain, i2) == f4 && promote_types(u2, brain) == f4 && promote_types(brain, i4) == f8);
static_assert(promote_types(brain, f2) == f4 && promote_types(f4, brain) == f4 && promote_types(brain, f8) == f8);
static_assert(promote_types(brain, c8) == c8 && promote_types(c16, brain) == c16);
static_assert(!can_cast(brain, f2) && !can_cast(f2, brain) && can_cast(brain, f4) && can_cast(brain, f2, casting::same_kind));

// The width of a scalar does not matter.
static_assert(weak_kind_of<std::uint8_t> == weak_kind_of<long long>);
static_assert(weak_kind_of<float> == weak_kind_of<long double>);
static_assert(weak_kind_of<std::complex<float>> == weak_kind_of<std::complex<double>>);

}  // namespace
