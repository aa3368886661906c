// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions of bool and 8-bit integers give NumPy's bits.
#include "numpy_functions.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_numpy_8_bits)

BOOST_AUTO_TEST_CASE(arithmetic_of_bool) { check_arithmetic(numpy_table<bool>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_bool) { check_comparisons(numpy_table<bool>()); }
BOOST_AUTO_TEST_CASE(bits_of_bool) { check_bits(numpy_table<bool>()); }
BOOST_AUTO_TEST_CASE(casts_of_bool) { check_casts(numpy_table<bool>()); }
BOOST_AUTO_TEST_CASE(arithmetic_of_int8) { check_arithmetic(numpy_table<std::int8_t>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_int8) { check_comparisons(numpy_table<std::int8_t>()); }
BOOST_AUTO_TEST_CASE(bits_of_int8) { check_bits(numpy_table<std::int8_t>()); }
BOOST_AUTO_TEST_CASE(casts_of_int8) { check_casts(numpy_table<std::int8_t>()); }
BOOST_AUTO_TEST_CASE(arithmetic_of_uint8) { check_arithmetic(numpy_table<std::uint8_t>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_uint8) { check_comparisons(numpy_table<std::uint8_t>()); }
BOOST_AUTO_TEST_CASE(bits_of_uint8) { check_bits(numpy_table<std::uint8_t>()); }
BOOST_AUTO_TEST_CASE(casts_of_uint8) { check_casts(numpy_table<std::uint8_t>()); }

BOOST_AUTO_TEST_SUITE_END()
