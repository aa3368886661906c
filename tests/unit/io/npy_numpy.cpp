// SPDX-License-Identifier: BSD-3-Clause
// .npy files made by NumPy are read right, and ours are the same byte for byte.
#include <boost/test/unit_test.hpp>

#include <string_view>

#include <lazynd/support/error.hpp>

#include "fixtures.hpp"

namespace nd = lazynd;
using namespace npy_test;

namespace {

constexpr std::array<std::string_view, nd::dtype_count> codes = {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4",
                                                                 "u8", "f2", "",   "f4", "f8", "c8", "c16"};

/// Calls `f(std::type_identity<T>{}, code)` for every element type.
template <class F>
void for_each_dtype(F&& f) {
  for (int i = 0; i < nd::dtype_count; ++i) {
    if (static_cast<nd::dtype>(i) == nd::dtype::bfloat16) continue;  // NumPy has none
    nd::visit_dtype(static_cast<nd::dtype>(i), [&](auto type) { f(type, std::string(codes[static_cast<std::size_t>(i)])); });
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_npy_numpy)

BOOST_AUTO_TEST_CASE(every_dtype_is_read_in_both_byte_orders_and_both_element_orders) {
  for_each_dtype([](auto type, const std::string& code) {
    using T = typename decltype(type)::type;
    for (const nd::order in_memory : {nd::order::c, nd::order::f}) {
      const std::string suffix = in_memory == nd::order::c ? "_c" : "_f";
      BOOST_TEST_CONTEXT(code << suffix) {
        const nd::block_handle expected = expected_array<T>(in_memory);
        BOOST_TEST(same_bits(*nd::load_npy(fixture(code + "_le" + suffix)), *expected));
        if (sizeof(T) > 1) BOOST_TEST(same_bits(*nd::load_npy(fixture(code + "_be" + suffix)), *expected));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(every_dtype_is_written_as_numpy_writes_it_in_both_element_orders) {
  for_each_dtype([](auto type, const std::string& code) {
    using T = typename decltype(type)::type;
    BOOST_TEST_CONTEXT(code) {
      BOOST_TEST((saved(*expected_array<T>(nd::order::c)) == bytes_of(fixture(code + "_le_c"))));
      BOOST_TEST((saved(*expected_array<T>(nd::order::f)) == bytes_of(fixture(code + "_le_f"))));
    }
  });
}

BOOST_AUTO_TEST_CASE(every_format_version_is_read) {
  const nd::block_handle expected = expected_array<double>(nd::order::c);
  for (const char* name : {"f8_le_c", "version_2", "version_3"}) {
    BOOST_TEST(same_bits(*nd::load_npy(fixture(name)), *expected), name);
  }
}

BOOST_AUTO_TEST_CASE(shapes_of_every_rank_are_read_and_written) {
  const std::pair<const char*, nd::dims> shapes[] = {{"shape_0d", {}},
                                                     {"shape_1d", {5}},
                                                     {"shape_empty", {0, 3}},
                                                     {"shape_10d", {1, 1, 2, 1, 1, 3, 1, 1, 2, 1}},
                                                     {"shape_3d_f", {2, 3, 4}}};
  for (const auto& [name, shape] : shapes) {
    BOOST_TEST_CONTEXT(name) {
      const nd::block_handle loaded = nd::load_npy(fixture(name));
      BOOST_TEST((loaded->where.shape == shape));
      BOOST_TEST((saved(*loaded) == bytes_of(fixture(name))));
    }
  }
  BOOST_TEST(*reinterpret_cast<double*>(nd::load_npy(fixture("shape_0d"))->data) == 2.5);
  BOOST_TEST((nd::load_npy(fixture("shape_3d_f"))->where.strides == nd::dims{8, 16, 48}));
}

BOOST_AUTO_TEST_CASE(a_header_is_read_without_the_data) {
  std::istringstream in(bytes_of(fixture("c16_be_f")));
  const nd::npy_header header = nd::read_npy_header(in, in.str().size());
  BOOST_TEST(header.type == nd::dtype::complex128);
  BOOST_TEST(header.fortran);
  BOOST_TEST(header.swapped);
  BOOST_TEST((header.shape == nd::dims{2, 3}));
  BOOST_TEST(header.data_offset == 128U);
  BOOST_TEST(in.tellg() == 128);
}

BOOST_AUTO_TEST_CASE(arrays_that_follow_each_other_in_a_stream_are_read_one_by_one) {
  std::istringstream in(bytes_of(fixture("i2_be_c")) + bytes_of(fixture("f8_le_f")));
  BOOST_TEST(same_bits(*nd::load_npy(in), *expected_array<std::int16_t>(nd::order::c)));
  BOOST_TEST(same_bits(*nd::load_npy(in), *expected_array<double>(nd::order::f)));
  BOOST_CHECK_THROW((void)nd::load_npy(in), nd::io_error);
}

BOOST_AUTO_TEST_CASE(a_stream_that_cannot_seek_is_read_in_pieces) {
  const nd::block_handle big = nd::allocate_block(nd::dtype::uint32, {5, 1000003});
  for (std::uint32_t i = 0; i < 5 * 1000003; ++i) reinterpret_cast<std::uint32_t*>(big->data)[i] = i * 2654435761U;
  pipe_buffer buffer(saved(*big));
  std::istream in(&buffer);
  BOOST_TEST(same_bits(*nd::load_npy(in), *big));
}

BOOST_AUTO_TEST_CASE(dtypes_lazynd_has_not_are_dtype_errors) {
  for (const char* name : {"refused_long_double", "refused_object", "refused_bytes", "refused_text", "refused_date", "refused_structured",
                           "refused_structured_latin1", "refused_structured_utf8"}) {
    BOOST_TEST_CONTEXT(name) BOOST_CHECK_THROW((void)nd::load_npy(fixture(name)), nd::dtype_error);
  }
}

BOOST_AUTO_TEST_CASE(a_dtype_error_names_file_and_dtype) {
  const std::filesystem::path file = fixture("refused_long_double");
  BOOST_CHECK_EXCEPTION((void)nd::load_npy(file), nd::dtype_error,
                        [&](const nd::dtype_error& e) { return e.what() == "load: " + file.string() + ": dtype '<f16' is not supported"; });
}

BOOST_AUTO_TEST_SUITE_END()
