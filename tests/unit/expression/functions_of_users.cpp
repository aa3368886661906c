// SPDX-License-Identifier: BSD-3-Clause
// map: functions of users fuse like built-in ones.
#include <cmath>
#include <stdexcept>
#include <string>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {
double halve(double x) { return x / 2; }
struct scaled {
  double factor;
  double offset;
  double operator()(double x) const { return x * factor + offset; }
};
}  // namespace

BOOST_AUTO_TEST_SUITE(expression_functions_of_users)

BOOST_AUTO_TEST_CASE(a_lambda_is_applied_to_every_element) {
  const nd::array<double> a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(nd::map([](double x) { return x * x; }, a), {2, 2}, {1, 4, 9, 16}));
  BOOST_TEST(is(nd::map([](double x) { return x > 2; }, nd::transpose(a)), {2, 2}, {false, true, false, true}));
  BOOST_TEST(is(nd::map(halve, a), {2, 2}, {0.5, 1, 1.5, 2}));
  BOOST_TEST(is(nd::map(scaled{10, 1}, a), {2, 2}, {11, 21, 31, 41}));
}

BOOST_AUTO_TEST_CASE(captures_are_carried_along) {
  const nd::array<double> a = {1, 2, 3};
  double big[40] = {};
  big[39] = 7;
  BOOST_TEST(is(nd::map([big](double x) { return x + big[39]; }, a), {3}, {8, 9, 10}));
  const std::string name = "a string that needs memory of its own, and more of it than fits in place";
  BOOST_TEST(is(nd::map([name](double x) { return x + static_cast<double>(name.size()); }, a), {3}, {73, 74, 75}));
}

BOOST_AUTO_TEST_CASE(two_functions_of_one_type_keep_their_own_state) {
  auto times = [](double factor) { return [factor](double x) { return x * factor; }; };
  const nd::array<double> a = {1, 2};
  BOOST_TEST(is(nd::map(times(10), a) + nd::map(times(100), a), {2}, {110, 220}));
  auto [tens, hundreds] = nd::eval(nd::map(times(10), a), nd::map(times(100), a));
  BOOST_TEST(is(tens, {2}, {10, 20}));
  BOOST_TEST(is(hundreds, {2}, {100, 200}));
}

BOOST_AUTO_TEST_CASE(several_operands_keep_their_types_and_broadcast) {
  const nd::array<double> x = {{1}, {2}};
  const nd::array<int> n = {1, 2, 3};
  auto power = [](double base, int exponent) { return std::pow(base, exponent); };
  BOOST_TEST(is(nd::map(power, x, n), {2, 3}, {1, 1, 1, 2, 4, 8}));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::eval(nd::map(power, nd::zeros<double>({2}), n)); },
                                     "map: shapes (2,) and (3,) do not broadcast: axis 0 is 2 against 3"));
}

BOOST_AUTO_TEST_CASE(mapped_functions_fuse_with_what_surrounds_them) {
  const nd::array<double> a = {1, 2, 3, 4};
  auto plus = [by = 5.0](double x) { return x + by; };
  BOOST_TEST(is(nd::map(plus, a * 2) * 10 - 1, {4}, {69, 89, 109, 129}));
  BOOST_TEST(is(nd::sum(nd::map(plus, a)), {}, {30}));
  BOOST_TEST(is(nd::map(plus, nd::map(plus, a)), {4}, {11, 12, 13, 14}));
  BOOST_TEST(
      is(nd::map(plus, a(slice(none, none, -2))) + nd::sqrt(nd::map(plus, a(slice(none, none, 2)) - 5)), {2}, {10, 7 + std::sqrt(3.0)}));
}

BOOST_AUTO_TEST_CASE(a_mapped_function_over_a_reduction_is_applied_to_its_result) {
  const nd::array<double> a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(nd::map([](double x) { return -x; }, nd::sum(a, {.axis = 0})), {2}, {-4, -6}));
  BOOST_TEST(is(nd::map([](double x, double total) { return x / total; }, a, nd::sum(a)), {2, 2}, {0.1, 0.2, 0.3, 0.4}));
}

BOOST_AUTO_TEST_CASE(an_exception_of_a_users_function_comes_out) {
  for (const nd::index_t n : {3, 200000}) {
    const nd::array<double> a = nd::arange<double>(static_cast<double>(n));
    auto refuse = [n](double x) {
      if (x == static_cast<double>(n - 1)) throw std::out_of_range("the last one");
      return x;
    };
    BOOST_CHECK_THROW((void)nd::eval(nd::map(refuse, a)), std::out_of_range);
    BOOST_CHECK_THROW((void)nd::eval(nd::sum(nd::map(refuse, a))), std::out_of_range);
  }
}

BOOST_AUTO_TEST_CASE(results_may_have_any_dtype) {
  const nd::array<int> a = {1, -2};
  using c = std::complex<float>;
  BOOST_TEST(is(nd::map([](int x) { return c(static_cast<float>(x), 1); }, a), {2}, {c(1, 1), c(-2, 1)}));
  BOOST_TEST(is(nd::map([](int x) { return static_cast<std::uint8_t>(x); }, a), {2}, {1, 254}));
}

BOOST_AUTO_TEST_SUITE_END()
