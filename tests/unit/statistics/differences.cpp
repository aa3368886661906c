// SPDX-License-Identifier: BSD-3-Clause
// Differences, derivatives, integrals and phases: values from the definitions, edges, what is refused.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(differences)

BOOST_AUTO_TEST_CASE(differences_of_neighbours) {
  const nd::array<int> a = {{1, 2, 4, 7}, {0, 10, -5, 3}};
  BOOST_TEST(is(nd::diff(a), {2, 3}, {1, 2, 3, 10, -15, 8}));
  BOOST_TEST(is(nd::diff(a, {.n = 2}), {2, 2}, {1, 1, -25, 23}));
  BOOST_TEST(is(nd::diff(a, {.axis = 0}), {1, 4}, {-1, 8, -9, -4}));
  BOOST_TEST(is(nd::diff(a, {.n = 0}), {2, 4}, {1, 2, 4, 7, 0, 10, -5, 3}));
  BOOST_TEST(is(nd::diff(a, {.n = 9}), {2, 0}, std::vector<int>{}));
  BOOST_TEST(is(nd::diff(a(0, nd::slice(nd::none, nd::none, -1))), {3}, {-3, -2, -1}));
  BOOST_TEST(is(nd::diff(a * 2, {.axis = 0}), {1, 4}, {-2, 16, -18, -8}));
  BOOST_TEST(is(nd::diff(nd::zeros<int>({0})), {0}, std::vector<int>{}));
}

BOOST_AUTO_TEST_CASE(differences_of_bool_and_unsigned) {
  BOOST_TEST(is(nd::diff(nd::array<bool>{true, true, false}), {2}, std::vector<bool>{false, true}));
  BOOST_TEST(is(nd::diff(nd::array<std::uint8_t>{1, 0}), {1}, std::vector<std::uint8_t>{255}));
}

