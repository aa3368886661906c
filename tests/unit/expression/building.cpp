// SPDX-License-Identifier: BSD-3-Clause
// How trees are put together: what is copied, what is moved, how long nodes are.
#include "../expect.hpp"

using namespace lazynd_test;

namespace {
/// A function that knows how often it was copied.
struct counted {
  int* copies;
  explicit counted(int& of) : copies(&of) {}
  counted(const counted& other) : copies(other.copies) { ++*copies; }
  counted(counted&&) = default;
  double operator()(double x) const { return x + 1; }
};
}  // namespace

BOOST_AUTO_TEST_SUITE(expression_building)

BOOST_AUTO_TEST_CASE(temporary_parts_are_moved_however_deep_they_end_up) {
  int copies = 0;
  const nd::array<double> a = {1, 2};
  const auto tree = nd::sqrt(1.0 + 2.0 * (a - (3.0 - nd::map(counted(copies), a))) * a) + 0.0;
  BOOST_TEST(copies == 0);
  BOOST_TEST(is(tree, {2}, {1, 3}));
}

BOOST_AUTO_TEST_CASE(named_parts_are_copied_and_stay_what_they_were) {
  int copies = 0;
  const nd::array<double> a = {1, 2};
  const auto part = nd::map(counted(copies), a);
  const auto whole = part * part;
  BOOST_TEST(copies == 2);
  BOOST_TEST(is(whole, {2}, {4, 9}));
  BOOST_TEST(is(part, {2}, {2, 3}));
}

BOOST_AUTO_TEST_CASE(trees_keep_the_arrays_of_temporaries) {
  const auto tree = nd::array<double>{1, 2} * nd::array<double>{3, 4} + 1.0;
  BOOST_TEST(is(tree, {2}, {4, 9}));
}

BOOST_AUTO_TEST_CASE(nodes_are_as_long_as_what_they_refer_to) {
  const nd::array<double> a = {1, 2};
  const auto polynomial = 1.0 + a * (2.0 + a * (3.0 + a));
  BOOST_TEST(sizeof(polynomial) == 3 * sizeof(void*) + 3 * sizeof(double));
}

BOOST_AUTO_TEST_SUITE_END()
