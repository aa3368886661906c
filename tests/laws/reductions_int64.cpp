// SPDX-License-Identifier: BSD-3-Clause
// Reductions of int64.
#include "laws/reductions.hpp"

BOOST_AUTO_TEST_SUITE(reductions)

BOOST_AUTO_TEST_CASE(reductions_of_int64) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_reductions<std::int64_t>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
