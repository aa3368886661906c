// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions of 32-bit integers give NumPy's bits.
#include "numpy_functions.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_numpy_32_bits)

BOOST_AUTO_TEST_CASE(arithmetic_of_int32) { check_arithmetic(numpy_table<std::int32_t>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_int32) { check_comparisons(numpy_table<std::int32_t>()); }
BOOST_AUTO_TEST_CASE(bits_of_int32) { check_bits(numpy_table<std::int32_t>()); }
BOOST_AUTO_TEST_CASE(casts_of_int32) { check_casts(numpy_table<std::int32_t>()); }
BOOST_AUTO_TEST_CASE(arithmetic_of_uint32) { check_arithmetic(numpy_table<std::uint32_t>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_uint32) { check_comparisons(numpy_table<std::uint32_t>()); }
BOOST_AUTO_TEST_CASE(bits_of_uint32) { check_bits(numpy_table<std::uint32_t>()); }
BOOST_AUTO_TEST_CASE(casts_of_uint32) { check_casts(numpy_table<std::uint32_t>()); }

BOOST_AUTO_TEST_SUITE_END()
