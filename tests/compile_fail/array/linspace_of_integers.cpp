// SPDX-License-Identifier: BSD-3-Clause
// linspace divides.
// expect: lazynd: linspace makes floats or complex numbers
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested() {
#ifdef MUST_FAIL
  (void)nd::linspace<int>(0, 1);
#else
  (void)nd::linspace<float>(0, 1);
#endif
}
