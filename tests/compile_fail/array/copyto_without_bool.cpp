// SPDX-License-Identifier: BSD-3-Clause
// A mask says yes or no; numbers are compared first.
// expect: lazynd: a mask is an array, view or expression of bool
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<double>& a, const nd::array<double>& b) {
#ifdef MUST_FAIL
  nd::copyto(a, b, {.where = b});
#else
  nd::copyto(a, b, {.where = b != 0});
#endif
}
