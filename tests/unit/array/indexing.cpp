// SPDX-License-Identifier: BSD-3-Clause
// a(...): integers, slices, ellipsis, newaxis; read and written.
#include <cstdint>
#include <limits>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::ellipsis;
using nd::newaxis;
using nd::none;
using nd::slice;

namespace {
nd::array<int> cube() { return nd::arange<int>(24).reshape({2, 3, 4}); }
}  // namespace

BOOST_AUTO_TEST_SUITE(array_indexing)

BOOST_AUTO_TEST_CASE(integers_name_an_element) {
  nd::array<int> a = cube();
  BOOST_TEST(a(1, 2, 3) == 23);
  BOOST_TEST(a(-1, -3, -4) == 12);
  BOOST_TEST(a(0U, std::uint8_t{1}, std::int64_t{2}) == 6);
  a(1, 0, 0) = 100;
  BOOST_TEST(a(1, 0, 0) == 100);
  const nd::array<int>& fixed = a;
  static_assert(std::is_same_v<decltype(fixed(0, 0, 0)), const int&>);
  BOOST_TEST(fixed(1, 0, 0) == 100);
}

BOOST_AUTO_TEST_CASE(an_element_out_of_range_is_refused) {
  nd::array<int> a = cube();
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(2, 0, 0); }, "index: 2 is out of range for axis 0 with extent 2"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(0, -4, 0); }, "index: -4 is out of range for axis 1 with extent 3"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(0, nd::all, 4); }, "index: 4 is out of range for axis 2 with extent 4"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(0, nd::all, std::numeric_limits<nd::index_t>::min()); },
                                     "index: -9223372036854775808 is out of range for axis 2 with extent 4"));
  BOOST_CHECK_THROW((void)nd::zeros<int>({0})(0), nd::index_error);
}

BOOST_AUTO_TEST_CASE(a_wrong_number_of_indices_is_refused) {
  nd::array<int> a = cube();
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(1, 2); },
                                     "index: 2 integers for an array with 3 dimensions; an element takes one for each, a part takes `all` "
                                     "or `ellipsis` for the rest"));
  BOOST_CHECK_THROW((void)a(0, 0, 0, 0), nd::index_error);
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(0, 0, 0, nd::all); }, "index: 4 indices for an array with 3 dimensions"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)a(ellipsis, 0, ellipsis); }, "index: only one ellipsis can stand in an index"));
}

