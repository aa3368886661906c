// SPDX-License-Identifier: BSD-3-Clause
// Reductions of complex128.
#include "laws/reductions.hpp"

BOOST_AUTO_TEST_SUITE(reductions)

BOOST_AUTO_TEST_CASE(reductions_of_complex128) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_reductions<std::complex<double>>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
