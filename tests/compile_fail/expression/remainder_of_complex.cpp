// SPDX-License-Identifier: BSD-3-Clause
// Complex numbers have no remainder.
// expect: lazynd: this operation takes real numbers; it is not defined for complex ones
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<std::complex<double>>& z) {
#ifdef MUST_FAIL
  (void)nd::eval(z % 2);
#else
  (void)nd::eval(z / 2);
#endif
}
