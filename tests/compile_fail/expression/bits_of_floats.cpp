// SPDX-License-Identifier: BSD-3-Clause
// Bit operations are for bool and integers.
// expect: lazynd: bit operations take bool and integers, not floats or complex numbers
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<int>& a) {
#ifdef MUST_FAIL
  (void)nd::eval(a & 1.0);
#else
  (void)nd::eval(a & 1);
#endif
}
