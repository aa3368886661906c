// SPDX-License-Identifier: BSD-3-Clause
// Other looks at the same elements: transposing, reshaping, broadcasting.
#include "../expect.hpp"

using namespace lazynd_test;
using nd::none;
using nd::slice;

namespace {
nd::array<int> cube() { return nd::arange<int>(24).reshape({2, 3, 4}); }

template <class A>
concept writable = requires(A a) {
  a(nd::all) = 1;
};
}  // namespace

BOOST_AUTO_TEST_SUITE(array_views)

BOOST_AUTO_TEST_CASE(transpose_reverses_or_permutes_the_axes) {
  nd::array<int> a = cube();
  BOOST_TEST(nd::transpose(a).shape() == nd::shape_t({4, 3, 2}));
  BOOST_TEST(nd::transpose(a)(3, 1, 0) == a(0, 1, 3));
  nd::view<int> turned = nd::transpose(a, {1, -1, 0});
  BOOST_TEST(turned.shape() == nd::shape_t({3, 4, 2}));
  BOOST_TEST(turned(2, 3, 1) == 23);
  turned(0, 0, 0) = -1;
  BOOST_TEST(a(0, 0, 0) == -1);
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::transpose(a, {0, 1}); }, "transpose: 2 axes for an array with 3 dimensions"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::transpose(a, {0, 1, 1}); }, "transpose: axis 1 is given twice"));
  BOOST_TEST(throws<nd::index_error>([&] { (void)nd::transpose(a, {0, 1, 3}); }, "transpose: axis 3 is out of range for 3 dimensions"));
}

BOOST_AUTO_TEST_CASE(axes_can_be_swapped_and_moved) {
  nd::array<int> a = cube();
  BOOST_TEST(nd::swapaxes(a, 0, -1).shape() == nd::shape_t({4, 3, 2}));
  BOOST_TEST(nd::swapaxes(a, 0, 2)(3, 2, 1) == 23);
  BOOST_TEST(nd::moveaxis(a, 0, -1).shape() == nd::shape_t({3, 4, 2}));
  BOOST_TEST(nd::moveaxis(a, 2, 0).shape() == nd::shape_t({4, 2, 3}));
  BOOST_TEST(nd::moveaxis(a, {0, 1}, {-1, -2}).shape() == nd::shape_t({4, 3, 2}));
  BOOST_CHECK_THROW((void)nd::moveaxis(a, {0, 1}, {0}), nd::value_error);
  BOOST_CHECK_THROW((void)nd::swapaxes(a, 0, 3), nd::index_error);
}

BOOST_AUTO_TEST_CASE(axes_of_extent_1_come_and_go) {
  nd::array<int> a = nd::arange<int>(6).reshape({1, 2, 1, 3});
  BOOST_TEST(is(nd::squeeze(a), {2, 3}, {0, 1, 2, 3, 4, 5}));
  BOOST_TEST(nd::squeeze(a, {2}).shape() == nd::shape_t({1, 2, 3}));
  BOOST_TEST(nd::squeeze(a, {0, -2}).shape() == nd::shape_t({2, 3}));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::squeeze(a, {1}); }, "squeeze: axis 1 of shape (1,2,1,3) has not extent 1"));
  BOOST_TEST(nd::expand_dims(a, 0).shape() == nd::shape_t({1, 1, 2, 1, 3}));
  BOOST_TEST(nd::expand_dims(a, -1).shape() == nd::shape_t({1, 2, 1, 3, 1}));
  BOOST_TEST(nd::expand_dims(a, {1, 3}).shape() == nd::shape_t({1, 1, 2, 1, 1, 3}));
  BOOST_CHECK_THROW((void)nd::expand_dims(a, 5), nd::index_error);
  BOOST_CHECK_THROW((void)nd::expand_dims(a, {1, 1}), nd::value_error);
}

BOOST_AUTO_TEST_CASE(broadcasting_repeats_without_copying) {
  nd::array<int> a = {{1}, {2}};
  const auto wide = nd::broadcast_to(a, {2, 2, 3});
  BOOST_TEST(is(wide, {2, 2, 3}, {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}));
  BOOST_TEST(wide.data() == a.data());
  BOOST_TEST(wide.strides() == nd::dims({0, 4, 0}));
  static_assert(std::is_same_v<decltype(wide(0, 0, 0)), const int&>);
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::broadcast_to(a, {3, 3}); }, "broadcast_to: shape (2,1) does not broadcast to (3,3)"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)nd::broadcast_to(a, {2}); }, "broadcast_to: shape (2,1) does not broadcast to (2,)"));
  BOOST_TEST(is(nd::broadcast_to(nd::zeros<int>({1}), {0}), {0}, {}));
}

