// SPDX-License-Identifier: BSD-3-Clause
// NumPy's positional axis is a keyword argument.
// expect: lazynd: an axis is a keyword argument: sum(a, {.axis = 0})
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  (void)nd::sum(a, 0);
#else
  (void)nd::sum(a, {.axis = 0});
#endif
}
