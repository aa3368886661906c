// SPDX-License-Identifier: BSD-3-Clause
// Random expressions of uint64: fused == operation by operation == interpreted, on every instruction set, number of threads and layout.
#include "laws/same_bits.hpp"

BOOST_AUTO_TEST_SUITE(same_bits)

BOOST_AUTO_TEST_CASE(expressions_of_uint64_equal_the_interpreter_however_they_run) { laws::check_trees<std::uint64_t>(laws::few_trees{}); }

BOOST_AUTO_TEST_SUITE_END()
