// SPDX-License-Identifier: BSD-3-Clause
// Views of int8.
#include "laws/views.hpp"

BOOST_AUTO_TEST_SUITE(views)

BOOST_AUTO_TEST_CASE(views_of_int8) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_views<std::int8_t>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
