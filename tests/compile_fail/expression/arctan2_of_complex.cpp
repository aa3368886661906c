// SPDX-License-Identifier: BSD-3-Clause
// An angle is taken of real coordinates.
// expect: lazynd: this operation takes real numbers; it is not defined for complex ones
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<std::complex<double>>& z, const nd::array<double>& x) {
#ifdef MUST_FAIL
  (void)nd::arctan2(z, x);
#else
  (void)nd::arctan2(x, x);
  (void)z;
#endif
}
