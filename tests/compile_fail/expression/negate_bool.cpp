// SPDX-License-Identifier: BSD-3-Clause
// NumPy refuses to negate bool.
// expect: lazynd: this operation is not defined for bool; use logical_xor or logical_not, as NumPy says, or cast first
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<bool>& a) {
#ifdef MUST_FAIL
  (void)nd::eval(-a);
#else
  (void)nd::eval(!a);
#endif
}
