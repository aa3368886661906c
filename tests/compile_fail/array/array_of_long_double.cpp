// SPDX-License-Identifier: BSD-3-Clause
// Elements are of the types that have a dtype.
// expect: lazynd: the element type must be bool, a sized integer, float, double or std::complex of these
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested() {
#ifdef MUST_FAIL
  const nd::array<long double> a = {1, 2};
#else
  const nd::array<double> a = {1, 2};
#endif
  (void)a;
}
