// SPDX-License-Identifier: BSD-3-Clause
// Parts and other looks of expressions: as of the evaluated array, and no more is computed than was asked for.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {

nd::array<double> grid() { return nd::arange<double>(6).reshape({2, 3}); }
nd::array<double> row() { return {10, 20, 30}; }

auto part_of_locals() {
  const nd::array<double> a = grid(), b = row();
  return (a * b)(nd::all, 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(array_expression_parts)

BOOST_AUTO_TEST_CASE(basic_indices_cut_an_expression_as_they_cut_its_value) {
  const nd::array<double> a = grid(), b = row();
  BOOST_TEST(is((a + b)(1, nd::all), {3}, {13, 24, 35}));
  BOOST_TEST(is((a + b)(nd::all, 1), {2}, {21, 24}));
  BOOST_TEST(is((a + b)(slice(none, none, -1), slice(1, none)), {2, 2}, {24, 35, 21, 32}));
  BOOST_TEST(is((a + 1)(nd::ellipsis, nd::newaxis, -1), {2, 1}, {3, 6}));
  BOOST_TEST(is((a + b)(slice(0, 0)), {0, 3}, {}));
  BOOST_TEST(is(part_of_locals(), {2}, {20, 80}));
}

BOOST_AUTO_TEST_CASE(an_element_of_an_expression_is_a_number) {
  const nd::array<double> a = grid(), b = row();
  const double x = (a * b)(1, 2);
  BOOST_TEST(x == 150);
  const double y = (nd::borrow(a) - nd::borrow(b))(-1, 0);
  BOOST_TEST(y == -7);
}

BOOST_AUTO_TEST_CASE(only_the_part_is_computed) {
  int calls = 0;
  const auto e = nd::map(
      [&calls](double x) {
        ++calls;
        return x * x;
      },
      grid());
  BOOST_TEST(double(e(1, 1)) == 16);
  BOOST_TEST(calls == 1);
  BOOST_TEST(is(e(0, nd::all), {3}, {0, 1, 4}));
  BOOST_TEST(calls == 4);
}

BOOST_AUTO_TEST_CASE(axes_of_an_expression_are_moved_as_those_of_its_value) {
  const nd::array<double> a = grid(), b = row();
  BOOST_TEST(is(nd::transpose(a + b), {3, 2}, {10, 13, 21, 24, 32, 35}));
  BOOST_TEST(is(nd::swapaxes(a + b, 0, 1), {3, 2}, {10, 13, 21, 24, 32, 35}));
  BOOST_TEST(is(nd::moveaxis(nd::expand_dims(a, 0) * 2, 0, -1), {2, 3, 1}, {0, 2, 4, 6, 8, 10}));
  BOOST_TEST(is(nd::squeeze(nd::expand_dims(b, 1) + 1), {3}, {11, 21, 31}));
  BOOST_TEST(is(nd::broadcast_to(b + 1, {2, 3}), {2, 3}, {11, 21, 31, 11, 21, 31}));
  BOOST_TEST(is(nd::reshape(a + b, {3, -1}), {3, 2}, {10, 21, 32, 13, 24, 35}));
  BOOST_TEST(is(nd::ravel(nd::transpose(a) + 0.5), {6}, {0.5, 3.5, 1.5, 4.5, 2.5, 5.5}));
  BOOST_TEST(is(nd::transpose(nd::where(a > 2, a, -1.0)), {3, 2}, {-1, 3, -1, 4, -1, 5}));
}

BOOST_AUTO_TEST_CASE(an_expression_knows_its_shape) {
  const nd::array<double> a = grid(), b = row(), four = nd::zeros({4});
  BOOST_TEST((a + b).shape() == nd::shape_t({2, 3}));
  BOOST_TEST((b * 2).reshape({3, 1}).shape() == nd::shape_t({3, 1}));
  BOOST_TEST(nd::sum(a + b, {.axis = 1, .keepdims = true}).shape() == nd::shape_t({2, 1}));
  BOOST_TEST((a - nd::mean(a, {.axis = 0})).shape() == nd::shape_t({2, 3}));
  BOOST_TEST(nd::sum(a).shape() == nd::shape_t({}));
  BOOST_CHECK_THROW((void)(a + four).shape(), nd::shape_error);
}

BOOST_AUTO_TEST_CASE(looks_of_an_expression_stay_lazy) {
  nd::array<double> a = grid();
  const auto e = nd::transpose(a + 1);
  a(0, 1) = 100;
  BOOST_TEST(is(e, {3, 2}, {1, 4, 101, 5, 3, 6}));
}

BOOST_AUTO_TEST_CASE(an_expression_with_a_reduction_is_evaluated) {
  const nd::array<double> a = grid();
  BOOST_TEST(is(nd::sum(a, {.axis = 0})(slice(1, none)), {2}, {5, 7}));
  BOOST_TEST(is(nd::transpose(a - nd::mean(a, {.axis = 1, .keepdims = true})), {3, 2}, {-1, -1, 0, 0, 1, 1}));
  BOOST_TEST(double((a - nd::mean(a))(1, 2)) == 2.5);
}

BOOST_AUTO_TEST_CASE(parts_of_dynamic_expressions_are_the_same) {
  const nd::any_array a = grid(), b = row();
  BOOST_TEST(is(nd::cast<double>((a + b)(nd::all, 1)), {2}, {21, 24}));
  BOOST_TEST(is(nd::cast<double>(nd::transpose(a + b)), {3, 2}, {10, 13, 21, 24, 32, 35}));
  BOOST_TEST(is(nd::cast<double>(nd::reshape(a * 2 + a, {6})), {6}, {0, 3, 6, 9, 12, 15}));
  BOOST_TEST(is(nd::cast<double>(nd::expand_dims(nd::sum(a, {.axis = 0}), 0)), {1, 3}, {3, 5, 7}));
  BOOST_TEST(is(nd::cast<double>(nd::transpose(a)), {3, 2}, {0, 3, 1, 4, 2, 5}));
}

BOOST_AUTO_TEST_CASE(bad_parts_of_expressions_are_errors_when_they_are_made) {
  const nd::array<double> a = grid(), b = row();
  const nd::array<double> four = nd::zeros({4});
  BOOST_CHECK_THROW((void)(a + b)(2, 0), nd::index_error);
  BOOST_CHECK_THROW((void)(a + b)(1), nd::index_error);
  BOOST_CHECK_THROW((void)(a + b)(0, 0, 0), nd::index_error);
  BOOST_CHECK_THROW((void)(a + four)(0, 0), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::reshape(a + b, {4}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::broadcast_to(a + b, {3, 3}), nd::shape_error);
  BOOST_CHECK_THROW((void)nd::transpose(a + b, {0, 0}), nd::value_error);
  const auto whole = [&] { return double((a + b)(0, nd::all)); };
  BOOST_CHECK_THROW((void)whole(), nd::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
