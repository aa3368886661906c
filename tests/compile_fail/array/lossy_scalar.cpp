// SPDX-License-Identifier: BSD-3-Clause
// A float is not put into integers unasked.
// expect: lazynd: this scalar's kind does not fit the element type (for example a float into integers); cast it first
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<int>& a) {
#ifdef MUST_FAIL
  a(nd::all) = 1.5;
#else
  a(nd::all) = 1;
#endif
}
