// SPDX-License-Identifier: BSD-3-Clause
// Elements as bytes: other dtypes over them, the other byte order, one after the other.
#include <cstring>

#include "../expect.hpp"

using namespace lazynd_test;

namespace {

std::vector<int> numbers(const std::vector<std::byte>& bytes) {
  std::vector<int> made;
  for (const std::byte b : bytes) made.push_back(std::to_integer<int>(b));
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dynamic_bytes)

BOOST_AUTO_TEST_CASE(a_view_of_the_same_itemsize_keeps_shape_and_strides_and_shares_the_bytes) {
  nd::array<float> a = {{1, 2, 3}, {-0.0f, 5, 6}};
  nd::any_view bits = nd::view_as(nd::transpose(a), nd::dtype::uint32);
  BOOST_TEST(bits.shape() == nd::shape_t({3, 2}));
  BOOST_TEST(bits.strides() == nd::dims({4, 12}));
  BOOST_TEST(nd::cast<std::uint32_t>(bits)(0, 0) == 0x3f800000u);
  BOOST_TEST(nd::cast<std::uint32_t>(bits)(0, 1) == 0x80000000u);
  bits = 0x40000000;
  BOOST_TEST(is(nd::cast<float>(nd::any_view(a)), {2, 3}, {2, 2, 2, 2, 2, 2}));
}

BOOST_AUTO_TEST_CASE(the_last_axis_grows_and_shrinks_with_the_itemsize) {
  nd::array<std::uint16_t> a = {{0x0201, 0x0403}, {0x0605, 0x0807}};
  const nd::any_view bytes = nd::view_as(a, nd::dtype::uint8), words = nd::view_as(a, nd::dtype::uint32);
  BOOST_TEST(is(nd::as<std::uint8_t>(bytes), {2, 4}, {1, 2, 3, 4, 5, 6, 7, 8}));
  BOOST_TEST(words.shape() == nd::shape_t({2, 1}));
  BOOST_TEST(nd::cast<std::uint32_t>(words)(1, 0) == 0x08070605u);
  // Rows may lie anywhere, also backwards.
  const nd::any_view turned = nd::view_as(a(nd::slice(nd::none, nd::none, -1), nd::all), nd::dtype::uint8);
  BOOST_TEST(is(nd::as<std::uint8_t>(turned), {2, 4}, {5, 6, 7, 8, 1, 2, 3, 4}));
  // An axis of one element has no stride that could be wrong.
  const nd::any_view column = nd::view_as(a(nd::all, nd::slice(1, 2)), nd::dtype::uint8);
  BOOST_TEST(is(nd::as<std::uint8_t>(column), {2, 2}, {3, 4, 7, 8}));
  BOOST_TEST(nd::view_as(nd::zeros<double>({0, 3}), nd::dtype::int16).shape() == nd::shape_t({0, 12}));
  BOOST_TEST(nd::view_as(nd::zeros<double>({3, 0}), nd::dtype::complex128).shape() == nd::shape_t({3, 0}));
}

BOOST_AUTO_TEST_CASE(the_parts_of_complex_numbers_are_reals) {
  nd::array<std::complex<double>> z = {std::complex<double>(1, 2), std::complex<double>(3, 4)};
  const nd::any_view parts = nd::view_as(z, nd::dtype::float64);
  BOOST_TEST(parts.shape() == nd::shape_t({4}));
  nd::as<double>(parts)(0) = 9;
  BOOST_TEST(z(0).real() == 9);
}

BOOST_AUTO_TEST_CASE(an_assignment_between_looks_of_other_sizes_reads_everything_first) {
  nd::array<std::uint16_t> a = {1, 2, 3, 4};
  nd::any_view bytes = nd::view_as(a(nd::slice(2)), nd::dtype::uint8);
  bytes = nd::cast(nd::any_view(a), nd::dtype::uint8);
  BOOST_TEST(is(a, {4}, {0x0201, 0x0403, 3, 4}));
}

BOOST_AUTO_TEST_CASE(a_view_that_cannot_be_is_an_error) {
  nd::array<double> scalar = nd::full<double>({}, 1.0), a = nd::zeros<double>({2, 3});
  BOOST_TEST(nd::view_as(scalar, nd::dtype::int64).ndim() == 0);
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::view_as(scalar, nd::dtype::int32); }, "view_as: a 0-d array keeps its itemsize"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::view_as(nd::transpose(a), nd::dtype::int32); },
                                     "view_as: the last axis, of stride 24, is not contiguous"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::view_as(a(nd::all, nd::slice(nd::none, nd::none, -1)), nd::dtype::int8); },
                                     "view_as: the last axis, of stride -8, is not contiguous"));
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::view_as(a, nd::dtype::complex128); },
                                     "view_as: the 24 bytes of the last axis are no whole number of elements of 16"));
  BOOST_TEST(throws<nd::dtype_error>([&] { (void)nd::view_as(nd::array<std::uint8_t>{2}, nd::dtype::bool_); },
                                     "view_as: the bytes of uint8 need not be those of bool; compare them with 0"));
  nd::array<std::uint8_t> bytes = nd::zeros<std::uint8_t>({9});
  BOOST_TEST(throws<nd::value_error>([&] { (void)nd::view_as(bytes(nd::slice(1, 9)), nd::dtype::float64); },
                                     "view_as: the elements would not be aligned as float64 has to be; copy them first"));
}

