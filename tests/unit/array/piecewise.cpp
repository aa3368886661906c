// SPDX-License-Identifier: BSD-3-Clause
// Functions defined piece by piece; expected values as NumPy's piecewise gives them.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_piecewise)

BOOST_AUTO_TEST_CASE(each_function_gets_the_elements_of_its_piece) {
  const nd::array<double> x = {{-2, -1, 0}, {1, 2, 3}};
  const auto negated = [](const auto& v) { return -v; };
  BOOST_TEST(is(nd::piecewise(x, {x < 0, x >= 2}, negated, 10), {2, 3}, {2.0, 1.0, 0.0, 0.0, 10.0, 10.0}));
  BOOST_TEST(is(nd::piecewise(x, {x < 0}, negated, [](const auto& v) { return v * v + 0.5; }), {2, 3}, {2.0, 1.0, 0.5, 1.5, 4.5, 9.5}));
  // Not element by element: the mean is that of the piece.
  BOOST_TEST(is(nd::piecewise(x, {x > 0}, [](const auto& v) { return v - nd::mean(v); }), {2, 3}, {0.0, 0.0, 0.0, -1.0, 0.0, 1.0}));
  BOOST_TEST(is(nd::piecewise(x, {x > 0}, [](const nd::array<double>& v) { return static_cast<double>(nd::sum(v)); }), {2, 3},
                {0.0, 0.0, 0.0, 6.0, 6.0, 6.0}));
}

BOOST_AUTO_TEST_CASE(the_last_condition_that_holds_counts_and_results_take_the_dtype_of_x) {
  const nd::array<int> x = {1, 2, 3};
  BOOST_TEST(is(nd::piecewise(x, {x > 0, x > 1}, 1.9, [](const auto& v) { return v / 2.0; }), {3}, {1, 1, 1}));
  BOOST_TEST(is(nd::piecewise(nd::transpose(nd::array<int>{{1, 2}, {3, 4}}), {nd::array<bool>{true, false}}, 9), {2, 2}, {9, 0, 9, 0}));
  BOOST_TEST(is(nd::piecewise(nd::full<double>({}, 3), {nd::full<bool>({}, true)}, [](const auto& v) { return v + 1; }), {}, {4.0}));
}

BOOST_AUTO_TEST_CASE(a_function_is_not_called_for_an_empty_piece) {
  const nd::array<double> x = {1, 2};
  int calls = 0;
  const auto counting = [&](const auto& v) {
    ++calls;
    return nd::eval(v);
  };
  BOOST_TEST(is(nd::piecewise(x, {x < 0}, counting, 5), {2}, {5.0, 5.0}));
  BOOST_TEST(calls == 0);
  BOOST_TEST(nd::piecewise(nd::zeros<double>({0}), {nd::zeros<bool>({0})}, counting).size() == 0);
}

BOOST_AUTO_TEST_CASE(run_time_dtypes_have_pieces_too) {
  const nd::any_array x(nd::array<float>{-1, 0, 2});
  const nd::any_array y = nd::piecewise(
      x, {x<0, x> 1}, [](const auto& v) { return abs(v) * 3; }, 7);
  BOOST_TEST(is(nd::as<float>(y), {3}, {3.0F, 0.0F, 7.0F}));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
  const nd::array<double> x = {1, 2, 3};
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::piecewise(x, {x > 0}, 1, 2, 3); },
                                     "piecewise: 3 functions for 1 conditions; there must be as many, or one more"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        (void)nd::piecewise(x, {nd::array<bool>{true, false}}, 1);
      },
      "piecewise: 'where' of shape (2,) does not broadcast to the shape (3,)"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::piecewise(x, {x > 1}, [](const auto&) { return nd::zeros<double>({3}); }); },
                                     "piecewise: a function gave values of shape (3,) for 2 elements"));
}

BOOST_AUTO_TEST_SUITE_END()
