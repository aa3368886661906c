// SPDX-License-Identifier: BSD-3-Clause
// Reductions of int8.
#include "laws/reductions.hpp"

BOOST_AUTO_TEST_SUITE(reductions)

BOOST_AUTO_TEST_CASE(reductions_of_int8) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_reductions<std::int8_t>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
