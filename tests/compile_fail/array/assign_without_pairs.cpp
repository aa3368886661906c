// SPDX-License-Identifier: BSD-3-Clause
// assign takes targets and values in turn.
// expect: lazynd: assign(target, value, target, value, ...) needs pairs
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<double>& a, nd::array<double>& b) {
#ifdef MUST_FAIL
  nd::assign(a, b, b);
#else
  nd::assign(a, b, b, a);
#endif
}
