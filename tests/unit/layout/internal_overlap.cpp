// SPDX-License-Identifier: BSD-3-Clause
// Layouts that visit memory twice are found exactly: against counted bytes, and against NumPy.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <set>

#include <lazynd/layout/overlap.hpp>

#include "reference.hpp"

using namespace layout_test;

namespace {

bool visits_a_byte_twice(const nd::layout& of, std::size_t itemsize) {
  std::set<nd::index_t> seen;
  for (const nd::index_t first : addresses(of)) {
    for (std::size_t byte = 0; byte < itemsize; ++byte) {
      if (!seen.insert(first + static_cast<nd::index_t>(byte)).second) return true;
    }
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_internal_overlap)

BOOST_AUTO_TEST_CASE(random_layouts_overlap_themselves_exactly_when_a_byte_is_visited_twice) {
  dice random(81);
  int counts[2] = {};
  for (int i = 0; i < 20000; ++i) {
    nd::layout of{random_shape(random, 4, random.chance(5) ? 0 : 1, 4), {}};
    for (std::size_t axis = 0; axis < of.shape.size(); ++axis) of.strides.push_back(random.chance(3) ? 0 : random.roll(-150, 150));
    const std::size_t itemsize = std::size_t{1} << random.roll(0, 4);
    const bool expected = visits_a_byte_twice(of, itemsize);
    BOOST_REQUIRE_MESSAGE(nd::has_internal_overlap(of, itemsize, std::numeric_limits<long>::max()) == expected,
                          text(of.shape) << " " << text(of.strides) << " " << itemsize);
    if (expected) BOOST_REQUIRE(nd::has_internal_overlap(of, itemsize, 0));
    ++counts[expected];
  }
  BOOST_TEST(counts[0] > 2000);
  BOOST_TEST(counts[1] > 2000);
}

BOOST_AUTO_TEST_CASE(big_layouts_overlap_themselves_exactly_when_numpy_says_so) {
  for (const auto& row : table("internal_overlaps.tsv")) {
    const bool found = nd::has_internal_overlap({tuple(row[0]), tuple(row[1])}, std::stoul(row[2]), 10'000'000);
    BOOST_TEST(found == (row[3] == "1"), row[0] << " " << row[1] << " " << row[2]);
  }
}

BOOST_AUTO_TEST_CASE(indexing_and_transposing_never_make_an_array_overlap_itself) {
  for (const nd::layout& of :
       {nd::layout{{1000, 1000}, {8000, 8}}, nd::layout{{1000, 1000}, {8, 8000}}, nd::layout{{1000, 1000}, {-8, 8000}},
        nd::layout{{250, 250, 7}, {32000, 32, 8000000}}, nd::layout{{1, 5}, {0, 8}}, nd::layout{}}) {
    BOOST_TEST(!nd::has_internal_overlap(of, 8, 0), text(of.shape) << " " << text(of.strides));
  }
}

BOOST_AUTO_TEST_CASE(repeated_and_sliding_elements_overlap) {
  BOOST_TEST(nd::has_internal_overlap({{3, 4}, {0, 8}}, 8));
  BOOST_TEST(nd::has_internal_overlap({{98, 3}, {8, 8}}, 8));
  BOOST_TEST(nd::has_internal_overlap({{100}, {4}}, 8));
  BOOST_TEST(!nd::has_internal_overlap({{0, 4}, {0, 0}}, 8));
}

BOOST_AUTO_TEST_SUITE_END()
