// SPDX-License-Identifier: BSD-3-Clause
// Reshaping shares memory exactly when strides can express it, and refuses what has another number of elements.
#include <boost/test/unit_test.hpp>

#include <lazynd/layout/transform.hpp>
#include <lazynd/support/error.hpp>

#include "reference.hpp"

using namespace layout_test;

namespace {

/// Strides with which a shape visits the addresses in C order, where there are any.
std::optional<nd::layout> strides_for(const std::vector<nd::index_t>& wanted, const nd::dims& shape) {
  nd::layout result{shape, nd::dims(shape.size(), 0)};
  nd::index_t step = 1;
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    if (shape[axis] > 1) result.strides[axis] = wanted[static_cast<std::size_t>(step)] - wanted[0];
    step *= shape[axis];
  }
  if (addresses(result) != wanted) return std::nullopt;
  return result;
}

nd::dims random_factors(dice& random, nd::index_t count) {
  nd::dims shape;
  while (count > 1) {
    nd::index_t factor = random.roll(2, count);
    while (count % factor != 0) ++factor;
    shape.insert(static_cast<std::size_t>(random.roll(0, static_cast<nd::index_t>(shape.size()))), factor);
    count /= factor;
  }
  while (random.chance(30)) shape.insert(static_cast<std::size_t>(random.roll(0, static_cast<nd::index_t>(shape.size()))), 1);
  return shape;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_reshape)

BOOST_AUTO_TEST_CASE(a_view_is_had_exactly_when_strides_can_visit_the_elements_in_c_order) {
  dice random(41);
  int views = 0, copies = 0;
  for (int i = 0; i < 20000; ++i) {
    const nd::layout of = random_view(random, 4, 1, 6);
    const nd::dims shape = random_factors(random, nd::element_count(of.shape));
    const auto wanted = addresses(of);
    const auto found = nd::reshape_view(of, shape, 8);
    BOOST_REQUIRE_MESSAGE(found.has_value() == strides_for(wanted, shape).has_value(),
                          text(of.shape) << " " << text(of.strides) << " to " << text(shape));
    found ? ++views : ++copies;
    if (found) BOOST_REQUIRE(text(found->shape) == text(shape) && addresses(*found) == wanted);
  }
  BOOST_TEST(views > 1000);
  BOOST_TEST(copies > 1000);
}

BOOST_AUTO_TEST_CASE(views_copies_and_errors_are_those_of_numpy) {
  for (const auto& row : table("reshapes.tsv")) {
    const nd::layout of{tuple(row[0]), tuple(row[1])};
    const nd::index_t count = nd::element_count(of.shape);
    const std::string& expected = row[3];
    BOOST_TEST_CONTEXT(row[0] << " " << row[1] << " to " << row[2]) {
      if (expected == "ValueError") {
        BOOST_CHECK_THROW(nd::resolve_reshape(count, tuple(row[2]), of.shape), nd::error);
        continue;
      }
      const nd::dims shape = nd::resolve_reshape(count, tuple(row[2]), of.shape);
      const auto found = nd::reshape_view(of, shape, 8);
      BOOST_REQUIRE(found.has_value() == (expected != "copy"));
      if (found && count > 0) BOOST_TEST(addresses(*found) == addresses({shape, tuple(expected)}), boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_contiguous_array_gets_contiguous_strides) {
  BOOST_TEST(text(nd::reshape_view({{2, 6}, {48, 8}}, {1, 3, 1, 4, 1}, 8)->strides) == "(96,32,32,8,8)");
  BOOST_TEST(text(nd::reshape_view({{}, {}}, {1, 1}, 8)->strides) == "(8,8)");
  BOOST_TEST(text(nd::reshape_view({{1, 1}, {7, 9}}, {}, 8)->strides) == "()");
}

BOOST_AUTO_TEST_CASE(empty_arrays_take_any_empty_shape) {
  BOOST_TEST(text(nd::reshape_view({{0, 3}, {-24, 0}}, {2, 0, 5}, 8)->shape) == "(2,0,5)");
  const nd::index_t huge = nd::index_t{1} << 62;
  BOOST_CHECK_THROW(nd::reshape_view({{0}, {8}}, {0, huge, 4}, 8), nd::value_error);
}

BOOST_AUTO_TEST_CASE(huge_repeated_elements_are_reshaped_without_overflow) {
  const nd::index_t half = nd::index_t{1} << 30;
  const auto found = nd::reshape_view({{half, half, 4}, {0, 0, 0}}, {2 * half, 2 * half}, 16);
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(text(found->strides) == "(0,0)");
}

BOOST_AUTO_TEST_CASE(one_extent_is_worked_out) {
  BOOST_TEST(text(nd::resolve_reshape(12, {3, -1}, {12})) == "(3,4)");
  BOOST_TEST(text(nd::resolve_reshape(12, {-1}, {3, 4})) == "(12,)");
  BOOST_TEST(text(nd::resolve_reshape(1, {-1, 1}, {})) == "(1,1)");
  BOOST_TEST(text(nd::resolve_reshape(0, {5, -1}, {0})) == "(5,0)");
  BOOST_TEST(text(nd::resolve_reshape(12, {2, 6}, {3, 4})) == "(2,6)");
}

BOOST_AUTO_TEST_CASE(shapes_with_another_number_of_elements_are_refused) {
  const nd::index_t huge = nd::index_t{1} << 32;
  BOOST_CHECK_EXCEPTION(nd::resolve_reshape(12, {5, 2}, {3, 4}), nd::shape_error,
                        says("reshape: cannot turn 12 elements of shape (3,4) into shape (5,2)"));
  BOOST_CHECK_EXCEPTION(nd::resolve_reshape(12, {5, -1}, {3, 4}), nd::shape_error,
                        says("reshape: cannot turn 12 elements of shape (3,4) into shape (5,-1)"));
  BOOST_CHECK_THROW(nd::resolve_reshape(0, {0, -1}, {0}), nd::shape_error);
  BOOST_CHECK_THROW(nd::resolve_reshape(12, {}, {12}), nd::shape_error);
  BOOST_CHECK_THROW(nd::resolve_reshape(0, {huge, huge}, {0}), nd::shape_error);
  BOOST_CHECK_EXCEPTION(nd::resolve_reshape(12, {-1, 2, -1}, {12}), nd::value_error,
                        says("reshape: only one extent can be -1, not two in (-1,2,-1)"));
  BOOST_CHECK_EXCEPTION(nd::resolve_reshape(12, {-2, 6}, {12}), nd::value_error, says("reshape: negative extent in shape (-2,6)"));
  BOOST_CHECK_EXCEPTION(nd::resolve_reshape(1, nd::dims(65, 1), {}), nd::value_error, says("reshape: 65 dimensions; the most is 64"));
}

BOOST_AUTO_TEST_SUITE_END()
