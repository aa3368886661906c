// SPDX-License-Identifier: BSD-3-Clause
// Results that C99's Annex F and NumPy fix to the bit: zeros, infinities, nan, domain errors, and exact values.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include <lazynd/dtype/element.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/ufunc/registry.hpp>

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct unary_case {
  const char* name;
  double x, expected;
};
const unary_case unary_cases[] = {
    {"exp", 0., 1},        {"exp", -0., 1},       {"exp", inf, inf},       {"exp", -inf, 0.},      {"exp", 1e4, inf},
    {"exp", -1e4, 0.},     {"exp", nan, nan},     {"exp2", 3, 8},          {"exp2", -1, 0.5},      {"exp2", inf, inf},
    {"exp2", -inf, 0.},    {"exp2", -0., 1},      {"exp2", 100, 0x1p100},  {"exp2", 5000, inf},    {"exp2", nan, nan},
    {"expm1", 0., 0.},     {"expm1", -0., -0.},   {"expm1", inf, inf},     {"expm1", -inf, -1},    {"expm1", 1e4, inf},
    {"expm1", -1e4, -1},   {"expm1", nan, nan},   {"log", 1, 0.},          {"log", 0., -inf},      {"log", -0., -inf},
    {"log", -1, nan},      {"log", inf, inf},     {"log", -inf, nan},      {"log", nan, nan},      {"log2", 8, 3},
    {"log2", 0.125, -3},   {"log2", 1, 0.},       {"log2", 0., -inf},      {"log2", -0., -inf},    {"log2", -2, nan},
    {"log2", inf, inf},    {"log2", nan, nan},    {"log10", 1000, 3},      {"log10", 1e10, 10},    {"log10", 1, 0.},
    {"log10", 0., -inf},   {"log10", -1, nan},    {"log10", inf, inf},     {"log10", nan, nan},    {"log1p", 0., 0.},
    {"log1p", -0., -0.},   {"log1p", -1, -inf},   {"log1p", -2, nan},      {"log1p", inf, inf},    {"log1p", -inf, nan},
    {"log1p", nan, nan},   {"sin", 0., 0.},       {"sin", -0., -0.},       {"sin", inf, nan},      {"sin", -inf, nan},
    {"sin", nan, nan},     {"cos", 0., 1},        {"cos", -0., 1},         {"cos", inf, nan},      {"cos", nan, nan},
    {"tan", 0., 0.},       {"tan", -0., -0.},     {"tan", inf, nan},       {"tan", nan, nan},      {"arcsin", 0., 0.},
    {"arcsin", -0., -0.},  {"arcsin", 1.5, nan},  {"arcsin", -inf, nan},   {"arcsin", nan, nan},   {"arccos", 1, 0.},
    {"arccos", 1.5, nan},  {"arccos", -1.5, nan}, {"arccos", inf, nan},    {"arccos", nan, nan},   {"arctan", 0., 0.},
    {"arctan", -0., -0.},  {"arctan", nan, nan},  {"sinh", 0., 0.},        {"sinh", -0., -0.},     {"sinh", inf, inf},
    {"sinh", -inf, -inf},  {"sinh", -1e4, -inf},  {"sinh", nan, nan},      {"cosh", 0., 1},        {"cosh", inf, inf},
    {"cosh", -inf, inf},   {"cosh", -1e4, inf},   {"cosh", nan, nan},      {"tanh", 0., 0.},       {"tanh", -0., -0.},
    {"tanh", inf, 1},      {"tanh", -inf, -1},    {"tanh", 50, 1},         {"tanh", nan, nan},     {"arcsinh", 0., 0.},
    {"arcsinh", -0., -0.}, {"arcsinh", inf, inf}, {"arcsinh", -inf, -inf}, {"arcsinh", nan, nan},  {"arccosh", 1, 0.},
    {"arccosh", 0.5, nan}, {"arccosh", -5, nan},  {"arccosh", inf, inf},   {"arccosh", -inf, nan}, {"arccosh", nan, nan},
    {"arctanh", 0., 0.},   {"arctanh", -0., -0.}, {"arctanh", 1, inf},     {"arctanh", -1, -inf},  {"arctanh", 1.5, nan},
    {"arctanh", inf, nan}, {"arctanh", nan, nan}, {"cbrt", 0., 0.},        {"cbrt", -0., -0.},     {"cbrt", 27, 3},
    {"cbrt", -8, -2},      {"cbrt", inf, inf},    {"cbrt", -inf, -inf},    {"cbrt", nan, nan},
};

