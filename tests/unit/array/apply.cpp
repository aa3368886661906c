// SPDX-License-Identifier: BSD-3-Clause
// Vector products, and functions of lines and of elements applied to arrays.
#include "../expect.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(array_apply)

BOOST_AUTO_TEST_CASE(vector_products) {
  const nd::array<int> a = {{1, 2, 3}, {1, 0, 0}}, b = {4, 5, 6};
  BOOST_TEST(is(nd::cross(a, b), {2, 3}, {-3, 6, -3, 0, -6, 5}));
  BOOST_TEST(is(nd::cross(nd::transpose(a), b, {.axisa = 0}), {2, 3}, {-3, 6, -3, 0, -6, 5}));
  BOOST_TEST(is(nd::cross(nd::transpose(a), nd::transpose(a), {.axis = 0}), {3, 2}, {0, 0, 0, 0, 0, 0}));
  BOOST_TEST(is(nd::cross(a, b, {.axisc = 0}), {3, 2}, {-3, 0, 6, -6, -3, 5}));
  BOOST_TEST(nd::cross(nd::array<int>{1, 2}, nd::array<int>{3, 4}).item() == -2);
  BOOST_TEST(is(nd::cross(nd::array<int>{1, 2, 3}, nd::array<double>{4, 5}), {3}, {-15.0, 12.0, -3.0}));
  BOOST_TEST(is(nd::cross(nd::array<int>{1, 2}, nd::array<int>{4, 5, 6}), {3}, {12, -6, -3}));
  BOOST_CHECK_THROW((void)nd::cross(nd::array<int>{1}, b), nd::value_error);
  BOOST_CHECK_THROW((void)nd::cross(a, nd::zeros<int>({3, 3})), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::cross(a, b, {.axisa = 2}), nd::index_error);
  BOOST_CHECK_THROW((void)nd::cross(nd::zeros<bool>({3}), nd::zeros<bool>({3})), nd::dtype_error);
}

BOOST_AUTO_TEST_CASE(functions_of_lines) {
  const nd::array<int> a = {{3, 1, 2}, {6, 5, 4}};
  const auto span = [](const nd::view<const int>& line) { return nd::eval(nd::max(line) - nd::min(line)).item(); };
  BOOST_TEST(is(nd::apply_along_axis(span, 1, a), {2}, {2, 2}));
  BOOST_TEST(is(nd::apply_along_axis(span, 0, a), {3}, {3, 4, 2}));
  const auto halves = [](const nd::view<const int>& line) { return line / 2; };
  BOOST_TEST(is(nd::apply_along_axis(halves, 0, a), {2, 3}, {1.5, 0.5, 1.0, 3.0, 2.5, 2.0}));
  const auto table = [](const nd::view<const int>& line) { return nd::expand_dims(line, 0) * nd::expand_dims(line, 1); };
  const nd::array<int> tables = nd::apply_along_axis(table, 0, a);
  BOOST_TEST(tables.shape() == nd::shape_t({2, 2, 3}));
  BOOST_TEST(tables(0, 1, 2) == 8);
  BOOST_TEST(tables(1, 1, 0) == 36);
  BOOST_CHECK_THROW((void)nd::apply_along_axis(span, 2, a), nd::index_error);
  BOOST_CHECK_THROW((void)nd::apply_along_axis(span, 0, nd::zeros<int>({2, 0})), nd::value_error);
  int calls = 0;
  const auto growing = [&](const nd::view<const int>&) { return nd::eval(nd::zeros<int>({++calls})); };
  BOOST_CHECK_THROW((void)nd::apply_along_axis(growing, 1, a), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(functions_of_lines_of_a_run_time_dtype) {
  const nd::any_array a = nd::array<int>{{3, 1, 2}, {6, 5, 4}};
  const nd::any_array spans = nd::apply_along_axis([](const nd::any_view& line) { return nd::max(line) - nd::min(line); }, 0, a);
  BOOST_TEST(is(nd::as<int>(spans), {3}, {3, 4, 2}));
  const nd::any_array halves = nd::apply_along_axis([](const nd::any_view& line) { return line / 2; }, 0, a);
  BOOST_TEST(is(nd::as<double>(halves), {2, 3}, {1.5, 0.5, 1.0, 3.0, 2.5, 2.0}));
  const nd::any_array counts = nd::apply_along_axis([](const nd::any_view& line) { return static_cast<int>(line.size()); }, 1, a + 1);
  BOOST_TEST(is(nd::as<int>(counts), {2}, {3, 3}));
  const auto table = [](const nd::any_view& line) { return nd::expand_dims(line, 0) * nd::expand_dims(line, 1); };
  const nd::any_array tables = nd::apply_along_axis(table, 0, a);
  BOOST_TEST(nd::array_equal(
      tables, nd::apply_along_axis([](const nd::view<const int>& line) { return nd::expand_dims(line, 0) * nd::expand_dims(line, 1); }, 0,
                                   nd::as<int>(a))));
  BOOST_CHECK_THROW((void)nd::apply_along_axis(table, 2, a), nd::index_error);
  BOOST_CHECK_THROW((void)nd::apply_along_axis(table, 0, nd::any_array(nd::zeros<int>({2, 0}))), nd::value_error);
  int calls = 0;
  const auto growing = [&](const nd::any_view&) { return nd::eval(nd::zeros<int>({++calls})); };
  BOOST_CHECK_THROW((void)nd::apply_along_axis(growing, 1, a), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(functions_of_axes) {
  const nd::array<double> a = nd::eval(nd::reshape(nd::arange<double>(24), {2, 3, 4}));
  const auto total = [](const nd::array<double>& x, int axis) { return nd::sum(x, {.axis = axis}); };
  BOOST_TEST(is(nd::apply_over_axes(total, a, {0, 2}), {1, 3, 1}, {60.0, 92.0, 124.0}));
  const auto keeps = [](const nd::array<double>& x, int axis) { return nd::cumsum(x, {.axis = axis}); };
  BOOST_TEST(nd::apply_over_axes(keeps, a, {-1}).shape() == a.shape());
  const auto loses = [](const nd::array<double>& x, int) { return nd::sum(x); };
  BOOST_CHECK_THROW((void)nd::apply_over_axes(loses, a, {0}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(functions_of_elements_become_functions_of_arrays) {
  const auto bounded = nd::vectorize([](double x, int most) { return x > most ? most : x; });
  const nd::array<double> x = {{1, 5}, {7, 2}};
  const nd::array<int> most = {3, 4};
  BOOST_TEST(is(nd::eval(bounded(x, most)), {2, 2}, {1.0, 4.0, 3.0, 2.0}));
  BOOST_TEST(is(nd::eval(bounded(x, most) + 1), {2, 2}, {2.0, 5.0, 4.0, 3.0}));
}

BOOST_AUTO_TEST_SUITE_END()
