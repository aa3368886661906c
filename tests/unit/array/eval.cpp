// SPDX-License-Identifier: BSD-3-Clause
// Evaluating on request: one expression, several at once, several into existing arrays.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

BOOST_AUTO_TEST_SUITE(array_eval)

BOOST_AUTO_TEST_CASE(eval_gives_an_array_of_the_expressions_dtype) {
  const nd::array<std::int32_t> a = {1, 2, 3};
  auto r = nd::eval(a / 2);
  static_assert(std::is_same_v<decltype(r), nd::array<double>>);
  BOOST_TEST(is(r, {3}, {0.5, 1, 1.5}));
  auto copy = nd::eval(a);
  copy(0) = 9;
  BOOST_TEST(a(0) == 1);
}

BOOST_AUTO_TEST_CASE(class_template_arguments_are_deduced) {
  const nd::array<float> a = {1, 2};
  nd::array r = a > 1.5F;
  static_assert(std::is_same_v<decltype(r), nd::array<bool>>);
  BOOST_TEST(is(r, {2}, {false, true}));
}

BOOST_AUTO_TEST_CASE(several_results_come_as_a_tuple) {
  const nd::array<double> a = {{3, 1}, {2, 5}};
  auto [low, high, twice, rows] = nd::eval(nd::min(a), nd::argmax(a), a * 2, nd::sum(a, {.axis = 1}));
  static_assert(std::is_same_v<decltype(high), nd::array<std::int64_t>>);
  BOOST_TEST(low.item() == 1);
  BOOST_TEST(high.item() == 3);
  BOOST_TEST(is(twice, {2, 2}, {6, 2, 4, 10}));
  BOOST_TEST(is(rows, {2}, {4, 7}));
}

BOOST_AUTO_TEST_CASE(results_may_depend_on_each_others_reductions) {
  const nd::array<double> x = {1, 2, 3, 6};
  auto mu = nd::mean(x);
  auto [m, centred, variance, again] = nd::eval(mu, x - mu, nd::mean(nd::square(x - mu)), mu);
  BOOST_TEST(m.item() == 3);
  BOOST_TEST(is(centred, {4}, {-2, -1, 0, 3}));
  BOOST_TEST(variance.item() == 3.5);
  BOOST_TEST(again.item() == 3);
}

BOOST_AUTO_TEST_CASE(leaves_can_be_results) {
  const nd::array<int> a = {1, 2};
  auto [copy, sum] = nd::eval(a, nd::sum(a));
  copy(0) = 5;
  BOOST_TEST(a(0) == 1);
  BOOST_TEST(sum.item() == 3);
}

BOOST_AUTO_TEST_CASE(assign_writes_several_targets_from_the_old_values) {
  nd::array<double> a = {1, 2, 3}, b = {10, 20, 30};
  nd::assign(a, b, b, a);
  BOOST_TEST(is(a, {3}, {10, 20, 30}));
  BOOST_TEST(is(b, {3}, {1, 2, 3}));
  nd::assign(a, a + b, b, a - b);
  BOOST_TEST(is(a, {3}, {11, 22, 33}));
  BOOST_TEST(is(b, {3}, {9, 18, 27}));
}

BOOST_AUTO_TEST_CASE(assign_takes_views_scalars_and_other_shapes) {
  nd::array<double> a = {1, 2, 3, 4};
  nd::array<double> total;
  nd::array<int> count = {0, 0};
  nd::assign(a(slice(none, 2)), a(slice(2, none)), a(slice(2, none)), a(slice(none, 2)), total, nd::sum(a), count, 4);
  BOOST_TEST(is(a, {4}, {3, 4, 1, 2}));
  BOOST_TEST(is(total, {}, {10}));
  BOOST_TEST(is(count, {2}, {4, 4}));
}

BOOST_AUTO_TEST_CASE(assign_gives_arrays_the_shape_of_their_value) {
  nd::array<double> a = {1, 2, 3};
  nd::array<double> outer, sums = nd::zeros<double>({7});
  nd::assign(outer, a(nd::all, nd::newaxis) * a, sums, nd::sum(a(nd::all, nd::newaxis) * a, {.axis = 0}));
  BOOST_TEST(is(outer, {3, 3}, {1, 2, 3, 2, 4, 6, 3, 6, 9}));
  BOOST_TEST(is(sums, {3}, {6, 12, 18}));
}

BOOST_AUTO_TEST_CASE(the_last_of_overlapping_targets_wins) {
  nd::array<int> a = {1, 2, 3, 4};
  nd::assign(a(slice(3)), 7, a(slice(1, none)), a(slice(3)) * 10);
  BOOST_TEST(is(a, {4}, {7, 10, 20, 30}));
}

BOOST_AUTO_TEST_CASE(a_target_that_does_not_fit_leaves_all_untouched) {
  nd::array<int> a = {1, 2, 3}, b = {4, 5, 6};
  BOOST_CHECK_THROW(nd::assign(a, b, b(slice(2)), a), nd::shape_error);
  BOOST_CHECK_THROW(nd::assign(a, b * 2, b, a + nd::array<int>{1, 2}), nd::shape_error);
  BOOST_TEST(is(a, {3}, {1, 2, 3}));
  BOOST_TEST(is(b, {3}, {4, 5, 6}));
}

BOOST_AUTO_TEST_CASE(a_0d_result_converts_to_its_scalar) {
  const nd::array<double> a = {1, 2, 3};
  const double total = nd::sum(a * a);
  BOOST_TEST(total == 14);
  const double nested = nd::sum(a) / nd::max(a);
  BOOST_TEST(nested == 2);
  const bool some = nd::any(a > 2);
  BOOST_TEST(some);
  BOOST_TEST(throws<nd::shape_error>([&] { [[maybe_unused]] const double x = a * 2; },
                                     "scalar: a result of shape (3,) does not convert to one number; only 0-d results do"));
  BOOST_TEST(throws<nd::shape_error>([&] { [[maybe_unused]] const double x = nd::sum(a, {.keepdims = true}); },
                                     "scalar: a result of shape (1,) does not convert to one number; only 0-d results do"));
}

BOOST_AUTO_TEST_CASE(item_is_the_only_element) {
  nd::array<int> a = {{{5}}};
  BOOST_TEST(a.item() == 5);
  a.item() = 6;
  BOOST_TEST(a(0, nd::all).item() == 6);
  BOOST_TEST(throws<nd::value_error>(
      [] {
        (void)nd::zeros<int>({2, 3}).item();
      },
      "item: the array of shape (2,3) has not exactly one element"));
  BOOST_TEST(
      throws<nd::value_error>([] { (void)nd::zeros<int>({0}).item(); }, "item: the array of shape (0,) has not exactly one element"));
}

BOOST_AUTO_TEST_SUITE_END()
