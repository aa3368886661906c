// SPDX-License-Identifier: BSD-3-Clause
// Whatever the planner keeps, shares or diverts, results have the bits of one statement at a time.
#include <cmath>

#include "plans.hpp"

using namespace lazynd_test;

namespace {

nd::array<double> ramp(const nd::shape_t& shape, double from) {
  nd::array<double> a = nd::zeros(shape);
  double value = from;
  for (nd::index_t i = 0; i < a.size(); ++i, value += 0.0078125) a.data()[i] = value;
  return a;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(planned_results)

BOOST_AUTO_TEST_CASE(of_softmax) {
  const nd::array<double> x = ramp({40, 30}, -4);
  const auto e = nd::exp(x - nd::max(x, {.axis = 1, .keepdims = true}));
  const nd::array<double> largest = nd::max(x, {.axis = 1, .keepdims = true});
  const nd::array<double> exponentials = nd::exp(x - largest);
  const nd::array<double> total = nd::sum(exponentials, {.axis = 1, .keepdims = true});
  BOOST_TEST(same(nd::eval(e / nd::sum(e, {.axis = 1, .keepdims = true})), nd::eval(exponentials / total)));
}

BOOST_AUTO_TEST_CASE(of_values_that_are_kept_for_a_broadcast) {
  const nd::array<double> row = ramp({30}, 0), flat = ramp({1, 30}, 1), a = ramp({40, 30}, 2);
  const nd::array<double> sines = nd::sin(row);
  const auto [first, second, third] = nd::eval(nd::sin(row) + flat, nd::sin(row) + a, nd::sum(nd::sin(row) * a, {.axis = 0}));
  BOOST_TEST(same(first, nd::eval(sines + flat)));
  BOOST_TEST(same(second, nd::eval(sines + a)));
  BOOST_TEST(same(third, nd::eval(nd::sum(sines * a, {.axis = 0}))));
}

BOOST_AUTO_TEST_CASE(of_values_that_a_larger_destination_repeats) {
  const nd::array<double> row = ramp({30}, 0), sines = nd::sin(row);
  nd::array<double> a = nd::zeros({40, 30}), b = nd::zeros({40, 30});
  a(nd::all, nd::all) = nd::sin(row);
  b(nd::all, nd::all) = sines;
  BOOST_TEST(same(a, b));
}

BOOST_AUTO_TEST_CASE(of_few_rows_that_are_gathered_once_for_all_outer_positions) {
  for (const nd::index_t axis : {1, 2, 3, 8, 9}) {
    const nd::array<double> points = ramp({600, axis}, 0), others = ramp({40, axis}, 0.3);
    const auto apart = others(nd::all, nd::newaxis, nd::all) - points(nd::newaxis, nd::all, nd::all);
    nd::array<double> expected = nd::zeros<double>({40, 600});
    for (nd::index_t i = 0; i < 40; ++i) {
      for (nd::index_t j = 0; j < 600; ++j) expected(i, j) = nd::sum(nd::square(others(i, nd::all) - points(j, nd::all)));
    }
    BOOST_TEST(same(nd::eval(nd::sum(nd::square(apart), {.axis = 2})), expected));
    BOOST_TEST(same(nd::eval(nd::sum(nd::square(apart), {.axis = 2}) + nd::max(apart * 0, {.axis = -1})), expected));
  }
}

BOOST_AUTO_TEST_CASE(of_rows_that_repeat_along_a_run_of_several_axes) {
  // Tiles are multiples of 21 and of 3; the rows of the last array are read at places that a thread begins in the middle of.
  const nd::array<double> a = ramp({700, 7, 3}, 0), table = ramp({7, 3}, 1), row = ramp({3}, 2), column = ramp({7, 1}, 3);
  const nd::array<double> whole_table = nd::broadcast_to(table, {700, 7, 3}), whole_row = nd::broadcast_to(row, {700, 7, 3});
  const nd::array<double> whole_column = nd::broadcast_to(column, {700, 7, 3});
  BOOST_TEST(same(nd::eval(a * table + row), nd::eval(a * whole_table + whole_row)));
  BOOST_TEST(same(nd::eval(a * row + column), nd::eval(a * whole_row + whole_column)));
  BOOST_TEST(same(nd::eval(nd::sum(a * table - row, {.axis = 0})), nd::eval(nd::sum(a * whole_table - whole_row, {.axis = 0}))));
  BOOST_TEST(same(nd::eval(nd::transpose(a) - nd::transpose(table)(nd::all, nd::all, nd::newaxis)), nd::eval(nd::transpose(a - table))));
}

BOOST_AUTO_TEST_CASE(of_reductions_over_different_axes_and_over_none) {
  const nd::array<double> a = ramp({40, 30}, -3);
  const auto [none, rows, columns, whole] =
      nd::eval(nd::sum(a, {.axis = nd::dims{}}), nd::sum(a, {.axis = 0}), nd::sum(a, {.axis = 1}), nd::sum(a));
  BOOST_TEST(same(none, a));
  BOOST_TEST(same(rows, nd::eval(nd::sum(a, {.axis = 0}))));
  BOOST_TEST(same(columns, nd::eval(nd::sum(a, {.axis = 1}))));
  BOOST_TEST(same(whole, nd::eval(nd::sum(a))));
}

BOOST_AUTO_TEST_CASE(of_a_reduction_that_is_written_to_a_view) {
  const nd::array<double> a = ramp({40, 30}, -3), exponentials = nd::exp(a);
  nd::array<double> table = nd::zeros({30, 2});
  table(nd::all, 1) = nd::sum(nd::exp(a), {.axis = 0});
  BOOST_TEST(same(table(nd::all, 1), nd::eval(nd::sum(exponentials, {.axis = 0}))));
}

BOOST_AUTO_TEST_CASE(of_overlapping_assignments) {
  nd::array<double> a = ramp({200}, 0), b = ramp({200}, 0);
  const nd::array<double> before = a;
  a(nd::slice(1, nd::none)) = a(nd::slice(nd::none, -1)) + 1;
  BOOST_TEST(same(a(nd::slice(1, nd::none)), nd::eval(before(nd::slice(nd::none, -1)) + 1)));
  b = b(nd::slice(nd::none, nd::none, -1)) - b;
  BOOST_TEST(same(b, nd::eval(before(nd::slice(nd::none, nd::none, -1)) - before)));
}

BOOST_AUTO_TEST_CASE(of_results_that_read_each_other) {
  nd::array<double> a = ramp({20, 30}, 0), b = ramp({20, 30}, 7);
  const nd::array<double> old_a = a, old_b = b;
  nd::assign(a, b * nd::sum(a), b, nd::exp(a) - b);
  BOOST_TEST(same(a, nd::eval(old_b * nd::sum(old_a))));
  BOOST_TEST(same(b, nd::eval(nd::exp(old_a) - old_b)));
}

BOOST_AUTO_TEST_CASE(of_equal_constants_of_different_signs) {
  const nd::array<double> a = nd::ones({4});
  const auto [positive, negative] = nd::eval(a / 0.0, a / -0.0);
  BOOST_TEST(is(positive, {4}, std::vector<double>(4, HUGE_VAL)));
  BOOST_TEST(is(negative, {4}, std::vector<double>(4, -HUGE_VAL)));
}

BOOST_AUTO_TEST_SUITE_END()
