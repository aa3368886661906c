// SPDX-License-Identifier: BSD-3-Clause
// Elementwise functions of complex numbers give NumPy's bits.
#include "numpy_functions.hpp"

using namespace lazynd_test;

BOOST_AUTO_TEST_SUITE(functions_numpy_complex)

BOOST_AUTO_TEST_CASE(arithmetic_of_complex64) { check_arithmetic(numpy_table<std::complex<float>>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_complex64) { check_comparisons(numpy_table<std::complex<float>>()); }
BOOST_AUTO_TEST_CASE(casts_of_complex64) { check_casts(numpy_table<std::complex<float>>()); }
BOOST_AUTO_TEST_CASE(arithmetic_of_complex128) { check_arithmetic(numpy_table<std::complex<double>>()); }
BOOST_AUTO_TEST_CASE(comparisons_of_complex128) { check_comparisons(numpy_table<std::complex<double>>()); }
BOOST_AUTO_TEST_CASE(casts_of_complex128) { check_casts(numpy_table<std::complex<double>>()); }

BOOST_AUTO_TEST_SUITE_END()
