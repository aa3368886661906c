// SPDX-License-Identifier: BSD-3-Clause
// Which factors, roots and partitions the driver takes for right.
#include <cmath>

#include <boost/test/unit_test.hpp>

#include "binding.hpp"
#include "properties.hpp"

namespace {

using namespace golden;
using lazynd::array;

const tolerance near = read_tolerance(json{{"rtol", 1e-9}, {"atol", 1e-9}});

argument argument_of(const array<double>& x) { return {array_argument{x.storage()}}; }

result tuple(std::initializer_list<array<double>> items) {
  result_tuple made;
  for (const array<double>& item : items) made.push_back(of_array(item));
  return {made};
}

bool holds(const std::string& property, const array<double>& of, const result& expected, const result& got) {
  return !property_difference(property, {"f", {argument_of(of)}, {}}, expected, got, near);
}

BOOST_AUTO_TEST_SUITE(golden_properties)

BOOST_AUTO_TEST_CASE(a_partition_is_right_in_any_order_of_its_parts) {
  const array<double> of = {5, 1, 4, 2, 3};
  const result expected = of_array(array<double>{1, 2, 3, 5, 4});
  const auto right = [&](const array<double>& got) { return holds("partition:2", of, expected, of_array(got)); };
  BOOST_TEST(right({2, 1, 3, 4, 5}));
  BOOST_TEST(!right({2, 4, 3, 1, 5}));
  BOOST_TEST(!right({1, 2, 4, 3, 5}));
  BOOST_TEST(!right({1, 1, 3, 4, 5}));
}

BOOST_AUTO_TEST_CASE(indices_of_a_partition_are_a_permutation) {
  const array<double> of = {5, 1, 4, 2, 3};
  const result expected = of_array(array<std::int64_t>{1, 3, 4, 2, 0});
  const auto right = [&](const array<std::int64_t>& got) { return holds("argpartition:2", of, expected, of_array(got)); };
  BOOST_TEST(right({3, 1, 4, 0, 2}));
  BOOST_TEST(!right({3, 3, 4, 0, 2}));
  BOOST_TEST(!right({3, 1, 0, 4, 2}));
  BOOST_TEST(!right({3, 1, 4, 0, 5}));
}

BOOST_AUTO_TEST_CASE(eigenvalues_are_right_in_any_order) {
  const array<double> of = {{2, 0}, {0, 3}};
  BOOST_TEST(holds("eigvals", of, of_array(array<double>{2, 3}), of_array(array<double>{3, 2})));
  BOOST_TEST(!holds("eigvals", of, of_array(array<double>{2, 3}), of_array(array<double>{3, 3})));
  BOOST_TEST(!holds("eigvals", of, of_array(array<double>{2, 3}), of_array(array<float>{2, 3})));
}

BOOST_AUTO_TEST_CASE(eigenvectors_are_right_up_to_their_signs) {
  const double h = std::sqrt(0.5);
  const array<double> of = {{2, 1}, {1, 2}};
  const result expected = tuple({{1, 3}, {{-h, h}, {h, h}}});
  BOOST_TEST(holds("eigh", of, expected, tuple({{1, 3}, {{h, -h}, {-h, -h}}})));
  BOOST_TEST(!holds("eigh", of, expected, tuple({{3, 1}, {{h, h}, {h, -h}}})));
  BOOST_TEST(holds("eig", of, expected, tuple({{3, 1}, {{h, h}, {h, -h}}})));
  BOOST_TEST(!holds("eig", of, expected, tuple({{3, 1}, {{h, h}, {-h, -h}}})));
  BOOST_TEST(!holds("eig", of, expected, tuple({{3, 1}, {{1, 1}, {1, -1}}})));
}

BOOST_AUTO_TEST_CASE(singular_vectors_are_right_up_to_signs_of_pairs) {
  const array<double> of = {{0, 2}, {1, 0}, {0, 0}};
  const result expected = tuple({{{1, 0}, {0, 1}, {0, 0}}, {2, 1}, {{0, 1}, {1, 0}}});
  BOOST_TEST(holds("svd", of, expected, tuple({{{-1, 0}, {0, 1}, {0, 0}}, {2, 1}, {{0, -1}, {1, 0}}})));
  BOOST_TEST(!holds("svd", of, expected, tuple({{{-1, 0}, {0, 1}, {0, 0}}, {2, 1}, {{0, 1}, {1, 0}}})));
  BOOST_TEST(!holds("svd", of, expected, tuple({{{2, 0}, {0, 1}, {0, 0}}, {2, 1}, {{0, 0.5}, {1, 0}}})));
  BOOST_TEST(!holds("svd", of, expected, tuple({{{1, 0}, {0, 1}, {0, 0}}, {1, 2}, {{0, 1}, {1, 0}}})));
}

BOOST_AUTO_TEST_CASE(triangular_factors_are_right_up_to_signs_of_rows) {
  const array<double> of = {{0, 2}, {3, 4}};
  const result expected = tuple({{{0, 1}, {1, 0}}, {{3, 4}, {0, 2}}});
  BOOST_TEST(holds("qr:reduced", of, expected, tuple({{{0, -1}, {-1, 0}}, {{-3, -4}, {0, -2}}})));
  BOOST_TEST(!holds("qr:reduced", of, expected, tuple({{{0, -1}, {-1, 0}}, {{3, 4}, {0, 2}}})));
  BOOST_TEST(!holds("qr:reduced", of, expected, tuple({{{1, 0}, {0, 1}}, {{0, 2}, {3, 4}}})));
  BOOST_TEST(holds("qr:r", of, of_array(array<double>{{3, 4}, {0, 2}}), of_array(array<double>{{-3, -4}, {0, 2}})));
  BOOST_TEST(!holds("qr:r", of, of_array(array<double>{{3, 4}, {0, 2}}), of_array(array<double>{{3, 4}, {0, 1}})));
  BOOST_TEST(holds("qr:raw", of, tuple({{{3, 7}, {4, 2}}, {1, 1}}), tuple({{{-3, 9}, {-4, 2}}, {1, 1}})));
}

BOOST_AUTO_TEST_CASE(an_unknown_property_is_missing) {
  BOOST_CHECK_THROW(holds("shiny", {1}, of_array(array<double>{1}), of_array(array<double>{1})), missing);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
