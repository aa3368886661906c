// SPDX-License-Identifier: BSD-3-Clause
// A broadcast view repeats elements, so it is read-only.
// expect: lazynd: a view of const elements cannot be assigned to
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<double>& a) {
#ifdef MUST_FAIL
  nd::broadcast_to(a, {2, 3}) = 1;
#else
  nd::array<double> b = nd::broadcast_to(a, {2, 3});
  b = 1;
#endif
}
