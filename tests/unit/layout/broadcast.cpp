// SPDX-License-Identifier: BSD-3-Clause
// Broadcasting gives NumPy's shapes and repeats elements without copying them.
#include <boost/test/unit_test.hpp>

#include <lazynd/layout/broadcast.hpp>
#include <lazynd/support/error.hpp>

#include "reference.hpp"

using namespace layout_test;

namespace {

nd::shape_t broadcast(const std::vector<nd::dims>& shapes) {
  std::vector<const nd::dims*> pointers;
  for (const nd::dims& shape : shapes) pointers.push_back(&shape);
  return nd::broadcast_shapes(std::span<const nd::dims* const>(pointers), "add");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_broadcast)

BOOST_AUTO_TEST_CASE(shapes_broadcast_as_in_numpy) {
  int refused = 0;
  for (const auto& row : table("broadcasts.tsv")) {
    std::vector<nd::dims> shapes;
    for (const std::string& shape : split(row[0], ' ')) shapes.push_back(tuple(shape));
    if (row[1] == "ValueError") {
      BOOST_CHECK_THROW(broadcast(shapes), nd::shape_error);
      ++refused;
    } else {
      BOOST_TEST(text(broadcast(shapes)) == text(tuple(row[1])), row[0]);
    }
  }
  BOOST_TEST(refused > 20);
}

BOOST_AUTO_TEST_CASE(a_new_result_has_the_order_that_numpy_gives_it) {
  int others = 0;
  for (const ordered_result& row : ordered_results()) {
    std::vector<const nd::layout*> operands;
    std::string about;
    for (const nd::layout& operand : row.operands) {
      operands.push_back(&operand);
      about += text(operand.shape) + "@" + text(operand.strides) + " ";
    }
    const nd::layout result{row.shape, nd::strides_like_operands(row.shape, 8, operands)};
    BOOST_TEST(text(strides_that_count(result)) == text(row.strides), about);
    others += nd::is_c_contiguous(result, 8) || nd::is_f_contiguous(result, 8) ? 0 : 1;
  }
  BOOST_TEST(others > 50);
}

BOOST_AUTO_TEST_CASE(shapes_that_do_not_broadcast_have_no_common_one) {
  const nd::dims a{2, 3}, b{2, 1}, c{4};
  const nd::dims* const fitting[] = {&a, &b};
  const nd::dims* const others[] = {&a, &c};
  nd::dims shape;
  BOOST_TEST(nd::find_broadcast_shape(fitting, shape));
  BOOST_TEST(text(shape) == "(2,3)");
  BOOST_TEST(!nd::find_broadcast_shape(others, shape));
}

BOOST_AUTO_TEST_CASE(no_shapes_broadcast_to_0d) { BOOST_TEST(text(broadcast({})) == "()"); }

BOOST_AUTO_TEST_CASE(two_shapes_broadcast_as_many_do) {
  BOOST_TEST(text(nd::broadcast_shapes({3, 1}, {4}, "add")) == "(3,4)");
  BOOST_TEST(text(nd::broadcast_shapes({}, {0, 1}, "add")) == "(0,1)");
}

BOOST_AUTO_TEST_CASE(the_message_names_the_shapes_and_the_axis_of_the_result) {
  BOOST_CHECK_EXCEPTION(nd::broadcast_shapes({3, 4}, {5}, "add"), nd::shape_error,
                        says("add: shapes (3,4) and (5,) do not broadcast: axis 1 is 4 against 5"));
  BOOST_CHECK_EXCEPTION(nd::broadcast_shapes({0, 4}, {5, 1}, "add"), nd::shape_error,
                        says("add: shapes (0,4) and (5,1) do not broadcast: axis 0 is 0 against 5"));
  BOOST_CHECK_EXCEPTION(broadcast({{2, 3}, {7, 1, 1}, {4, 1}}), nd::shape_error,
                        says("add: shapes (2,3), (7,1,1) and (4,1) do not broadcast: axis 1 is 2 against 4"));
}

BOOST_AUTO_TEST_CASE(every_position_of_a_stretched_layout_is_the_element_it_repeats) {
  dice random(21);
  for (int i = 0; i < 2000; ++i) {
    const nd::layout of = random_view(random, 3, 0, 3);
    nd::dims shape = random_shape(random, 2, 0, 3);
    const std::size_t lead = shape.size();
    for (const nd::index_t extent : of.shape) shape.push_back(extent == 1 ? random.roll(0, 3) : extent);
    const nd::layout stretched = nd::broadcast_to(of, shape, "broadcast_to");
    BOOST_REQUIRE(text(stretched.shape) == text(shape));
    for (auto position : positions(shape)) {
      const nd::index_t found = address(stretched, position);
      position.erase(position.begin(), position.begin() + static_cast<std::ptrdiff_t>(lead));
      for (std::size_t axis = 0; axis < of.shape.size(); ++axis) {
        if (of.shape[axis] == 1) position[axis] = 0;
      }
      BOOST_REQUIRE(found == address(of, position));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_does_not_stretch_is_refused) {
  const nd::layout of{{3, 1}, {8, 8}};
  BOOST_CHECK_EXCEPTION(nd::broadcast_to(of, {4, 5}, "assign"), nd::shape_error, says("assign: shape (3,1) does not broadcast to (4,5)"));
  BOOST_CHECK_THROW(nd::broadcast_to(of, {3}, "assign"), nd::shape_error);
  BOOST_CHECK_THROW(nd::broadcast_to(of, {}, "assign"), nd::shape_error);
  BOOST_CHECK_THROW(nd::broadcast_to({{2}, {8}}, {1}, "assign"), nd::shape_error);
  BOOST_CHECK_THROW(nd::broadcast_to(of, {3, -1}, "assign"), nd::value_error);
  BOOST_CHECK_THROW(nd::broadcast_to({{}, {}}, nd::dims(65, 1), "assign"), nd::value_error);
}

BOOST_AUTO_TEST_SUITE_END()
