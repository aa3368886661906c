// SPDX-License-Identifier: BSD-3-Clause
// The main function of every Boost.Test program of the project.
#define BOOST_TEST_MODULE lazynd
#include <boost/test/unit_test.hpp>
