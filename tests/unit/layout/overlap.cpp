// SPDX-License-Identifier: BSD-3-Clause
// Shared memory is found exactly: against the bytes of random layouts, and against NumPy for layouts too big to enumerate.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <set>

#include <lazynd/layout/overlap.hpp>

#include "reference.hpp"

using namespace layout_test;
using nd::overlap;

BOOST_TEST_DONT_PRINT_LOG_VALUE(nd::overlap)

namespace {

constexpr long unlimited = std::numeric_limits<long>::max();

/// Addresses only: nothing is read through them. Far enough from 0 for negative strides.
const void* place(nd::index_t offset) {
  return reinterpret_cast<const void*>(static_cast<std::uintptr_t>((nd::index_t{1} << 40) + offset));
}

struct piece {
  nd::index_t offset;
  nd::layout where;
  std::size_t itemsize;

  [[nodiscard]] nd::memory_view view() const { return {place(offset), &where, itemsize}; }
};

std::set<nd::index_t> bytes(const piece& of) {
  std::set<nd::index_t> all;
  for (const nd::index_t first : addresses(of.where, of.offset)) {
    for (std::size_t byte = 0; byte < of.itemsize; ++byte) all.insert(first + static_cast<nd::index_t>(byte));
  }
  return all;
}

bool share_bytes(const piece& a, const piece& b) {
  const auto in_a = bytes(a), in_b = bytes(b);
  return std::any_of(in_a.begin(), in_a.end(), [&](nd::index_t byte) { return in_b.count(byte) > 0; });
}

nd::dims without_ones(const nd::dims& shape) {
  nd::dims rest;
  for (const nd::index_t extent : shape) {
    if (extent != 1) rest.push_back(extent);
  }
  return rest;
}

bool are_the_same(const piece& a, const piece& b) {
  return a.itemsize == b.itemsize && without_ones(a.where.shape) == without_ones(b.where.shape) &&
         addresses(a.where, a.offset) == addresses(b.where, b.offset);
}

piece random_piece(dice& random) {
  const nd::index_t unit = random.chance(50) ? 1 : 4;
  piece result{
      unit * random.roll(0, 60 / unit), {random_shape(random, 3, random.chance(5) ? 0 : 1, 5), {}}, std::size_t{1} << random.roll(0, 4)};
  for (std::size_t axis = 0; axis < result.where.shape.size(); ++axis)
    result.where.strides.push_back(unit * random.roll(-40 / unit, 40 / unit));
  return result;
}

/// Part of a contiguous array of doubles.
piece part(nd::dims shape, nd::dims strides, nd::index_t offset = 0) {
  for (nd::index_t& stride : strides) stride *= 8;
  return {offset * 8, {std::move(shape), std::move(strides)}, 8};
}

overlap between(const piece& a, const piece& b) {
  const overlap found = nd::find_overlap(a.view(), b.view());
  BOOST_CHECK(found == nd::find_overlap(b.view(), a.view()));
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_overlap)

BOOST_AUTO_TEST_CASE(random_pieces_share_memory_exactly_when_their_bytes_meet) {
  dice random(71);
  int counts[3] = {};
  for (int i = 0; i < 20000; ++i) {
    const piece a = random_piece(random);
    piece b = random.chance(90) ? random_piece(random) : a;
    if (random.chance(10)) b.where.shape.push_back(1), b.where.strides.push_back(random.roll(-9, 9));
    const bool shared = share_bytes(a, b);
    const overlap expected = !shared ? overlap::disjoint : are_the_same(a, b) ? overlap::same : overlap::partial;
    const overlap found = nd::find_overlap(a.view(), b.view(), unlimited);
    BOOST_REQUIRE_MESSAGE(found == expected, text(a.where.shape) << " " << text(a.where.strides) << " " << a.offset << " " << a.itemsize
                                                                 << " and " << text(b.where.shape) << " " << text(b.where.strides) << " "
                                                                 << b.offset << " " << b.itemsize);
    for (const long work : {0L, 1L, 3L, 1000L}) {
      const overlap guess = nd::find_overlap(a.view(), b.view(), work);
      BOOST_REQUIRE(guess == expected || (guess == overlap::partial && expected == overlap::disjoint));
    }
    ++counts[static_cast<int>(expected)];
  }
  BOOST_TEST(counts[static_cast<int>(overlap::disjoint)] > 2000);
  BOOST_TEST(counts[static_cast<int>(overlap::same)] > 500);
  BOOST_TEST(counts[static_cast<int>(overlap::partial)] > 2000);
}

BOOST_AUTO_TEST_CASE(big_pieces_share_memory_exactly_when_numpy_says_so) {
  for (const auto& row : table("overlaps.tsv")) {
    const piece a{std::stoll(row[0]), {tuple(row[1]), tuple(row[2])}, std::stoul(row[3])};
    const piece b{std::stoll(row[4]), {tuple(row[5]), tuple(row[6])}, std::stoul(row[7])};
    const bool shared = nd::find_overlap(a.view(), b.view(), 10'000'000) != overlap::disjoint;
    BOOST_TEST(shared == (row[8] == "1"), row[0] << " " << row[1] << " " << row[2] << " and " << row[4] << " " << row[5] << " " << row[6]);
  }
}

BOOST_AUTO_TEST_CASE(usual_parts_of_one_array_are_told_apart_within_the_default_work) {
  const nd::index_t n = 1000000;
  BOOST_CHECK(between(part({n / 2}, {2}), part({n / 2}, {2}, 1)) == overlap::disjoint);                        // every other element
  BOOST_CHECK(between(part({999}, {1000}, 3), part({999}, {1000}, 4)) == overlap::disjoint);                   // two columns
  BOOST_CHECK(between(part({1000, 500}, {1000, 1}), part({1000, 500}, {1000, 1}, 500)) == overlap::disjoint);  // halves of all rows
  BOOST_CHECK(between(part({500, 500}, {2000, 2}), part({500, 500}, {2000, 2}, 1001)) == overlap::disjoint);   // a checkerboard
  BOOST_CHECK(between(part({1000}, {1001}), part({999}, {1001}, 1)) == overlap::disjoint);                     // two diagonals
  BOOST_CHECK(between(part({1000}, {1001}), part({1000}, {999}, 999)) == overlap::disjoint);   // the diagonals of an even square
  BOOST_CHECK(between(part({1001}, {1002}), part({1001}, {1000}, 1000)) == overlap::partial);  // of an odd one: the middle
  BOOST_CHECK(between(part({100, 100, 100}, {10000, 100, 1}), part({100, 100, 100}, {1, 100, 10000})) == overlap::partial);  // a transpose
  BOOST_CHECK(between(part({n - 1}, {1}), part({n - 1}, {1}, 1)) == overlap::partial);  // shifted by one
  BOOST_CHECK(between(part({n}, {1}), part({n}, {-1}, n - 1)) == overlap::partial);     // reversed
  BOOST_CHECK(between(part({50, 50, 50}, {20000, 200, 2}), part({50, 50, 50}, {20000, 200, 2}, 10101)) == overlap::disjoint);
}

BOOST_AUTO_TEST_CASE(items_of_different_sizes_share_the_bytes_they_cover) {
  const piece complex_numbers{0, {{100}, {16}}, 16}, real_parts{0, {{100}, {16}}, 8}, imaginary_parts{8, {{100}, {16}}, 8};
  BOOST_CHECK(between(complex_numbers, real_parts) == overlap::partial);
  BOOST_CHECK(between(complex_numbers, imaginary_parts) == overlap::partial);
  BOOST_CHECK(between(real_parts, imaginary_parts) == overlap::disjoint);
  BOOST_CHECK(between({0, {{3}, {6}}, 4}, {5, {{2}, {6}}, 1}) == overlap::disjoint);
  BOOST_CHECK(between({0, {{3}, {6}}, 4}, {5, {{2}, {6}}, 2}) == overlap::partial);
}

BOOST_AUTO_TEST_CASE(empty_and_0d_pieces_are_decided) {
  const piece element{16, {}, 8};
  BOOST_CHECK(between(element, element) == overlap::same);
  BOOST_CHECK(between(element, {24, {}, 8}) == overlap::disjoint);
  BOOST_CHECK(between(element, part({4}, {1})) == overlap::partial);
  BOOST_CHECK(between(element, part({1, 1}, {5, 7}, 2)) == overlap::same);
  BOOST_CHECK(between(part({0, 5}, {5, 1}), part({0, 5}, {5, 1})) == overlap::disjoint);
}

BOOST_AUTO_TEST_CASE(the_search_gives_up_on_the_safe_side) {
  // From NumPy's own tests: the answer is hard to find.
  const piece a{0, {{1049, 1049, 1049}, {36674, 61119, 85569}}, 1}, b{64023025, {{1049, 1049, 1}, {12223, 12224, 1}}, 1};
  BOOST_CHECK(nd::find_overlap(a.view(), b.view(), 1) == overlap::partial);
  const nd::dims primes{10007, 10009, 10037, 10039, 10061}, many(5, 100000);
  const piece c{0, {many, primes}, 1}, d{1, {many, primes}, 1};
  BOOST_CHECK(nd::find_overlap(c.view(), d.view(), 0) == overlap::partial);
}

BOOST_AUTO_TEST_CASE(strides_beyond_the_address_range_do_not_overflow) {
  constexpr nd::index_t lowest = std::numeric_limits<nd::index_t>::min(), highest = std::numeric_limits<nd::index_t>::max();
  const piece element{8, {}, 8};  // the second of each layout
  for (const nd::index_t stride : {lowest, lowest + 1, lowest / 2, highest / 2, highest - 1, highest}) {
    for (const nd::index_t extent : {nd::index_t{2}, nd::index_t{3}, highest}) {
      const piece wild{0, {{extent, 2}, {stride, 8}}, 8}, wilder{0, {{extent, extent}, {stride, -stride / 3}}, 8};
      BOOST_CHECK(between(wild, wild) == overlap::same);
      BOOST_CHECK(between(wilder, wilder) == overlap::same);
      BOOST_CHECK(between(wild, element) == overlap::partial);
      between(wild, wilder);
      between(wilder, part({10}, {1}, 3));
      nd::has_internal_overlap(wild.where, 8);
      nd::has_internal_overlap(wilder.where, 8);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
