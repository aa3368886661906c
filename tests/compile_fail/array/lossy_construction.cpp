// SPDX-License-Identifier: BSD-3-Clause
// An array is not made out of values of a higher kind unasked.
// expect: lazynd: this assignment would lose the kind of the values (for example float64 to int32); write nd::cast<T>(e)
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<std::complex<double>>& z) {
#ifdef MUST_FAIL
  const nd::array<double> a = z;
#else
  const nd::array<double> a = nd::cast<double>(z);
#endif
}
