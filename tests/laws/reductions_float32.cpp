// SPDX-License-Identifier: BSD-3-Clause
// Reductions of float32.
#include "laws/reductions.hpp"

BOOST_AUTO_TEST_SUITE(reductions)

BOOST_AUTO_TEST_CASE(reductions_of_float32) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_reductions<float>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
