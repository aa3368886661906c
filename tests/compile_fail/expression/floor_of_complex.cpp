// SPDX-License-Identifier: BSD-3-Clause
// Complex numbers have no floor.
// expect: lazynd: this operation takes real numbers; it is not defined for complex ones
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<std::complex<double>>& z) {
#ifdef MUST_FAIL
  (void)nd::eval(nd::floor(z));
#else
  (void)nd::eval(nd::abs(z));
#endif
}
