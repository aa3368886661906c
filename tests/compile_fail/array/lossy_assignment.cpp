// SPDX-License-Identifier: BSD-3-Clause
// Assignment converts within a kind, as NumPy's in-place operations do.
// expect: lazynd: this assignment would lose the kind of the values (for example float64 to int32); write nd::cast<T>(e)
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<int>& a, const nd::array<double>& b) {
#ifdef MUST_FAIL
  a = b * 2;
#else
  a = nd::cast<int>(b * 2);
#endif
}
