// SPDX-License-Identifier: BSD-3-Clause
// Reductions of bool.
#include "laws/reductions.hpp"

BOOST_AUTO_TEST_SUITE(reductions)

BOOST_AUTO_TEST_CASE(reductions_of_bool) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_reductions<bool>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
