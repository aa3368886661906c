// SPDX-License-Identifier: BSD-3-Clause
// Strides of new arrays, contiguity, checks of shapes and axes.
#include <boost/test/unit_test.hpp>

#include <numeric>

#include <lazynd/support/error.hpp>

#include "reference.hpp"

using namespace layout_test;

namespace {

std::vector<nd::index_t> consecutive(nd::index_t count) {
  std::vector<nd::index_t> all(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<nd::index_t>(i) * 8;
  return all;
}

nd::layout reversed(nd::layout of) {
  std::reverse(of.shape.begin(), of.shape.end());
  std::reverse(of.strides.begin(), of.strides.end());
  return of;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_layout)

BOOST_AUTO_TEST_CASE(new_arrays_have_the_strides_of_numpy) {
  BOOST_TEST(text(nd::contiguous_strides({2, 3, 4}, 8)) == "(96,32,8)");
  BOOST_TEST(text(nd::contiguous_strides({2, 3, 4}, 8, nd::order::f)) == "(8,16,48)");
  BOOST_TEST(text(nd::contiguous_strides({5}, 2)) == "(2,)");
  BOOST_TEST(text(nd::contiguous_strides({}, 2)) == "()");
}

BOOST_AUTO_TEST_CASE(an_extent_of_0_counts_as_1_in_strides) {
  BOOST_TEST(text(nd::contiguous_strides({2, 0, 3}, 8)) == "(24,24,8)");
  BOOST_TEST(text(nd::contiguous_strides({2, 0, 3}, 8, nd::order::f)) == "(8,16,16)");
}

BOOST_AUTO_TEST_CASE(contiguous_means_that_the_addresses_follow_each_other) {
  dice random(11);
  int contiguous = 0;
  for (int i = 0; i < 3000; ++i) {
    const nd::layout of = random_view(random, 4, 0, 4);
    const nd::index_t count = nd::element_count(of.shape);
    const bool c = count == 0 || addresses(of) == consecutive(count), f = count == 0 || addresses(reversed(of)) == consecutive(count);
    BOOST_TEST(nd::is_c_contiguous(of, 8) == c, text(of.shape) << " " << text(of.strides));
    BOOST_TEST(nd::is_f_contiguous(of, 8) == f, text(of.shape) << " " << text(of.strides));
    contiguous += c && count > 1;
  }
  BOOST_TEST(contiguous > 100);
}

BOOST_AUTO_TEST_CASE(contiguity_takes_the_size_of_the_items_into_account) {
  BOOST_TEST(nd::is_c_contiguous({{3}, {8}}, 8));
  BOOST_TEST(!nd::is_c_contiguous({{3}, {8}}, 4));
  BOOST_TEST(nd::is_c_contiguous({{1, 3, 1}, {5, 8, -7}}, 8));
}

BOOST_AUTO_TEST_CASE(element_count_of_0d_is_one_and_of_empty_is_zero) {
  BOOST_TEST(nd::element_count({}) == 1);
  BOOST_TEST(nd::element_count({2, 3, 4}) == 24);
  BOOST_TEST(nd::element_count({5, 0, 3}) == 0);
}

BOOST_AUTO_TEST_CASE(shapes_no_array_can_have_are_refused) {
  const nd::index_t big = nd::index_t{1} << 32;
  nd::check_shape({}, 16, "zeros");
  nd::check_shape(nd::dims(64, 1), 16, "zeros");
  nd::check_shape({big, (big >> 1) - 1}, 1, "zeros");
  BOOST_CHECK_EXCEPTION(nd::check_shape({2, -3}, 8, "zeros"), nd::value_error, says("zeros: negative extent in shape (2,-3)"));
  BOOST_CHECK_EXCEPTION(nd::check_shape(nd::dims(65, 1), 8, "zeros"), nd::value_error, says("zeros: 65 dimensions; the most is 64"));
  BOOST_CHECK_EXCEPTION(nd::check_shape({big, big}, 1, "zeros"), nd::memory_error,
                        says("zeros: an array of shape (4294967296,4294967296) exceeds the address range"));
  BOOST_CHECK_THROW(nd::check_shape({big, big >> 2}, 2, "zeros"), nd::memory_error);
  BOOST_CHECK_THROW(nd::check_shape({0, big, big}, 1, "zeros"), nd::value_error);
}

BOOST_AUTO_TEST_CASE(axes_count_from_both_ends) {
  for (int ndim = 1; ndim <= 64; ++ndim) {
    for (int axis = 0; axis < ndim; ++axis) {
      BOOST_TEST(nd::normalize_axis(axis, ndim, "sum") == axis);
      BOOST_TEST(nd::normalize_axis(axis - ndim, ndim, "sum") == axis);
    }
  }
  BOOST_TEST(text(nd::normalize_axes({-1, 0, -2}, 4, "sum")) == "(3,0,2)");
  BOOST_TEST(text(nd::normalize_axes({}, 0, "sum")) == "()");
}

BOOST_AUTO_TEST_CASE(axes_out_of_range_or_given_twice_are_refused) {
  BOOST_CHECK_EXCEPTION(nd::normalize_axis(3, 2, "sum"), nd::index_error, says("sum: axis 3 is out of range for 2 dimensions"));
  BOOST_CHECK_EXCEPTION(nd::normalize_axis(-3, 2, "sum"), nd::index_error, says("sum: axis -3 is out of range for 2 dimensions"));
  BOOST_CHECK_THROW(nd::normalize_axis(0, 0, "sum"), nd::index_error);
  BOOST_CHECK_THROW(nd::normalize_axis(std::numeric_limits<nd::index_t>::min(), 64, "sum"), nd::index_error);
  BOOST_CHECK_EXCEPTION(nd::normalize_axes({0, 1, -2}, 2, "sum"), nd::value_error, says("sum: axis -2 is given twice"));
  BOOST_CHECK_THROW(nd::normalize_axes({0, 2}, 2, "sum"), nd::index_error);
}

BOOST_AUTO_TEST_CASE(shapes_are_printed_as_tuples) {
  BOOST_TEST(nd::to_string(nd::dims{}) == "()");
  BOOST_TEST(nd::to_string(nd::dims{5}) == "(5,)");
  BOOST_TEST(nd::to_string(nd::dims{3, -4, 0}) == "(3,-4,0)");
}

BOOST_AUTO_TEST_SUITE_END()