BOOST_AUTO_TEST_CASE(slices_count_as_in_python) {
  const nd::array<int> a = nd::arange<int>(10);
  BOOST_TEST(is(a(slice(2, 5)), {3}, {2, 3, 4}));
  BOOST_TEST(is(a(slice(3)), {3}, {0, 1, 2}));
  BOOST_TEST(is(a(slice(-3, none)), {3}, {7, 8, 9}));
  BOOST_TEST(is(a(slice(none, none, 4)), {3}, {0, 4, 8}));
  BOOST_TEST(is(a(slice(none, none, -3)), {4}, {9, 6, 3, 0}));
  BOOST_TEST(is(a(slice(7, 2, -2)), {3}, {7, 5, 3}));
  BOOST_TEST(is(a(slice(2, none, -1)), {3}, {2, 1, 0}));
  BOOST_TEST(is(a(slice(none, -4, -1)), {3}, {9, 8, 7}));
  BOOST_TEST(is(a(slice(-100, 100)), {10}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  BOOST_TEST(is(a(slice(100, -100, -5)), {2}, {9, 4}));
  BOOST_TEST(is(a(slice(5, 5)), {0}, {}));
  BOOST_TEST(is(a(slice(6, 5)), {0}, {}));
  BOOST_TEST(is(a(slice(20, 30)), {0}, {}));
  BOOST_TEST(throws<nd::value_error>([&] { (void)a(slice(0, 5, 0)); }, "index: the step of a slice is 0"));
}

BOOST_AUTO_TEST_CASE(extreme_bounds_and_steps_do_not_overflow) {
  const nd::array<int> a = nd::arange<int>(10);
  using limits = std::numeric_limits<nd::index_t>;
  BOOST_TEST(is(a(slice(limits::min(), limits::max(), limits::max())), {1}, {0}));
  BOOST_TEST(is(a(slice(limits::max(), limits::min(), limits::min())), {1}, {9}));
  BOOST_TEST(is(a(slice(none, none, limits::min())), {1}, {9}));
}

/// Every slice with bounds and steps around the extent, against Python's definition spelled out.
BOOST_AUTO_TEST_CASE(all_slices_of_small_axes_are_those_of_python) {
  for (int extent = 0; extent <= 5; ++extent) {
    const nd::array<int> a = nd::arange<int>(extent);
    for (int start = -7; start <= 7; ++start) {
      for (int stop = -7; stop <= 7; ++stop) {
        for (int step : {-3, -2, -1, 1, 2, 3}) {
          const int low = step > 0 ? 0 : -1, high = step > 0 ? extent : extent - 1;
          const int from = std::clamp(start < 0 ? start + extent : start, low, high);
          const int to = std::clamp(stop < 0 ? stop + extent : stop, low, high);
          std::vector<int> expected;
          for (int i = from; step > 0 ? i < to : i > to; i += step) expected.push_back(i);
          const verdict found = is(a(slice(start, stop, step)), {static_cast<nd::index_t>(expected.size())}, expected);
          BOOST_TEST(found, extent << ": " << start << ":" << stop << ":" << step << ": " << reason(found));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(indices_of_all_kinds_combine) {
  nd::array<int> a = cube();
  BOOST_TEST(is(a(1, ellipsis), {3, 4}, {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}));
  BOOST_TEST(is(a(ellipsis, 1), {2, 3}, {1, 5, 9, 13, 17, 21}));
  BOOST_TEST(is(a(nd::all, -1), {2, 4}, {8, 9, 10, 11, 20, 21, 22, 23}));
  BOOST_TEST(is(a(0, slice(none, none, -1), slice(1, 3)), {3, 2}, {9, 10, 5, 6, 1, 2}));
  BOOST_TEST(is(a(newaxis, 1, 2, nd::all), {1, 4}, {20, 21, 22, 23}));
  BOOST_TEST(is(a(1, newaxis, 2, newaxis, slice(2)), {1, 1, 2}, {20, 21}));
  BOOST_TEST(is(a(ellipsis, newaxis, 0)(0, nd::all), {3, 1}, {0, 4, 8}));
  BOOST_TEST(a(ellipsis).shape() == nd::shape_t({2, 3, 4}));
  BOOST_TEST(is(a(1, 2, 3, ellipsis), {}, {23}));
}

BOOST_AUTO_TEST_CASE(views_of_views_compose) {
  nd::array<int> a = nd::arange<int>(20);
  BOOST_TEST(is(a(slice(none, none, 2))(slice(none, none, -3)), {4}, {18, 12, 6, 0}));
  BOOST_TEST(is(a(slice(none, none, -1))(slice(2, 12, 4)), {3}, {17, 13, 9}));
}

BOOST_AUTO_TEST_CASE(writing_through_an_index_changes_only_that_part) {
  nd::array<int> a = nd::zeros<int>({3, 4});
  a(1, nd::all) = 5;
  a(nd::all, slice(none, none, -2)) += 1;
  BOOST_TEST(is(a, {3, 4}, {0, 1, 0, 1, 5, 6, 5, 6, 0, 1, 0, 1}));
  a(slice(none, none, 2), 0) = nd::array<int>{7, 8};
  BOOST_TEST(is(a(nd::all, 0), {3}, {7, 5, 8}));
  a(ellipsis) = nd::arange<int>(4);
  BOOST_TEST(is(a, {3, 4}, {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3}));
  a(nd::all, slice(1, 1)) = 9;
  BOOST_TEST(is(a(0, nd::all), {4}, {0, 1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(reversed_parts_are_written_from_the_end) {
  nd::array<int> a = nd::zeros<int>({6});
  a(slice(none, none, -1)) = nd::arange<int>(6);
  BOOST_TEST(is(a, {6}, {5, 4, 3, 2, 1, 0}));
  a(slice(4, none, -2)) = nd::array<int>{10, 20, 30};
  BOOST_TEST(is(a, {6}, {30, 4, 20, 2, 10, 0}));
}

BOOST_AUTO_TEST_SUITE_END()