BOOST_AUTO_TEST_CASE(reshape_shares_elements_where_the_strides_allow_it) {
  nd::array<int> a = cube();
  nd::view<int> flat = a.reshape({-1});
  BOOST_TEST(flat.data() == a.data());
  flat(5) = 50;
  BOOST_TEST(a(0, 1, 1) == 50);
  nd::view<int> rows = nd::reshape(a(slice(none, none, -1), nd::ellipsis), {2, 12});
  BOOST_TEST(rows(0, 0) == 12);
  rows(0, 0) = 1;
  BOOST_TEST(a(1, 0, 0) == 1);
  BOOST_TEST(nd::reshape(a(nd::all, nd::all, 0), {3, 2}).data() == a.data());
  BOOST_TEST(nd::reshape(nd::full<int>({}, 3), {1, 1}).shape() == nd::shape_t({1, 1}));
  BOOST_TEST(nd::zeros<int>({0, 3}).reshape({3, 0, 2}).size() == 0);
}

BOOST_AUTO_TEST_CASE(views_have_reshape_as_a_member_too) {
  nd::array<int> a = nd::arange<int>(8).reshape({2, 4});
  a(nd::all, slice(0, 2)).reshape({1, 2, 2})(0, 1, 0) = 40;
  BOOST_TEST(a(1, 0) == 40);
  const nd::array<int>& constant = a;
  static_assert(std::is_same_v<decltype(constant(0, nd::all).reshape({2, 2})), nd::view<const int>>);
  BOOST_TEST(is(constant(0, nd::all).reshape({2, -1}), {2, 2}, {0, 1, 2, 3}));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)constant(0, nd::all).reshape({3}); },
                                     "reshape: cannot turn 4 elements of shape (4,) into shape (3,)"));
}

BOOST_AUTO_TEST_CASE(reshape_copies_where_they_do_not) {
  nd::array<int> a = nd::arange<int>(6).reshape({2, 3});
  nd::view<int> flat = nd::ravel(nd::transpose(a));
  BOOST_TEST(is(flat, {6}, {0, 3, 1, 4, 2, 5}));
  flat(0) = 9;
  BOOST_TEST(a(0, 0) == 0);
  BOOST_TEST(is(nd::reshape(nd::broadcast_to(nd::arange<int>(2), {2, 2}), {4}), {4}, {0, 1, 0, 1}));
}

BOOST_AUTO_TEST_CASE(reshape_works_out_one_extent_and_refuses_wrong_counts) {
  nd::array<double> a = nd::arange<double>(12).reshape({3, 4});
  BOOST_TEST(a.reshape({2, -1}).shape() == nd::shape_t({2, 6}));
  BOOST_TEST(a.reshape({-1}).shape() == nd::shape_t({12}));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)a.reshape({5, 2}); }, "reshape: cannot turn 12 elements of shape (3,4) into shape (5,2)"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        (void)a.reshape({5, -1});
      },
      "reshape: cannot turn 12 elements of shape (3,4) into shape (5,-1)"));
  BOOST_TEST(throws<nd::shape_error>([&] { (void)a.reshape({}); }, "reshape: cannot turn 12 elements of shape (3,4) into shape ()"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)a.reshape({-1, -1}); }, "reshape: only one extent can be -1, not two in (-1,-1)"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)a.reshape({-2, -6}); }, "reshape: negative extent in shape (-2,-6)"));
  BOOST_TEST(throws<nd::shape_error>(
      [&] {
        (void)nd::zeros<int>({0}).reshape({0, -1});
      },
      "reshape: cannot turn 0 elements of shape (0,) into shape (0,-1)"));
}

BOOST_AUTO_TEST_CASE(views_of_const_arrays_are_read_only) {
  const nd::array<int> a = cube();
  static_assert(std::is_same_v<decltype(a(0, nd::all)), nd::view<const int>>);
  static_assert(std::is_same_v<decltype(nd::transpose(a)), nd::view<const int>>);
  static_assert(std::is_same_v<decltype(a.reshape({24})), nd::view<const int>>);
  nd::array<int> b = cube();
  const nd::view<const int> look = b(0, nd::all);
  b(0, 0, 0) = 77;
  BOOST_TEST(look(0, 0) == 77);
  const nd::view<const int> whole = b;
  BOOST_TEST(whole(0, 0, 0) == 77);
}

BOOST_AUTO_TEST_CASE(contiguity_follows_from_the_layout) {
  nd::array<int> a = cube();
  BOOST_TEST(a.is_c_contiguous());
  BOOST_TEST(!a.is_f_contiguous());
  BOOST_TEST(nd::transpose(a).is_f_contiguous());
  BOOST_TEST(a(1, nd::ellipsis).is_c_contiguous());
  BOOST_TEST(!a(nd::all, 1).is_c_contiguous());
  BOOST_TEST(a(slice(1), nd::ellipsis).is_c_contiguous());
  BOOST_TEST(!a(slice(none, none, -1), nd::ellipsis).is_c_contiguous());
  BOOST_TEST(a(0, 0, slice(1)).is_f_contiguous());
  BOOST_TEST(nd::zeros<int>({0, 5})(nd::all, slice(none, none, 2)).is_c_contiguous());
}

BOOST_AUTO_TEST_CASE(shape_tells_one_extent_or_all) {
  const nd::array<int> a = cube();
  BOOST_TEST(a.shape(0) == 2);
  BOOST_TEST(a.shape(-1) == 4);
  BOOST_TEST(throws<nd::index_error>([&] { (void)a.shape(3); }, "shape: axis 3 is out of range for 3 dimensions"));
}

BOOST_AUTO_TEST_SUITE_END()