struct binary_case {
  const char* name;
  double x, y, expected;
};
const binary_case binary_cases[] = {
    {"power", 2, 3, 8},         {"power", -2, 3, -8},      {"power", -2, 4, 16},      {"power", 10, 5, 1e5},      {"power", 3, 10, 59049},
    {"power", -8, 1. / 3, nan}, {"power", 0., 0., 1},      {"power", -0., -0., 1},    {"power", nan, 0., 1},      {"power", inf, -0., 1},
    {"power", 1, nan, 1},       {"power", 1, inf, 1},      {"power", -1, inf, 1},     {"power", -1, -inf, 1},     {"power", nan, 1, nan},
    {"power", 2, nan, nan},     {"power", -1, nan, nan},   {"power", 0., -1, inf},    {"power", -0., -1, -inf},   {"power", -0., -2, inf},
    {"power", -0., -0.5, inf},  {"power", 0., 2, 0.},      {"power", -0., 3, -0.},    {"power", -0., 2, 0.},      {"power", 0., 1e-30, 0.},
    {"power", 0., inf, 0.},     {"power", 0., -inf, inf},  {"power", 0.5, inf, 0.},   {"power", 0.5, -inf, inf},  {"power", 2, inf, inf},
    {"power", 2, -inf, 0.},     {"power", inf, 2, inf},    {"power", inf, -2, 0.},    {"power", inf, 1e-30, inf}, {"power", -inf, 3, -inf},
    {"power", -inf, 2, inf},    {"power", -inf, -3, -0.},  {"power", -inf, -2, 0.},   {"power", -inf, 0.5, inf},  {"power", -inf, -0.5, 0.},
    {"power", -1, 1e30, 1},     {"power", -1, 7, -1},      {"power", 1, 1e30, 1},     {"power", 2, 1e30, inf},    {"power", 2, -1e30, 0.},
    {"power", -2, 1e30, inf},   {"power", 4, 0.5, 2},      {"power", 2, -1, 0.5},     {"hypot", 3, 4, 5},         {"hypot", -5, 12, 13},
    {"hypot", 0., -0., 0.},     {"hypot", -3, 0., 3},      {"hypot", inf, nan, inf},  {"hypot", nan, -inf, inf},  {"hypot", -inf, 1, inf},
    {"hypot", nan, 1, nan},     {"hypot", 1, nan, nan},    {"arctan2", 0., 1, 0.},    {"arctan2", -0., 1, -0.},   {"arctan2", 0., 0., 0.},
    {"arctan2", -0., 0., -0.},  {"arctan2", 1, inf, 0.},   {"arctan2", -1, inf, -0.}, {"arctan2", nan, 1, nan},   {"arctan2", 1, nan, nan},
    {"arctan2", inf, nan, nan}, {"arctan2", 0., nan, nan}, {"arctan2", 0., inf, 0.},
};

// Values that depend on the format: multiples of pi.
const binary_case angle_cases[] = {
    {"arctan2", 0., -0., 4},     {"arctan2", -0., -0., -4},  {"arctan2", 0., -1, 4},       {"arctan2", -0., -1, -4},
    {"arctan2", 1, 0., 2},       {"arctan2", 1, -0., 2},     {"arctan2", -1, 0., -2},      {"arctan2", 1, 1, 1},
    {"arctan2", -1, 1, -1},      {"arctan2", 1, -inf, 4},    {"arctan2", -1, -inf, -4},    {"arctan2", inf, 5, 2},
    {"arctan2", -inf, -5, -2},   {"arctan2", inf, inf, 1},   {"arctan2", inf, -inf, 3},    {"arctan2", -inf, inf, -1},
    {"arctan2", -inf, -inf, -3}, {"arctan2", 1e30, 1e30, 1}, {"arctan2", 1e-30, 1e-30, 1},
};

template <class T>
bool same(T a, T b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

template <class T>
void check(const char* name, std::initializer_list<T> arguments, T expected) {
  const std::vector<lazynd::dtype> types(arguments.size(), lazynd::dtype_of<T>);
  const lazynd::kernel_set* const kernels = lazynd::find_kernel(name, types);
  BOOST_TEST_REQUIRE(kernels, name);
  const T* const first = arguments.begin();
  const void* const operands[] = {first, first + arguments.size() - 1};
  for (int level = 0; level <= static_cast<int>(lazynd::best_simd_level()); ++level) {
    T result;
    kernels->run[level](operands, &result, 1);
    BOOST_TEST(same(result, expected), name << "(" << *first << ", " << *(first + arguments.size() - 1) << ") at level " << level << " is "
                                            << result << ", not " << expected);
  }
}

using floats = std::tuple<float, double>;

}  // namespace

