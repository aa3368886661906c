// SPDX-License-Identifier: BSD-3-Clause
// Reductions of uint32.
#include "laws/reductions.hpp"

BOOST_AUTO_TEST_SUITE(reductions)

BOOST_AUTO_TEST_CASE(reductions_of_uint32) {
  for (unsigned seed = 0; seed < 60; ++seed) laws::check_reductions<std::uint32_t>(seed);
}

BOOST_AUTO_TEST_SUITE_END()
