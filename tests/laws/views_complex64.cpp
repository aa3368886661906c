// SPDX-License-Identifier: BSD-3-Clause
// Views of complex64.
#include "laws/views.hpp"

BOOST_AUTO_TEST_SUITE(views)

BOOST_AUTO_TEST_CASE(views_of_complex64) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_views<std::complex<float>>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
