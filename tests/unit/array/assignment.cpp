// SPDX-License-Identifier: BSD-3-Clause
// What = and its relatives write, and where.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

BOOST_AUTO_TEST_SUITE(array_assignment)

BOOST_AUTO_TEST_CASE(a_copy_is_a_value_of_its_own) {
  nd::array<double> a = {1, 2, 3};
  nd::array<double> b = a;
  b(0) = 10;
  nd::array<double> c;
  c = a;
  c(1) = 20;
  BOOST_TEST(is(a, {3}, {1, 2, 3}));
  BOOST_TEST(is(b, {3}, {10, 2, 3}));
  BOOST_TEST(is(c, {3}, {1, 20, 3}));
}

BOOST_AUTO_TEST_CASE(a_copy_keeps_fortran_order) {
  nd::array<double> a = nd::full<double>({2, 3}, 1, nd::order::f);
  const nd::array<double> b = a;
  BOOST_TEST(b.is_f_contiguous());
  BOOST_TEST(same(b, a));
}

BOOST_AUTO_TEST_CASE(a_move_takes_the_storage) {
  nd::array<double> a = {1, 2, 3};
  const double* const place = a.data();
  nd::array<double> b = std::move(a);
  BOOST_TEST(b.data() == place);
  nd::array<double> c;
  c = std::move(b);
  BOOST_TEST(c.data() == place);
  BOOST_TEST(is(c, {3}, {1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(assigning_to_itself_changes_nothing) {
  nd::array<double> a = {1, 2, 3};
  const nd::array<double>& same_array = a;
  a = same_array;
  BOOST_TEST(is(a, {3}, {1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(the_same_shape_is_written_in_place_and_views_see_it) {
  nd::array<double> a = {1, 2, 3};
  nd::view<double> first = a(slice(1));
  const double* const place = a.data();
  a = a * 2;
  BOOST_TEST(a.data() == place);
  BOOST_TEST(first(0) == 2);
  const nd::array<double> other = {7, 8, 9};
  a = other;
  BOOST_TEST(a.data() == place);
  BOOST_TEST(first(0) == 7);
}

BOOST_AUTO_TEST_CASE(another_shape_gets_new_storage_and_views_keep_the_old) {
  nd::array<double> a = {1, 2, 3};
  nd::view<double> whole = a(nd::all);
  a = nd::arange<double>(4) + 1.0;
  BOOST_TEST(is(a, {4}, {1, 2, 3, 4}));
  BOOST_TEST(is(whole, {3}, {1, 2, 3}));
  a = a(slice(1, none));
  BOOST_TEST(is(a, {3}, {2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(a_scalar_fills) {
  nd::array<int> a = {{1, 2}, {3, 4}};
  a = 7;
  BOOST_TEST(is(a, {2, 2}, {7, 7, 7, 7}));
  a(nd::all, 1) = 8;
  BOOST_TEST(is(a, {2, 2}, {7, 8, 7, 8}));
  nd::array<std::complex<double>> z = {1, 2};
  z = 3;
  BOOST_TEST(is(z, {2}, {3, 3}));
}

BOOST_AUTO_TEST_CASE(compound_operators_compute_in_place) {
  nd::array<int> a = {7, -7, 8};
  const int* const place = a.data();
  a += 1;
  BOOST_TEST(is(a, {3}, {8, -6, 9}));
  a -= nd::array<int>{1, 2, 3};
  BOOST_TEST(is(a, {3}, {7, -8, 6}));
  a *= a;
  BOOST_TEST(is(a, {3}, {49, 64, 36}));
  a %= 10;
  BOOST_TEST(is(a, {3}, {9, 4, 6}));
  a &= 12;
  BOOST_TEST(is(a, {3}, {8, 4, 4}));
  a |= 3;
  BOOST_TEST(is(a, {3}, {11, 7, 7}));
  a ^= 15;
  BOOST_TEST(is(a, {3}, {4, 8, 8}));
  a <<= nd::array<int>{1, 2, 3};
  BOOST_TEST(is(a, {3}, {8, 32, 64}));
  a >>= 2;
  BOOST_TEST(is(a, {3}, {2, 8, 16}));
  a = nd::floor_divide(a, 3);
  BOOST_TEST(is(a, {3}, {0, 2, 5}));
  a = nd::power(a, 2);
  BOOST_TEST(is(a, {3}, {0, 4, 25}));
  BOOST_TEST(a.data() == place);
  nd::array<double> d = {1, 2};
  d /= 4;
  BOOST_TEST(is(d, {2}, {0.25, 0.5}));
}

BOOST_AUTO_TEST_CASE(compound_operators_broadcast_the_right_side_only) {
  nd::array<int> a = {{1, 2}, {3, 4}};
  a += nd::array<int>{10, 20};
  BOOST_TEST(is(a, {2, 2}, {11, 22, 13, 24}));
  a(nd::all, 0) -= nd::array<int>{11, 13};
  BOOST_TEST(is(a, {2, 2}, {0, 22, 0, 24}));
  nd::array<int> row = {1, 2};
  BOOST_TEST(throws<nd::shape_error>([&] { row += a; }, "assign: a value of shape (2,2) does not fit a destination of shape (2,)"));
  BOOST_TEST(is(row, {2}, {1, 2}));
}

BOOST_AUTO_TEST_CASE(compound_operators_keep_the_element_type) {
  nd::array<float> a = {1, 2};
  a += nd::array<double>{0.5, 0.25};
  BOOST_TEST(is(a, {2}, {1.5F, 2.25F}));
  nd::array<std::uint8_t> b = {250, 5};
  b += nd::array<std::uint8_t>{10, 10};
  BOOST_TEST(is(b, {2}, {4, 15}));
  nd::array<std::int8_t> c = {100, 5};
  c += nd::array<std::int64_t>{-20, 1000};
  BOOST_TEST(is(c, {2}, {80, -19}));
}

BOOST_AUTO_TEST_CASE(the_right_side_is_read_before_anything_is_written) {
  nd::array<int> a = nd::arange<int>(6);
  a(slice(1, none)) = a(slice(none, -1));
  BOOST_TEST(is(a, {6}, {0, 0, 1, 2, 3, 4}));
  a = a(slice(none, none, -1));
  BOOST_TEST(is(a, {6}, {4, 3, 2, 1, 0, 0}));
  a += a(slice(none, none, -1));
  BOOST_TEST(is(a, {6}, {4, 3, 3, 3, 3, 4}));
  nd::array<int> m = {{1, 2}, {3, 4}};
  m = nd::transpose(m);
  BOOST_TEST(is(m, {2, 2}, {1, 3, 2, 4}));
  m(nd::all, 0) = m(0, nd::all);
  BOOST_TEST(is(m, {2, 2}, {1, 3, 3, 4}));
  a(slice(none, none, 2)) = a(slice(3)) + a(slice(3, none));
  BOOST_TEST(is(a, {6}, {7, 3, 6, 3, 7, 4}));
}

BOOST_AUTO_TEST_CASE(a_reduction_of_the_destination_is_taken_before_it_is_written) {
  nd::array<double> a = {1, 2, 3, 6};
  a -= nd::mean(a);
  BOOST_TEST(is(a, {4}, {-2, -1, 0, 3}));
  a(0) = 10;
  a(slice(2)) = nd::sum(a);
  BOOST_TEST(is(a, {4}, {12, 12, 0, 3}));
  a = nd::max(a, {.keepdims = true});
  BOOST_TEST(is(a, {1}, {12}));
}

BOOST_AUTO_TEST_CASE(views_are_broadcast_to) {
  nd::array<int> a = nd::zeros<int>({2, 3});
  nd::view<int> whole = a(nd::ellipsis);
  whole = nd::array<int>{1, 2, 3};
  BOOST_TEST(is(a, {2, 3}, {1, 2, 3, 1, 2, 3}));
  whole = nd::array<int>{{5}, {6}} + 1;
  BOOST_TEST(is(a, {2, 3}, {6, 6, 6, 7, 7, 7}));
  whole = nd::sum(nd::array<int>{1, 2});
  BOOST_TEST(is(a, {2, 3}, {3, 3, 3, 3, 3, 3}));
}

BOOST_AUTO_TEST_CASE(assigning_a_view_to_a_view_copies_elements) {
  nd::array<int> a = {1, 2, 3}, b = {4, 5, 6};
  nd::view<int> left = a(nd::all);
  const nd::view<int> right = b(nd::all);
  left = right;
  BOOST_TEST(is(a, {3}, {4, 5, 6}));
  b(0) = 0;
  BOOST_TEST(a(0) == 4);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused_and_nothing_is_written) {
  nd::array<int> a = {1, 2, 3, 4};
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        a(slice(2)) = nd::array<int>{1, 2, 3};
      },
      "assign: a value of shape (3,) does not fit a destination of shape (2,)"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        a(slice(2)) = nd::array<int>{1, 2, 3} + 1;
      },
      "assign: a value of shape (3,) does not fit a destination of shape (2,)"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        a(0, nd::ellipsis) = nd::array<int>{1, 2, 3};
      },
      "assign: a value of shape (3,) does not fit a destination of shape ()"));
  BOOST_TEST(is(a, {4}, {1, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(destinations_that_repeat_elements_are_refused) {
  nd::array<int> a = {1, 2, 3};
  nd::view<int> repeated(nd::view_block(a.storage(), a.storage()->data, nd::broadcast_to(a.storage()->where, {2, 3}, "test")));
  BOOST_TEST(throws<nd::value_error>([&] { repeated = 1; },
                                     "assign: the destination of shape (2,3) has several positions at one place in memory; copy it first"));
  BOOST_TEST(is(a, {3}, {1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(read_only_memory_is_not_written) {
  double memory[] = {1, 2};
  nd::view<double> locked(nd::borrow_block(nd::dtype::float64, memory, {{2}, {8}}, false));
  BOOST_TEST(throws<nd::value_error>([&] { locked = 3; }, "assign: the destination is read-only"));
  BOOST_TEST(throws<nd::value_error>([&] { locked(slice(1)) = locked(slice(1)) + 1; }, "assign: the destination is read-only"));
  BOOST_TEST(memory[0] == 1);
}

BOOST_AUTO_TEST_SUITE_END()
