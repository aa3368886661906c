// SPDX-License-Identifier: BSD-3-Clause
// Two axes in the braces of the options are not an axis and keepdims.
// expect: lazynd: a flag is true or false; several axes are written sum(a, {.axis = {0, 1}})
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  (void)nd::sum(a, {0, 1});
#else
  (void)nd::sum(a, {.axis = {0, 1}, .keepdims = true});
#endif
}
