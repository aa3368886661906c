// SPDX-License-Identifier: BSD-3-Clause
// Spellings, classes and limits of dtypes are NumPy's.
#include <cmath>

#include "../expect.hpp"

using namespace lazynd_test;
using nd::dtype;

BOOST_AUTO_TEST_SUITE(dtype_inspection)

BOOST_AUTO_TEST_CASE(numpys_spellings_are_understood) {
  for (int i = 0; i < nd::dtype_count; ++i) {
    const auto type = static_cast<dtype>(i);
    BOOST_TEST((nd::parse_dtype(nd::name(type)) == type));
    BOOST_TEST((nd::parse_dtype(nd::dtype_str(type)) == type));
    BOOST_TEST((nd::parse_dtype(std::string(1, nd::character(type))) == type));
  }
  BOOST_TEST((nd::parse_dtype("<i4") == dtype::int32));
  BOOST_TEST((nd::parse_dtype("=f2") == dtype::float16));
  BOOST_TEST((nd::parse_dtype("|u1") == dtype::uint8));
  BOOST_TEST((nd::parse_dtype("intp") == dtype::int64));
  BOOST_TEST((nd::parse_dtype(">i1") == dtype::int8));
  BOOST_TEST((nd::parse_dtype("complex") == dtype::complex128));
  BOOST_TEST(nd::dtype_str(dtype::complex64) == "<c8");
  BOOST_TEST(nd::dtype_str(dtype::bool_) == "|b1");
}

BOOST_AUTO_TEST_CASE(other_spellings_are_dtype_errors) {
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::parse_dtype("f16"); }, "dtype: 'f16' is not known"));
  BOOST_CHECK_THROW((void)nd::parse_dtype(""), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::parse_dtype("<"), nd::dtype_error);
  BOOST_TEST(throws<nd::dtype_error>([] { (void)nd::parse_dtype(">f8"); },
                                     "dtype: '>f8' is not in this machine's byte order; only files can have another"));
}

BOOST_AUTO_TEST_CASE(the_byte_order_is_that_of_the_machine) {
  const std::uint16_t one = 1;
  BOOST_TEST(nd::little_endian == (*reinterpret_cast<const unsigned char*>(&one) == 1));
  BOOST_TEST(nd::dtype_str(dtype::float64) == (nd::little_endian ? "<f8" : ">f8"));
}

BOOST_AUTO_TEST_CASE(integers_as_wide_as_addresses_are_second_names_of_sized_ones) {
  static_assert(sizeof(nd::intp) == sizeof(void*) && std::is_signed_v<nd::intp> && std::is_same_v<nd::intp, nd::index_t>);
  static_assert(sizeof(nd::uintp) == sizeof(void*) && std::is_same_v<nd::uintp, std::make_unsigned_t<nd::intp>>);
  BOOST_TEST((dtype::intp == nd::dtype_of<nd::intp> && dtype::uintp == nd::dtype_of<nd::uintp>));
  BOOST_TEST((nd::parse_dtype("intp") == dtype::intp && nd::parse_dtype("uintp") == dtype::uintp));
  BOOST_TEST((nd::array<nd::intp>{1, 2}.dtype() == dtype::intp));
}

BOOST_AUTO_TEST_CASE(dtypes_belong_to_classes_and_kinds) {
  using in = nd::dtype_class;
  BOOST_TEST(nd::issubdtype(dtype::int8, in::signedinteger));
  BOOST_TEST(nd::issubdtype(dtype::uint8, in::integer));
  BOOST_TEST(!nd::issubdtype(dtype::bool_, in::number));
  BOOST_TEST(nd::issubdtype(dtype::bfloat16, in::floating));
  BOOST_TEST(nd::issubdtype(dtype::complex64, in::inexact));
  BOOST_TEST(!nd::issubdtype(dtype::complex64, in::floating));
  BOOST_TEST(nd::isdtype(dtype::float16, "real floating"));
  BOOST_TEST(nd::isdtype(dtype::uint32, "integral"));
  BOOST_TEST(!nd::isdtype(dtype::bool_, "numeric"));
  BOOST_CHECK_THROW((void)nd::isdtype(dtype::bool_, "boolean"), nd::value_error);
}

