// SPDX-License-Identifier: BSD-3-Clause
// a /= b of integers would have to drop fractions.
// expect: lazynd: this assignment would lose the kind of the values (for example float64 to int32); write nd::cast<T>(e)
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<int>& a) {
#ifdef MUST_FAIL
  a /= 2;
#else
  a = nd::floor_divide(a, 2);
#endif
}
