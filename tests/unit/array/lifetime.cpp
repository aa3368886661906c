// SPDX-License-Identifier: BSD-3-Clause
// Who keeps elements alive. The address sanitizer turns a mistake here into a failure.
#include <memory>
#include <optional>
#include <vector>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {

nd::array<double> make() { return nd::arange<double>(6) + 1.0; }

auto expression_over_a_local() {
  const nd::array<double> local = make();
  return local * 2 + local(slice(none, none, -1));
}

auto expression_over_a_local_reduction() {
  nd::array<double> local = make();
  auto centre = nd::mean(local);
  return local - centre;
}

auto map_with_a_local_table() {
  const std::vector<double> table = {10, 20, 30};
  return nd::map([table](double x) { return table[static_cast<std::size_t>(x) % 3]; }, make());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(array_lifetime)

BOOST_AUTO_TEST_CASE(expressions_own_the_arrays_they_read) {
  const auto e = expression_over_a_local();
  BOOST_TEST(is(e, {6}, {8, 9, 10, 11, 12, 13}));
  BOOST_TEST(is(e + 0.0, {6}, {8, 9, 10, 11, 12, 13}));
  BOOST_TEST(is(expression_over_a_local_reduction(), {6}, {-2.5, -1.5, -0.5, 0.5, 1.5, 2.5}));
}

BOOST_AUTO_TEST_CASE(expressions_own_temporaries) {
  const auto e = nd::where(make() > 3, make(), -make()) + make()(0);
  BOOST_TEST(is(e, {6}, {0, -1, -2, 5, 6, 7}));
}

BOOST_AUTO_TEST_CASE(functions_given_to_map_are_copied) {
  BOOST_TEST(is(map_with_a_local_table(), {6}, {20, 30, 10, 20, 30, 10}));
  auto counted = std::make_shared<int>(3);
  {
    const auto e = nd::map([counted](double x) { return x * *counted; }, make());
    BOOST_TEST(is(e, {6}, {3, 6, 9, 12, 15, 18}));
  }
  BOOST_TEST(counted.use_count() == 1);
}

BOOST_AUTO_TEST_CASE(expressions_can_be_evaluated_many_times_and_copied) {
  std::optional<nd::array<double>> a = make();
  const auto e = *a + 1;
  const auto copy = e;
  a.reset();
  BOOST_TEST(is(e, {6}, {2, 3, 4, 5, 6, 7}));
  BOOST_TEST(is(e, {6}, {2, 3, 4, 5, 6, 7}));
  BOOST_TEST(is(copy * 2, {6}, {4, 6, 8, 10, 12, 14}));
  BOOST_TEST(is(copy + e, {6}, {4, 6, 8, 10, 12, 14}));
}

BOOST_AUTO_TEST_CASE(an_expression_sees_writes_into_its_arrays_until_it_is_evaluated) {
  nd::array<double> a = {1, 2};
  const auto e = a + 10;
  a(0) = 5;
  BOOST_TEST(is(e, {2}, {15, 12}));
  a = 0;
  BOOST_TEST(is(e, {2}, {10, 10}));
}

BOOST_AUTO_TEST_CASE(an_expression_keeps_the_storage_an_array_has_left) {
  nd::array<double> a = {1, 2};
  const auto e = a + 10;
  a = nd::zeros<double>({3});
  BOOST_TEST(is(e, {2}, {11, 12}));
}

BOOST_AUTO_TEST_CASE(a_moved_from_array_does_not_empty_expressions) {
  nd::array<double> a = {1, 2};
  const auto e = a * 2;
  const nd::array<double> b = std::move(a);
  BOOST_TEST(is(e, {2}, {2, 4}));
  BOOST_TEST(is(b, {2}, {1, 2}));
}

BOOST_AUTO_TEST_CASE(views_keep_memory_alive) {
  std::optional<nd::array<double>> a = make();
  nd::view<double> tail = (*a)(slice(3, none));
  nd::view<double> part = tail(slice(none, none, -1))(slice(2));
  a.reset();
  BOOST_TEST(is(tail, {3}, {4, 5, 6}));
  part = 0;
  BOOST_TEST(is(tail, {3}, {4, 0, 0}));
}

BOOST_AUTO_TEST_CASE(views_of_temporaries_keep_them_alive) {
  BOOST_TEST(is(make()(slice(1, 3)), {2}, {2, 3}));
  const auto turned = nd::transpose(make().reshape({2, 3}));
  BOOST_TEST(is(turned, {3, 2}, {1, 4, 2, 5, 3, 6}));
  const nd::array<double> shaped = make().reshape({3, 2});
  BOOST_TEST(is(shaped, {3, 2}, {1, 2, 3, 4, 5, 6}));
  const auto spread = nd::broadcast_to(make(), {2, 6});
  BOOST_TEST(spread(1, 5) == 6);
  const auto flat = nd::ravel(nd::transpose(make().reshape({2, 3})));
  BOOST_TEST(is(flat, {6}, {1, 4, 2, 5, 3, 6}));
}

BOOST_AUTO_TEST_CASE(results_do_not_share_memory_with_their_operands) {
  nd::array<double> a = make();
  nd::array<double> b = a(nd::all);
  nd::array<double> c = nd::cast<double>(a);
  nd::array<double> d = +a;
  b = 0;
  c = 0;
  d = 0;
  BOOST_TEST(is(a, {6}, {1, 2, 3, 4, 5, 6}));
}

BOOST_AUTO_TEST_CASE(a_borrowed_leaf_reads_the_array) {
  const nd::array<double> a = make();
  BOOST_TEST(is(nd::borrow(a) * 2 + nd::borrow(a), {6}, {3, 6, 9, 12, 15, 18}));
  const double total = nd::sum(nd::borrow(a));
  BOOST_TEST(total == 21);
}

BOOST_AUTO_TEST_SUITE_END()
