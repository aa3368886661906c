// SPDX-License-Identifier: BSD-3-Clause
// Functions of complex numbers. Expected values: NumPy 1.24 and mathematics.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include <lazynd/dtype/element.hpp>
#include <lazynd/ufunc/registry.hpp>

namespace {

using complex = std::complex<double>;
constexpr double quiet_nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double pi = std::numbers::pi;

template <class T>
std::complex<T> call(const char* name, std::complex<T> x) {
  const lazynd::kernel_set* const kernels = lazynd::find_kernel(name, {lazynd::dtype_of<std::complex<T>>});
  BOOST_TEST_REQUIRE(kernels, name);
  const void* const operands[] = {&x};
  std::complex<T> result;
  kernels->run[0](operands, &result, 1);
  return result;
}

complex power(complex x, complex y) {
  const lazynd::kernel_set* const kernels = lazynd::find_kernel("power", {lazynd::dtype::complex128, lazynd::dtype::complex128});
  const void* const operands[] = {&x, &y};
  complex result;
  kernels->run[0](operands, &result, 1);
  return result;
}

void check_near(complex result, complex expected, const char* name) {
  BOOST_TEST(std::abs(result - expected) <= 4e-16 * std::abs(expected), name << ": " << result << ", not " << expected);
}

bool same(double a, double b) { return (a != a && b != b) || (a == b && std::signbit(a) == std::signbit(b)); }

void check_same(complex result, complex expected) {
  BOOST_TEST((same(result.real(), expected.real()) && same(result.imag(), expected.imag())), result << ", not " << expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(complex_functions)

BOOST_AUTO_TEST_CASE(values_are_numpys) {
  const complex z(0.75, -1.25);
  const struct {
    const char* name;
    complex expected;
  } cases[] = {
      {"sqrt", {1.050651696260784, -0.594868882070379}},      {"exp", {0.6675374464291316, -2.009000454940949}},
      {"exp2", {1.0890416797598366, -1.2815675341128394}},    {"expm1", {-0.33246255357086846, -2.009000454940949}},
      {"log", {0.3768859011881901, -1.0303768265243125}},     {"log2", {0.5437314206251698, -1.4865195378735334}},
      {"log10", {0.16367946719316517, -0.4474869700404931}},  {"log1p", {0.7657381854821943, -0.6202494859828215}},
      {"sin", {1.2872229100264918, -1.1721063598927026}},     {"cos", {1.381738730634259, 1.0919301355539746}},
      {"tan", {0.16080778591620642, -0.9753632850312357}},    {"arcsin", {0.45327617763879385, -1.1323936316053083}},
      {"arccos", {1.1175201491561026, 1.1323936316053083}},   {"arctan", {1.1071487177940904, -0.5493061443340549}},
      {"sinh", {0.2592948545511628, -1.2286345240950955}},    {"cosh", {0.40824259187796885, -0.7803659308458533}},
      {"tanh", {1.3726075705337835, -0.3857959526097507}},    {"arcsinh", {1.0317185344477802, -0.9117382909684876}},
      {"arccosh", {1.1323936316053083, -1.1175201491561026}}, {"arctanh", {0.2614921387956719, -0.9968251264639186}},
  };
  for (const auto& c : cases) check_near(call(c.name, z), c.expected, c.name);
}

BOOST_AUTO_TEST_CASE(complex64_has_the_same_functions) {
  const auto result = call("exp", std::complex<float>(0, static_cast<float>(pi)));
  BOOST_TEST(std::abs(result - std::complex<float>(-1, 0)) < 1e-6f);
}

BOOST_AUTO_TEST_CASE(absolute_value_is_real_and_does_not_overflow) {
  const complex z(0x3p1000, -0x4p1000);
  const void* const operands[] = {&z};
  double result = 0;
  lazynd::find_kernel("absolute", {lazynd::dtype::complex128})->run[0](operands, &result, 1);
  BOOST_TEST(result == 0x5p1000);
}

BOOST_AUTO_TEST_CASE(log1p_and_expm1_keep_small_arguments) {
  const complex z(1e-20, -2e-20);
  check_near(call("log1p", z), z, "log1p");
  check_near(call("expm1", z), z, "expm1");
}

BOOST_AUTO_TEST_CASE(the_branch_cut_follows_the_sign_of_zero) {
  check_same(call("sqrt", complex(-4, 0.)), complex(0., 2));
  check_same(call("sqrt", complex(-4, -0.)), complex(0., -2));
  check_same(call("log", complex(-1, -0.)), complex(0., -pi));
  check_same(call("log", complex(0., 0.)), complex(-inf, 0.));
}

BOOST_AUTO_TEST_CASE(power_has_numpys_special_cases) {
  check_same(power(complex(0, 0), complex(0, 0)), complex(1, 0.));
  check_same(power(complex(quiet_nan, quiet_nan), complex(0, 0)), complex(1, 0.));
  check_same(power(complex(0, 0), complex(2, 0)), complex(0., 0.));
  check_same(power(complex(0, 0), complex(-1, 0)), complex(quiet_nan, quiet_nan));
  check_same(power(complex(0, 0), complex(1, 1)), complex(quiet_nan, quiet_nan));
  check_same(power(complex(1, 2), complex(2, 0)), complex(-3, 4));
  check_same(power(complex(1, 2), complex(3, 0)), complex(-11, -2));
  check_near(power(complex(1, 2), complex(-2, 0)), complex(-0.12, -0.16), "power");
  check_near(power(complex(0, 1), complex(0, 1)), complex(std::exp(-pi / 2), 0), "power");
}

BOOST_AUTO_TEST_CASE(powers_of_infinite_numbers_are_numpys) {
  const struct {
    complex base, square, cube;
  } rows[] = {
      {{inf, 0.}, {inf, quiet_nan}, {quiet_nan, quiet_nan}},
      {{inf, 1}, {inf, inf}, {quiet_nan, inf}},
      {{-inf, -2}, {inf, inf}, {quiet_nan, -inf}},
      {{1, inf}, {-inf, inf}, {-inf, quiet_nan}},
      {{0., -inf}, {-inf, quiet_nan}, {quiet_nan, quiet_nan}},
      {{inf, -inf}, {quiet_nan, -inf}, {quiet_nan, quiet_nan}},
      {{quiet_nan, 1}, {quiet_nan, quiet_nan}, {quiet_nan, quiet_nan}},
  };
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT("powers of " << row.base) {
      check_same(power(row.base, 1), row.base);
      check_same(power(row.base, 2), row.square);
      check_same(power(row.base, 3), row.cube);
      if (row.base != row.base) continue;
      for (const complex exponent : {complex(4), complex(-1), complex(-3), complex(0, -1), complex(quiet_nan)}) {
        check_same(power(row.base, exponent), {quiet_nan, quiet_nan});
      }
      for (const complex exponent : {complex(0.5), complex(100), complex(1, 1), complex(inf)}) {
        check_same(power(row.base, exponent), {inf, quiet_nan});
      }
      check_same(power(row.base, -inf), {0., -0.});
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
