// SPDX-License-Identifier: BSD-3-Clause
// arange counts in integers or floats.
// expect: lazynd: arange makes integers or floats
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested() {
#ifdef MUST_FAIL
  (void)nd::arange<bool>(true);
#else
  (void)nd::arange<int>(2);
#endif
}