BOOST_AUTO_TEST_CASE(elements_before_and_after_take_part) {
  const nd::array<double> a = {{1, 2}, {4, 8}};
  BOOST_TEST(is(nd::diff(a, {.prepend = 0.0}), {2, 2}, {1.0, 1.0, 4.0, 4.0}));
  const nd::array<double> last = {{10, 20}};
  BOOST_TEST(is(nd::diff(a, {.axis = 0, .append = last}), {2, 2}, {3.0, 6.0, 6.0, 12.0}));
  BOOST_CHECK_THROW((void)nd::diff(a, {.axis = 1, .append = last}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::diff(nd::array<int>{1, 2}, {.prepend = 0.5}), nd::dtype_error);
  BOOST_TEST((nd::diff(nd::any_array(nd::array<int>{1, 2}), {.prepend = 0.5}).dtype() == nd::dtype::float64));
  // three dtypes together, not two and one: int16 and uint16 alone would be int32, and that and float32 float64
  const nd::array<std::uint16_t> first = {1};
  const nd::array<float> behind = {1.5F};
  const nd::any_array middle(nd::array<std::int16_t>{3});
  BOOST_TEST(is(nd::as<float>(nd::diff(middle, {.prepend = first, .append = behind})), {2}, {2.0F, -1.5F}));
}

BOOST_AUTO_TEST_CASE(differences_between_ends) {
  const nd::array<int> a = {{1, 2}, {4, 8}};
  BOOST_TEST(is(nd::ediff1d(a), {3}, {1, 2, 4}));
  const nd::array<int> ends = {7, 8};
  BOOST_TEST(is(nd::ediff1d(a, {.to_end = -1, .to_begin = ends}), {6}, {7, 8, 1, 2, 4, -1}));
  BOOST_TEST(is(nd::ediff1d(nd::zeros<int>({0})), {0}, std::vector<int>{}));
  BOOST_CHECK_THROW((void)nd::ediff1d(a, {.to_end = 0.5}), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::ediff1d(nd::array<bool>{true, false}), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(derivatives_of_parabolas_are_exact_inside_and_with_edges_of_order_2) {
  const nd::array<double> even = {0, 0.5, 1, 1.5, 2};
  const nd::array<double> uneven = {0, 1, 1.5, 3.5, 4};
  for (const nd::array<double>& x : {even, uneven}) {
    const nd::array<double> y = x * x;
    const nd::array<double> slope = nd::gradient(y, {.spacing = {x}, .edge_order = 2})[0];
    for (nd::index_t i = 0; i < x.size(); ++i) BOOST_TEST(std::abs(slope(i) - 2 * x(i)) < 1e-13);
    const nd::array<double> first_order = nd::gradient(y, {.spacing = {x}})[0];
    BOOST_TEST(first_order(0) == x(1));
    BOOST_TEST(first_order(1) == slope(1));
    BOOST_TEST(std::abs(first_order(4) - (x(4) + x(3))) < 1e-13);
  }
}

BOOST_AUTO_TEST_CASE(each_axis_has_its_derivative) {
  const nd::array<int> a = {{1, 2, 6}, {3, 4, 5}};
  const std::vector<nd::array<double>> both = nd::gradient(a);
  BOOST_REQUIRE(both.size() == 2);
  BOOST_TEST(is(both[0], {2, 3}, {2.0, 2.0, -1.0, 2.0, 2.0, -1.0}));
  BOOST_TEST(is(both[1], {2, 3}, {1.0, 2.5, 4.0, 1.0, 1.0, 1.0}));
  BOOST_TEST(is(nd::gradient(a, {.spacing = {2.0}, .axis = 1})[0], {2, 3}, {0.5, 1.25, 2.0, 0.5, 0.5, 0.5}));
  BOOST_TEST(nd::gradient(nd::zeros<double>({}), {}).empty());
}

BOOST_AUTO_TEST_CASE(bad_gradients_are_refused) {
  const nd::array<double> a = {{1, 2, 6}, {3, 4, 5}};
  const nd::array<double> two = {0, 1};
  BOOST_CHECK_THROW((void)nd::gradient(a, {.edge_order = 2}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::gradient(a, {.edge_order = 3}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::gradient(a, {.spacing = {two}, .axis = 1}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::gradient(a, {.spacing = {1.0, 1.0, 1.0}}), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::gradient(a, {.axis = 2}), nd::index_error);
  BOOST_CHECK_THROW((void)nd::gradient(nd::array<double>{1}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::gradient(nd::array<bool>{true, false}), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(integrals_by_trapezoids) {
  const nd::array<int> y = {{1, 2, 3}, {4, 5, 7}};
  BOOST_TEST(is(nd::trapezoid(y), {2}, {4.0, 10.5}));
  BOOST_TEST(is(nd::trapezoid(y, {.dx = 2.0, .axis = 0}), {3}, {5.0, 7.0, 10.0}));
  const nd::array<double> x = {0, 1, 4};
  BOOST_TEST(is(nd::trapezoid(y, {.x = x}), {2}, {9.0, 22.5}));
  BOOST_TEST(nd::trapezoid(nd::array<double>{3}).item() == 0);
  const nd::array<double> four = {0, 1, 4, 5};
  BOOST_CHECK_THROW((void)nd::trapezoid(y, {.x = four}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::trapezoid(y, {.axis = 2}), nd::index_error);
}

BOOST_AUTO_TEST_CASE(phases_continue_over_whole_turns) {
  nd::array<double> smooth = nd::linspace(0, 20, 80);
  const nd::array<double> phase = nd::arctan2(nd::sin(smooth), nd::cos(smooth));
  const nd::array<double> found = nd::unwrap(phase);
  for (nd::index_t i = 0; i < smooth.size(); ++i) BOOST_TEST(std::abs(found(i) - smooth(i)) < 1e-12);
  const nd::any_array whole(nd::array<int>{0, 1, 2, 3, 0, 1});
  const nd::any_array unwrapped = nd::unwrap(whole, {.period = 4});
  BOOST_TEST(is(nd::as<int>(unwrapped), {6}, {0, 1, 2, 3, 4, 5}));
  BOOST_TEST(is(nd::unwrap(nd::array<double>{0, 3, -3}, {.discont = 7.0}), {3}, {0.0, 3.0, -3.0}));
}

BOOST_AUTO_TEST_CASE(bad_differences_are_refused) {
  BOOST_CHECK_THROW((void)nd::diff(nd::zeros<int>({})), nd::value_error);
  BOOST_CHECK_THROW((void)nd::diff(nd::zeros<int>({3}), {.n = -1}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::diff(nd::zeros<int>({3}), {.axis = 1}), nd::index_error);
  BOOST_CHECK_THROW((void)nd::unwrap(nd::zeros<double>({3}), {.axis = -2}), nd::index_error);
}

BOOST_AUTO_TEST_SUITE_END()