BOOST_AUTO_TEST_SUITE(transcendental_special_values)

BOOST_AUTO_TEST_CASE_TEMPLATE(of_one_argument, T, floats) {
  for (const unary_case& c : unary_cases) check<T>(c.name, {static_cast<T>(c.x)}, static_cast<T>(c.expected));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_two_arguments, T, floats) {
  for (const binary_case& c : binary_cases) check<T>(c.name, {static_cast<T>(c.x), static_cast<T>(c.y)}, static_cast<T>(c.expected));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(angles_of_the_axes_and_diagonals_are_rounded_correctly, T, floats) {
  constexpr long double quarter_pi = 0.785398163397448309615660845819875721L;
  for (const binary_case& c : angle_cases) {
    const T expected = static_cast<T>(static_cast<long double>(c.expected) * quarter_pi);
    check<T>(c.name, {static_cast<T>(c.x), static_cast<T>(c.y)}, expected);
  }
  check<T>("arctan", {static_cast<T>(inf)}, static_cast<T>(2 * quarter_pi));
  check<T>("arctan", {static_cast<T>(-inf)}, static_cast<T>(-2 * quarter_pi));
  check<T>("arcsin", {T(1)}, static_cast<T>(2 * quarter_pi));
  check<T>("arcsin", {T(-1)}, static_cast<T>(-2 * quarter_pi));
  check<T>("arccos", {T(-1)}, static_cast<T>(4 * quarter_pi));
  check<T>("arccos", {T(0)}, static_cast<T>(2 * quarter_pi));
}

BOOST_AUTO_TEST_CASE(powers_that_are_representable_are_exact) {
  for (int base = 2; base <= 10; ++base) {
    std::int64_t integer = 1;
    for (int exponent = 0; integer < std::int64_t(1) << 53; ++exponent, integer *= base) {
      const double exact = static_cast<double>(integer);
      check<double>("power", {double(base), double(exponent)}, exact);
      check<double>("power", {double(-base), double(exponent)}, exponent % 2 ? -exact : exact);
      if (base == 10) check<double>("log10", {exact}, double(exponent));
      if (base == 2) check<double>("log2", {exact}, double(exponent));
    }
  }
}

BOOST_AUTO_TEST_CASE(hypot_of_integers_is_the_nearest_number) {
  // The sum of the squares is exact, and so is the rounding of std::sqrt. NumPy's hypot.reduce shows every last bit.
  for (int x = 1; x < 60; ++x) {
    for (int y = x; y < 3000; y = y * 9 / 8 + 1) {
      check<double>("hypot", {double(x), double(-y)}, std::sqrt(double(x * x + y * y)));
      check<float>("hypot", {float(y), float(x)}, static_cast<float>(std::sqrt(double(x * x + y * y))));
    }
  }
}

BOOST_AUTO_TEST_CASE(subnormal_results_and_arguments_keep_their_bits) {
  check<double>("exp2", {-1074.}, 0x1p-1074);
  check<double>("exp2", {-1060.}, 0x1p-1060);
  check<double>("log2", {0x1p-1074}, -1074.);
  check<double>("power", {2., -1074.}, 0x1p-1074);
  check<double>("power", {0x1p-1074, 0.5}, 0x1p-537);
  check<double>("cbrt", {0x1p-1074}, 0x1p-358);
  check<double>("hypot", {0x3p-1074, 0x4p-1074}, 0x5p-1074);
  check<double>("hypot", {0x3p1020, 0x4p1020}, 0x5p1020);
  check<double>("sin", {0x1p-1074}, 0x1p-1074);
  check<double>("expm1", {-0x1p-1074}, -0x1p-1074);
  check<float>("exp2", {-149.f}, 0x1p-149f);
  check<float>("log2", {0x1p-149f}, -149.f);
  check<float>("power", {2.f, -149.f}, 0x1p-149f);
  check<float>("hypot", {0x3p-149f, 0x4p-149f}, 0x5p-149f);
}

BOOST_AUTO_TEST_SUITE_END()
