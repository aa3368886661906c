// SPDX-License-Identifier: BSD-3-Clause
// Floating-point conditions of expressions with run-time dtypes, of ufuncs with options and of their methods.
#include "../conditions.hpp"

using namespace lazynd_test;

namespace {

using numbers = nd::array<double>;

void reciprocal(const void* const* operands, void* out, std::size_t n) {
  const auto* const x = static_cast<const double*>(operands[0]);
  for (std::size_t i = 0; i < n; ++i) static_cast<double*>(out)[i] = 1 / x[i];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_errstate)

BOOST_AUTO_TEST_CASE(expressions_report_what_typed_ones_do) {
  const nd::any_array a = numbers{1, 0, -1}, zero = numbers{0, 0, 0};
  BOOST_TEST(warns(
      [&] { (void)nd::eval(nd::sqrt(nd::log(a)) + a / zero); },
      {"divide by zero in log", "invalid value in log", "invalid value in sqrt", "divide by zero in divide", "invalid value in divide"}));
  BOOST_TEST(warns([&] { (void)nd::eval(nd::sum(a / zero)); }, {"divide by zero in divide", "invalid value in divide"}));
}

BOOST_AUTO_TEST_CASE(elements_that_a_mask_leaves_out_report_nothing) {
  const numbers a = {-1, 0, 4}, b = {0, 1, 2};
  const nd::array<std::int32_t> whole = {6, 6, 6}, divisors = {0, 2, 3};
  nd::any_array mask = nd::array<bool>{false, false, true};
  const nd::any_operand one[] = {a}, two[] = {a, b}, integers[] = {whole, divisors}, weak[] = {whole, 0};
  nd::any_array out = numbers{7, 7, 7};
  BOOST_TEST(warns([&] { (void)nd::ufunc("log").call(one, {.out = {out}, .where = mask}); }, {}));
  BOOST_TEST(is(nd::cast<double>(out), {3}, {7, 7, std::log(4.0)}));
  BOOST_TEST(warns([&] { (void)nd::ufunc("divide").call(two, {.where = mask}); }, {}));
  BOOST_TEST(warns([&] { (void)nd::ufunc("divmod").call(integers, {.where = mask}); }, {}));
  BOOST_TEST(warns([&] { (void)nd::ufunc("divmod").call(integers); }, {"divide by zero in floor_divide", "divide by zero in remainder"}));
  mask = nd::array<bool>{false, false, false};
  BOOST_TEST(warns([&] { (void)nd::ufunc("floor_divide").call(weak, {.where = mask}); }, {}));
}

BOOST_AUTO_TEST_CASE(methods_report_with_their_name) {
  const numbers large = {1e308, 1e308, 1}, tens = {1, 0, 2};
  BOOST_TEST(warns([&] { (void)nd::ufunc("divide").reduce(tens); }, {"divide by zero in divide.reduce"}));
  BOOST_TEST(warns([&] { (void)nd::ufunc("add").reduce(large); }, {"overflow in sum"}));
  BOOST_TEST(warns([&] { (void)nd::ufunc("add").accumulate(large); }, {"overflow in add.accumulate"}));
  BOOST_TEST(warns(
      [&] {
        (void)nd::ufunc("divide").reduceat(tens, nd::array<std::int64_t>{0, 2});
      },
      {"divide by zero in divide.reduceat"}));
  BOOST_TEST(warns([&] { (void)nd::ufunc("divide").outer(tens, tens); }, {"divide by zero in divide", "invalid value in divide"}));
  nd::array<float> places = {1, -1};
  const nd::array<std::int64_t> both = {0, 1, 1};
  BOOST_TEST(warns([&] { nd::ufunc("divide").at(places, both, 0.0F); }, {"divide by zero in divide.at"}));
  BOOST_TEST(warns([&] { nd::ufunc("log").at(places, both); }, {"invalid value in log.at"}));
  nd::array<float> narrow = {1, 1};
  BOOST_TEST(warns([&] { nd::ufunc("multiply").at(narrow, both, numbers{1e200, 1e200, 1e200}); }, {"overflow in cast"}));
  const nd::any_array mask = nd::array<bool>{true, false, true};
  BOOST_TEST(warns([&] { (void)nd::ufunc("divide").reduce(tens, {.initial = 1.0, .where = mask}); }, {}));
}

BOOST_AUTO_TEST_CASE(loops_of_users_are_watched) {
  const nd::user_loop loops[] = {{{nd::dtype::float64}, nd::dtype::float64, reciprocal}};
  nd::register_ufunc("errstate_reciprocal", loops);
  BOOST_TEST(warns([] { (void)nd::ufunc("errstate_reciprocal")(numbers{0, infinity, quiet_nan}); }, {"overflow in errstate_reciprocal"}));
}

BOOST_AUTO_TEST_CASE(raised_conditions_leave_results_in_out) {
  nd::any_array out = numbers{7};
  const nd::any_operand arguments[] = {numbers{0}};
  const nd::errstate guard({.divide = nd::on_error::raise});
  BOOST_TEST(throws<nd::floating_point_error>([&] { (void)nd::ufunc("log").call(arguments, {.out = {out}}); },
                                              "divide by zero encountered in log"));
  BOOST_TEST(is(nd::cast<double>(out), {1}, {-infinity}));
}

BOOST_AUTO_TEST_SUITE_END()
