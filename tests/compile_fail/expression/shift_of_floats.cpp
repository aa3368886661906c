// SPDX-License-Identifier: BSD-3-Clause
// Shifts are for integers.
// expect: lazynd: this operation takes integers, not floats or complex numbers
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<int>& a, const nd::array<double>& b) {
#ifdef MUST_FAIL
  (void)nd::eval(b << 1);
  (void)a;
#else
  (void)nd::eval(a << 1);
  (void)b;
#endif
}