BOOST_AUTO_TEST_CASE(dtypes_have_numpys_sizes_alignments_kinds_orders_and_element_types) {
  const struct {
    dtype type;
    char order, kind;  ///< as NumPy's
    std::size_t itemsize, alignment;
  } rows[] = {
      {dtype::bool_, '|', 'b', 1, 1},     {dtype::int8, '|', 'i', 1, 1},        {dtype::int16, '<', 'i', 2, 2},
      {dtype::int32, '<', 'i', 4, 4},     {dtype::int64, '<', 'i', 8, 8},       {dtype::uint8, '|', 'u', 1, 1},
      {dtype::uint16, '<', 'u', 2, 2},    {dtype::uint32, '<', 'u', 4, 4},      {dtype::uint64, '<', 'u', 8, 8},
      {dtype::float16, '<', 'f', 2, 2},   {dtype::float32, '<', 'f', 4, 4},     {dtype::float64, '<', 'f', 8, 8},
      {dtype::complex64, '<', 'c', 8, 4}, {dtype::complex128, '<', 'c', 16, 8},
  };
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT(nd::name(row.type)) {
      BOOST_TEST(nd::itemsize(row.type) == row.itemsize);
      BOOST_TEST(nd::alignment(row.type) == row.alignment);
      BOOST_TEST("buifc"[static_cast<int>(nd::kind(row.type))] == row.kind);
      BOOST_TEST(nd::dtype_str(row.type).front() == row.order);
      nd::visit_dtype(row.type, [&]<class T>(std::type_identity<T>) {
        static_assert(std::is_same_v<nd::element_t<nd::dtype_of<T>>, T>);
        BOOST_TEST((nd::dtype_of<T> == row.type));
        BOOST_TEST(nd::array<T>::itemsize() == row.itemsize);
        BOOST_TEST(nd::any_array(nd::zeros<T>({2})).itemsize() == row.itemsize);
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(values_have_a_smallest_dtype) {
  BOOST_TEST((nd::min_scalar_type(std::int64_t{255}) == dtype::uint8));
  BOOST_TEST((nd::min_scalar_type(std::int64_t{256}) == dtype::uint16));
  BOOST_TEST((nd::min_scalar_type(std::int64_t{-128}) == dtype::int8));
  BOOST_TEST((nd::min_scalar_type(std::int64_t{-129}) == dtype::int16));
  BOOST_TEST((nd::min_scalar_type(~std::uint64_t{0}) == dtype::uint64));
  BOOST_TEST((nd::min_scalar_type(1e-300) == dtype::float16));
  BOOST_TEST((nd::min_scalar_type(1e5) == dtype::float32));
  BOOST_TEST((nd::min_scalar_type(1e50) == dtype::float64));
  BOOST_TEST((nd::min_scalar_type(infinity) == dtype::float16));
  BOOST_TEST((nd::min_scalar_type(true) == dtype::bool_));
}

BOOST_AUTO_TEST_CASE(dtypes_have_a_common_one) {
  const dtype integers[] = {dtype::int8, dtype::float32}, truths[] = {dtype::bool_}, mixed[] = {dtype::int8, dtype::uint8, dtype::float16};
  BOOST_TEST((nd::common_type(integers) == dtype::float64));
  BOOST_CHECK_THROW((void)nd::common_type(truths), nd::dtype_error);
  BOOST_TEST((nd::result_type(mixed) == dtype::float16));
  BOOST_CHECK_THROW((void)nd::result_type(std::span<const dtype>()), nd::value_error);
}

BOOST_AUTO_TEST_CASE(the_dtype_of_several_arguments_counts_the_kind_of_scalars) {
  const nd::array<std::int8_t> a = {1};
  const nd::any_array d = nd::array<float>{1};
  BOOST_TEST((nd::result_type(dtype::int8, 1000) == dtype::int8));
  BOOST_TEST((nd::result_type(dtype::uint8, dtype::int8, 1.0) == dtype::float64));
  BOOST_TEST((nd::result_type(dtype::float16, std::complex<double>(1)) == dtype::complex64));
  BOOST_TEST((nd::result_type(dtype::bool_, true) == dtype::bool_));
  BOOST_TEST((nd::result_type(dtype::bool_, 1, 1.5f) == dtype::float64));
  BOOST_TEST((nd::result_type(a, dtype::uint8) == dtype::int16));
  BOOST_TEST((nd::result_type(a + 1, d * 2, 0.5) == dtype::float32));
  BOOST_TEST((nd::result_type(1) == dtype::int64));
  BOOST_TEST((nd::result_type(true, 1, 1.0f) == dtype::float64));
  BOOST_TEST((nd::result_type(1u) == dtype::uint64));
}

BOOST_AUTO_TEST_CASE(limits_are_those_of_the_formats) {
  BOOST_TEST(nd::iinfo(dtype::int8).min == -128);
  BOOST_TEST(nd::iinfo(dtype::uint64).max == ~std::uint64_t{0});
  BOOST_CHECK_THROW((void)nd::iinfo(dtype::bool_), nd::dtype_error);
  BOOST_CHECK_THROW((void)nd::finfo(dtype::int8), nd::dtype_error);
  const nd::finfo half(dtype::float16), single(dtype::complex64), brain(dtype::bfloat16);
  BOOST_TEST(half.eps == std::ldexp(1.0, -10));
  BOOST_TEST(half.max == 65504);
  BOOST_TEST(half.smallest_normal == std::ldexp(1.0, -14));
  BOOST_TEST(half.smallest_subnormal == std::ldexp(1.0, -24));
  BOOST_TEST(half.nmant == 10);
  BOOST_TEST(half.nexp == 5);
  BOOST_TEST(half.maxexp == 16);
  BOOST_TEST(half.minexp == -14);
  BOOST_TEST(half.precision == 3);
  BOOST_TEST((single.dtype == dtype::float32));
  BOOST_TEST(single.precision == 6);
  BOOST_TEST(brain.nmant == 7);
  BOOST_TEST(brain.maxexp == 128);
  BOOST_TEST(brain.max == std::ldexp(255.0, 120));
}

BOOST_AUTO_TEST_SUITE_END()
