// SPDX-License-Identifier: BSD-3-Clause
// Axes moved, added and dropped: NumPy's shapes and strides, and messages that name the function.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "reference.hpp"

using namespace layout_test;

namespace {

const nd::layout four{{2, 3, 4, 5}, {480, 160, 40, 8}};

std::string text(const nd::layout& of) { return nd::to_string(of.shape) + " " + nd::to_string(of.strides); }

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_transform)

BOOST_AUTO_TEST_CASE(transposing_reverses_the_axes) {
  BOOST_TEST(text(nd::transposed(four)) == "(5,4,3,2) (8,40,160,480)");
  BOOST_TEST(text(nd::transposed(nd::layout{})) == "() ()");
}

BOOST_AUTO_TEST_CASE(transposing_puts_axis_i_where_axes_says) {
  dice random(31);
  for (int i = 0; i < 500; ++i) {
    const nd::layout of = random_view(random, 4, 0, 3);
    nd::dims axes;
    for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
      axes.insert(static_cast<std::size_t>(random.roll(0, of.ndim())) % (axis + 1), static_cast<nd::index_t>(axis));
    }
    const nd::dims plain = axes;
    for (nd::index_t& axis : axes) axis -= random.chance(30) ? of.ndim() : 0;
    const nd::layout result = nd::transposed(of, axes);
    for (const auto& position : positions(result.shape)) {
      std::vector<nd::index_t> before(position.size());
      for (std::size_t axis = 0; axis < position.size(); ++axis) before[static_cast<std::size_t>(plain[axis])] = position[axis];
      BOOST_REQUIRE(address(result, position) == address(of, before));
    }
  }
}

BOOST_AUTO_TEST_CASE(transposing_refuses_what_is_no_permutation) {
  BOOST_CHECK_EXCEPTION(nd::transposed(four, {0, 1}), nd::value_error, says("transpose: 2 axes for an array with 4 dimensions"));
  BOOST_CHECK_EXCEPTION(nd::transposed(four, {0, 1, 2, 4}), nd::index_error, says("transpose: axis 4 is out of range for 4 dimensions"));
  BOOST_CHECK_EXCEPTION(nd::transposed(four, {0, 1, 2, -2}), nd::value_error, says("transpose: axis -2 is given twice"));
}

BOOST_AUTO_TEST_CASE(two_axes_are_exchanged) {
  BOOST_TEST(text(nd::swapaxes(four, 0, -1)) == "(5,3,4,2) (8,160,40,480)");
  BOOST_TEST(text(nd::swapaxes(four, 1, 1)) == text(four));
  BOOST_CHECK_EXCEPTION(nd::swapaxes(four, 0, 4), nd::index_error, says("swapaxes: axis 4 is out of range for 4 dimensions"));
}

BOOST_AUTO_TEST_CASE(moved_axes_stand_where_numpy_puts_them) {
  BOOST_TEST(text(nd::moveaxis(four, {0, 1}, {-1, -2})) == "(4,5,3,2) (40,8,160,480)");
  BOOST_TEST(text(nd::moveaxis(four, {0}, {2})) == "(3,4,2,5) (160,40,480,8)");
  BOOST_TEST(text(nd::moveaxis(four, {3}, {0})) == "(5,2,3,4) (8,480,160,40)");
  BOOST_TEST(text(nd::moveaxis(four, {2, 0}, {0, 1})) == "(4,2,3,5) (40,480,160,8)");
  BOOST_TEST(text(nd::moveaxis(four, {}, {})) == text(four));
  BOOST_TEST(text(nd::moveaxis(four, {0, 1, 2, 3}, {3, 2, 1, 0})) == text(nd::transposed(four)));
}

BOOST_AUTO_TEST_CASE(moving_axes_refuses_unequal_lists_and_repeated_axes) {
  BOOST_CHECK_EXCEPTION(nd::moveaxis(four, {0, 1}, {0}), nd::value_error, says("moveaxis: 2 sources for 1 destinations"));
  BOOST_CHECK_EXCEPTION(nd::moveaxis(four, {0, 0}, {0, 1}), nd::value_error, says("moveaxis: axis 0 is given twice"));
  BOOST_CHECK_EXCEPTION(nd::moveaxis(four, {0, 1}, {2, -2}), nd::value_error, says("moveaxis: axis -2 is given twice"));
  BOOST_CHECK_THROW(nd::moveaxis(four, {0}, {4}), nd::index_error);
}

BOOST_AUTO_TEST_CASE(squeezing_drops_axes_of_extent_1) {
  const nd::layout of{{1, 3, 1, 2}, {7, 16, 9, 8}};
  BOOST_TEST(text(nd::squeeze(of)) == "(3,2) (16,8)");
  BOOST_TEST(text(nd::squeeze(of, {-2})) == "(1,3,2) (7,16,8)");
  BOOST_TEST(text(nd::squeeze(of, {})) == text(of));
  BOOST_TEST(text(nd::squeeze({{1, 1}, {8, 8}})) == "() ()");
  BOOST_TEST(text(nd::squeeze({{0, 1}, {8, 8}})) == "(0,) (8,)");
  BOOST_CHECK_EXCEPTION(nd::squeeze(of, {0, 1}), nd::shape_error, says("squeeze: axis 1 of shape (1,3,1,2) has not extent 1"));
  BOOST_CHECK_THROW(nd::squeeze(of, {4}), nd::index_error);
  BOOST_CHECK_THROW(nd::squeeze(of, {0, -4}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(new_axes_stand_where_they_are_named_in_the_result) {
  const nd::layout of{{2, 3}, {24, 8}};
  BOOST_TEST(text(nd::expand_dims(of, {0, -1}).shape) == "(1,2,3,1)");
  BOOST_TEST(text(nd::expand_dims(of, {1, 3}).shape) == "(2,1,3,1)");
  BOOST_TEST(text(nd::expand_dims(of, {-2}).shape) == "(2,1,3)");
  BOOST_TEST(text(nd::expand_dims({}, {0}).shape) == "(1,)");
  BOOST_TEST(text(nd::squeeze(nd::expand_dims(of, {1, 3}))) == text(of));
}

BOOST_AUTO_TEST_CASE(new_axes_out_of_range_repeated_or_too_many_are_refused) {
  const nd::layout of{{2, 3}, {24, 8}};
  BOOST_CHECK_EXCEPTION(nd::expand_dims(of, {3}), nd::index_error, says("expand_dims: axis 3 is out of range for 3 dimensions"));
  BOOST_CHECK_EXCEPTION(nd::expand_dims(of, {0, -4}), nd::value_error, says("expand_dims: axis -4 is given twice"));
  nd::dims many(63);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<nd::index_t>(i);
  BOOST_CHECK_EXCEPTION(nd::expand_dims(of, many), nd::value_error, says("expand_dims: 65 dimensions; the most is 64"));
}

BOOST_AUTO_TEST_SUITE_END()
