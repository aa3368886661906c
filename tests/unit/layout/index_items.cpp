// SPDX-License-Identifier: BSD-3-Clause
// What may stand in an index, what is refused, and where single elements are.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <type_traits>

#include <lazynd/layout/slice.hpp>
#include <lazynd/support/error.hpp>

#include "reference.hpp"

using namespace layout_test;

static_assert(std::is_trivially_copyable_v<nd::index_item> && sizeof(nd::index_item) <= 32);
static_assert(nd::IndexItem<int> && nd::IndexItem<std::uint8_t> && nd::IndexItem<std::size_t> && nd::IndexItem<nd::slice>);
static_assert(nd::IndexItem<nd::all_t> && nd::IndexItem<nd::ellipsis_t> && nd::IndexItem<nd::newaxis_t>);
static_assert(!nd::IndexItem<double> && !nd::IndexItem<const char*> && !nd::IndexItem<nd::none_t> && !nd::IndexItem<nd::dims>);
static_assert(std::is_constructible_v<nd::slice_bound, nd::none_t> && !std::is_constructible_v<nd::slice_bound, double>);

namespace {

const nd::layout matrix{{3, 4}, {32, 8}};
constexpr nd::index_t lowest = std::numeric_limits<nd::index_t>::min(), highest = std::numeric_limits<nd::index_t>::max();

nd::sliced at(const nd::layout& of, std::initializer_list<nd::index_item> items) {
  return nd::apply_index(of, std::span<const nd::index_item>(items.begin(), items.size()));
}

nd::index_t offset(const nd::layout& of, std::initializer_list<nd::index_t> position) {
  return nd::element_offset(of, std::span<const nd::index_t>(position.begin(), position.size()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_index_items)

BOOST_AUTO_TEST_CASE(integers_drop_axes_and_all_keeps_them) {
  const nd::sliced row = at(matrix, {-1}), column = at(matrix, {nd::all_t{}, 1u}), element = at(matrix, {std::int8_t{2}, 3LL});
  BOOST_TEST(text(row.where.shape) == "(4,)");
  BOOST_TEST(row.offset == 64);
  BOOST_TEST(text(column.where.strides) == "(32,)");
  BOOST_TEST(column.offset == 8);
  BOOST_TEST(text(element.where.shape) == "()");
  BOOST_TEST(element.offset == 88);
}

BOOST_AUTO_TEST_CASE(a_0d_layout_takes_the_ellipsis_new_axes_and_nothing_else) {
  BOOST_TEST(text(at({}, {}).where.shape) == "()");
  BOOST_TEST(text(at({}, {nd::ellipsis}).where.shape) == "()");
  BOOST_TEST(text(at({}, {nd::newaxis, nd::ellipsis, nd::newaxis}).where.shape) == "(1,1)");
  BOOST_CHECK_EXCEPTION(at({}, {0}), nd::index_error, says("index: 1 indices for an array with 0 dimensions"));
}

BOOST_AUTO_TEST_CASE(unsigned_integers_beyond_the_signed_range_do_not_become_negative) {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  BOOST_TEST(text(at(matrix, {nd::slice(1, most)}).where.shape) == "(2,4)");
  BOOST_TEST(text(at(matrix, {nd::slice(most)}).where.shape) == "(3,4)");
  BOOST_CHECK_THROW(at(matrix, {most}), nd::index_error);
}

BOOST_AUTO_TEST_CASE(an_empty_part_stays_within_the_memory_it_was_cut_out_of) {
  const nd::sliced empty = at({{0, 1000}, {8000, 8}}, {nd::all_t{}, 999});
  BOOST_TEST(text(empty.where.shape) == "(0,)");
  BOOST_TEST(empty.offset == 0);
}

BOOST_AUTO_TEST_CASE(wrong_indices_are_refused_with_axis_and_extent) {
  BOOST_CHECK_EXCEPTION(at(matrix, {0, 1, 2}), nd::index_error, says("index: 3 indices for an array with 2 dimensions"));
  BOOST_CHECK_EXCEPTION(at(matrix, {5}), nd::index_error, says("index: 5 is out of range for axis 0 with extent 3"));
  BOOST_CHECK_EXCEPTION(at(matrix, {nd::newaxis, nd::ellipsis, -5}), nd::index_error,
                        says("index: -5 is out of range for axis 1 with extent 4"));
  BOOST_CHECK_EXCEPTION(at(matrix, {nd::ellipsis, nd::ellipsis}), nd::index_error, says("index: only one ellipsis can stand in an index"));
  BOOST_CHECK_EXCEPTION(at(matrix, {nd::slice(0, 1, 0)}), nd::value_error, says("index: the step of a slice is 0"));
  BOOST_CHECK_THROW(at(matrix, {lowest}), nd::index_error);
  BOOST_CHECK_THROW(at(matrix, {highest}), nd::index_error);
}

BOOST_AUTO_TEST_CASE(more_than_64_axes_are_refused) {
  const std::vector<nd::index_item> most(62, nd::newaxis), many(63, nd::newaxis);
  BOOST_TEST(nd::apply_index(matrix, most).where.ndim() == 64);
  BOOST_CHECK_EXCEPTION(nd::apply_index(matrix, many), nd::index_error, says("index: the result has 65 dimensions; the most is 64"));
}

BOOST_AUTO_TEST_CASE(elements_are_where_enumeration_finds_them) {
  dice random(61);
  for (int i = 0; i < 500; ++i) {
    const nd::layout of = random_view(random, 3, 1, 4);
    for (auto position : positions(of.shape)) {
      const nd::index_t expected = address(of, position);
      for (std::size_t axis = 0; axis < position.size(); ++axis) position[axis] -= random.chance(30) ? of.shape[axis] : 0;
      BOOST_REQUIRE(nd::element_offset(of, position) == expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(elements_out_of_range_are_refused) {
  BOOST_CHECK_EXCEPTION(offset(matrix, {0, 4}), nd::index_error, says("index: 4 is out of range for axis 1 with extent 4"));
  BOOST_CHECK_EXCEPTION(offset(matrix, {-4, 0}), nd::index_error, says("index: -4 is out of range for axis 0 with extent 3"));
  BOOST_CHECK_THROW(offset(matrix, {lowest, 0}), nd::index_error);
  BOOST_CHECK_THROW(offset(matrix, {highest, 0}), nd::index_error);
  BOOST_CHECK_THROW(offset({{0}, {8}}, {0}), nd::index_error);
}

BOOST_AUTO_TEST_SUITE_END()
