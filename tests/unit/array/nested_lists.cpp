// SPDX-License-Identifier: BSD-3-Clause
// Braced lists as elements.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_nested_lists)

BOOST_AUTO_TEST_CASE(depth_gives_the_number_of_dimensions) {
  BOOST_TEST(is(nd::array<double>{1, 2.5, 3}, {3}, {1, 2.5, 3}));
  BOOST_TEST(is(nd::array<double>{{1, 2}, {3, 4}, {5, 6}}, {3, 2}, {1, 2, 3, 4, 5, 6}));
  BOOST_TEST(is(nd::array<int>{{{1}, {2}}, {{3}, {4}}}, {2, 2, 1}, {1, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(a_list_is_data_and_never_a_shape) {
  const nd::array<double> one = {5};
  BOOST_TEST(is(one, {1}, {5}));
  const nd::array<double> row = {{7}};
  BOOST_TEST(is(row, {1, 1}, {7}));
}

BOOST_AUTO_TEST_CASE(every_dtype_takes_its_scalars) {
  BOOST_TEST(is(nd::array<bool>{true, false}, {2}, {true, false}));
  BOOST_TEST(is(nd::array<std::uint8_t>{0, 255}, {2}, {0, 255}));
  BOOST_TEST(is(nd::array<std::complex<double>>{1, std::complex<double>(2, 3), 4.5}, {3}, {{1, 0}, {2, 3}, {4.5, 0}}));
  BOOST_TEST(is(nd::array<std::complex<float>>{std::complex<double>(2, 3)}, {1}, {{2, 3}}));
}

BOOST_AUTO_TEST_CASE(ragged_lists_are_refused) {
  BOOST_TEST(throws<nd::shape_error>(
      [] {
        nd::array<int> a = {{1, 2}, {3}};
      },
      "array: a nested list of 1 items stands where the first of its level has 2"));
  BOOST_TEST(throws<nd::shape_error>(
      [] {
        nd::array<int> a = {{{1, 2}, {3, 4}}, {{5, 6}}};
      },
      "array: a nested list of 1 items stands where the first of its level has 2"));
  BOOST_TEST(throws<nd::shape_error>([] { nd::array<int> a = {{1, 2}, 3}; }, "array: the nested lists are not equally deep"));
  BOOST_TEST(throws<nd::shape_error>([] { nd::array<int> a = {1, {2, 3}}; }, "array: the nested lists are not equally deep"));
}

BOOST_AUTO_TEST_CASE(a_list_can_be_assigned) {
  nd::array<double> a = nd::zeros<double>({4, 4});
  a = {{1, 2}, {3, 4}};
  BOOST_TEST(is(a, {2, 2}, {1, 2, 3, 4}));
}

BOOST_AUTO_TEST_SUITE_END()
