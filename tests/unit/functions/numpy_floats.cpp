// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions of floats give NumPy's bits.
#include "numpy_functions.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_numpy_floats)

BOOST_AUTO_TEST_CASE(arithmetic_of_float32) { check_arithmetic(numpy_table<float>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_float32) { check_comparisons(numpy_table<float>()); }
BOOST_AUTO_TEST_CASE(rounding_of_float32) { check_rounding(numpy_table<float>()); }
BOOST_AUTO_TEST_CASE(casts_of_float32) { check_casts(numpy_table<float>()); }
BOOST_AUTO_TEST_CASE(arithmetic_of_float64) { check_arithmetic(numpy_table<double>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_float64) { check_comparisons(numpy_table<double>()); }
BOOST_AUTO_TEST_CASE(rounding_of_float64) { check_rounding(numpy_table<double>()); }
BOOST_AUTO_TEST_CASE(casts_of_float64) { check_casts(numpy_table<double>()); }

BOOST_AUTO_TEST_CASE(arithmetic_of_float16) { check_arithmetic(numpy_table<nd::float16>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_float16) { check_comparisons(numpy_table<nd::float16>()); }
BOOST_AUTO_TEST_CASE(rounding_of_float16) { check_rounding(numpy_table<nd::float16>()); }
BOOST_AUTO_TEST_CASE(casts_of_float16) { check_casts(numpy_table<nd::float16>()); }
BOOST_AUTO_TEST_CASE(parts_of_float16) { check_float_parts(numpy_table<nd::float16>()); }
BOOST_AUTO_TEST_CASE(parts_of_float32) { check_float_parts(numpy_table<float>()); }
BOOST_AUTO_TEST_CASE(parts_of_float64) { check_float_parts(numpy_table<double>()); }

BOOST_AUTO_TEST_SUITE_END()
