// SPDX-License-Identifier: BSD-3-Clause
// Views of bool.
#include "laws/views.hpp"

BOOST_AUTO_TEST_SUITE(views)

BOOST_AUTO_TEST_CASE(views_of_bool) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_views<bool>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
