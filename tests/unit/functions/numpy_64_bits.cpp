// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions of 64-bit integers give NumPy's bits.
#include "numpy_functions.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_numpy_64_bits)

BOOST_AUTO_TEST_CASE(arithmetic_of_int64) { check_arithmetic(numpy_table<std::int64_t>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_int64) { check_comparisons(numpy_table<std::int64_t>()); }
BOOST_AUTO_TEST_CASE(bits_of_int64) { check_bits(numpy_table<std::int64_t>()); }
BOOST_AUTO_TEST_CASE(casts_of_int64) { check_casts(numpy_table<std::int64_t>()); }
BOOST_AUTO_TEST_CASE(arithmetic_of_uint64) { check_arithmetic(numpy_table<std::uint64_t>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_uint64) { check_comparisons(numpy_table<std::uint64_t>()); }
BOOST_AUTO_TEST_CASE(bits_of_uint64) { check_bits(numpy_table<std::uint64_t>()); }
BOOST_AUTO_TEST_CASE(casts_of_uint64) { check_casts(numpy_table<std::uint64_t>()); }

BOOST_AUTO_TEST_SUITE_END()