BOOST_AUTO_TEST_CASE(a_view_of_what_is_const_cannot_be_written) {
  const nd::array<double> a = {1, 2};
  nd::any_view bits = nd::view_as(a, nd::dtype::int64);
  BOOST_CHECK_THROW(bits = 0, nd::value_error);
  BOOST_TEST(a(0) == 1);
}

BOOST_AUTO_TEST_CASE(bytes_are_swapped_in_each_number_and_each_part) {
  const nd::array<std::uint16_t> a = {{0x0102, 0x0304}, {0x0506, 0x0708}};
  BOOST_TEST(is(nd::byteswap(a), {2, 2}, {0x0201, 0x0403, 0x0605, 0x0807}));
  BOOST_TEST(is(nd::byteswap(nd::transpose(a)), {2, 2}, {0x0201, 0x0605, 0x0403, 0x0807}));
  BOOST_TEST(is(nd::byteswap(nd::array<std::int8_t>{1, -2}), {2}, {1, -2}));
  BOOST_TEST(is(nd::byteswap(nd::array<std::uint64_t>{0x0102030405060708u}), {1}, {0x0807060504030201u}));
  const nd::array<std::complex<float>> z = {std::complex<float>(1.5f, -2)};
  const nd::array<std::complex<float>> swapped = nd::byteswap(z);
  const nd::array<float> parts = nd::byteswap(nd::array<float>{1.5f, -2});
  BOOST_TEST(std::memcmp(swapped.data(), parts.data(), sizeof(float) * 2) == 0);
  const nd::any_array d = nd::array<std::int32_t>{1};
  BOOST_TEST(is(nd::as<std::int32_t>(nd::any_array(nd::byteswap(d))), {1}, {0x01000000}));
  BOOST_TEST(nd::byteswap(nd::array<double>()).size() == 0);
}

BOOST_AUTO_TEST_CASE(bytes_come_in_c_order_or_in_fortran_order) {
  const nd::array<std::uint16_t> a = {{1, 2}, {3, 4}};
  const std::vector<int> rows = {1, 0, 2, 0, 3, 0, 4, 0}, columns = {1, 0, 3, 0, 2, 0, 4, 0};
  BOOST_TEST(numbers(nd::tobytes(a)) == rows);
  BOOST_TEST(numbers(nd::tobytes(a, nd::order::f)) == columns);
  BOOST_TEST(numbers(nd::tobytes(nd::transpose(a))) == columns);
  const std::vector<int> last = {2, 0, 4, 0}, one = {7};
  BOOST_TEST(numbers(nd::tobytes(a(nd::all, 1))) == last);
  BOOST_TEST(numbers(nd::tobytes(nd::full<std::uint8_t>({}, 7))) == one);
  BOOST_TEST(nd::tobytes(nd::zeros<double>({0, 4})).empty());
}

BOOST_AUTO_TEST_CASE(fortran_order_is_asked_for_as_numpy_does) {
  const nd::array<double> a = nd::zeros<double>({2, 3});
  BOOST_TEST(!nd::isfortran(a));
  BOOST_TEST(nd::isfortran(nd::transpose(a)));
  BOOST_TEST(!nd::isfortran(nd::zeros<double>({3})));
  BOOST_TEST(!nd::isfortran(nd::full<double>({}, 0)));
}

BOOST_AUTO_TEST_SUITE_END()
