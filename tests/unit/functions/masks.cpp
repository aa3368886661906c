// SPDX-License-Identifier: BSD-3-Clause
// Masks and means as keyword arguments: the same kinds of operands for reductions and for copyto, typed or not.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_masks)

BOOST_AUTO_TEST_CASE(typed_functions_take_masks_of_a_run_time_dtype) {
  const nd::array<double> a = {{1, 2, 3}, {4, 5, 6}};
  const nd::any_array limit = nd::array<double>{{2}, {5}};
  BOOST_TEST(is(nd::sum(a, {.axis = 1, .where = nd::any_array(a > 2)}), {2}, {3, 15}));
  BOOST_TEST(is(nd::mean(a, {.axis = 1, .where = a >= limit}), {2}, {2.5, 5.5}));
  BOOST_TEST(is(nd::max(a, {.initial = 0, .where = nd::any_view(nd::any_array(a < 4))}), {}, {3}));
  nd::array<double> out = nd::zeros({2, 3});
  nd::copyto(out, a, {.where = a >= limit});
  BOOST_TEST(is(out, {2, 3}, {0, 2, 3, 0, 5, 6}));
}

BOOST_AUTO_TEST_CASE(each_reduction_of_a_formula_has_its_own_mask) {
  const nd::array<double> a = {1, 2, 3, 4}, b = {10, 20, 30, 40};
  const nd::array<bool> first = {true, false, false, false}, all = {true, true, true, true};
  const double difference = nd::sum(a, {.where = first}) - nd::sum(b, {.where = all});
  BOOST_TEST(difference == 1 - 100);
  BOOST_TEST(is(a * nd::sum(a, {.where = first}) - nd::sum(b, {.where = b > 10}), {4}, {-89, -88, -87, -86}));
  BOOST_TEST(is(nd::where(nd::max(a, {.initial = 0, .where = a < 3}) > a, nd::sum(b, {.where = first}), nd::sum(b, {.where = all})), {4},
                {10, 100, 100, 100}));
  BOOST_TEST(is(nd::mean(b, {.where = b > 20}) / nd::mean(a, {.where = a > 3}), {}, {8.75}));
}

BOOST_AUTO_TEST_CASE(one_truth_value_is_a_mask_too) {
  const nd::array<double> a = {1, 2, 3};
  BOOST_TEST(is(nd::sum(a, {.where = false}), {}, {0}));
  nd::array<double> out = nd::zeros({3});
  nd::copyto(out, a, {.where = false});
  BOOST_TEST(is(out, {3}, {0, 0, 0}));
  nd::copyto(out, a, {.where = true});
  BOOST_TEST(is(out, {3}, {1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(a_known_mean_may_have_a_run_time_dtype) {
  const nd::array<double> a = {{1, 2, 3}, {4, 5, 9}};
  const nd::any_array mean = nd::mean(a, {.axis = 1, .keepdims = true});
  BOOST_TEST(is(nd::var(a, {.axis = 1, .mean = mean}), {2}, {2.0 / 3, 14.0 / 3}));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::eval(nd::var(a, {.mean = nd::any_array(nd::array<std::complex<double>>{1})})); },
                                     "var: a keyword argument must be float64, not complex128"));
}

BOOST_AUTO_TEST_CASE(numbers_are_no_masks) {
  const nd::array<double> a = {1, 2, 3};
  const nd::any_array numbers = a;
  nd::array<double> out = a;
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::sum(a, {.where = numbers}); }, "sum: 'where' must be bool, not float64"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::nanmean(a, {.where = numbers}); }, "nanmean: 'where' must be bool, not float64"));
  BOOST_TEST(throws<nd::dtype_error>([&] { nd::copyto(out, 0, {.where = numbers}); }, "copyto: 'where' must be bool, not float64"));
  BOOST_TEST(is(out, {3}, {1, 2, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
