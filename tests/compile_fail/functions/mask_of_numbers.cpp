// SPDX-License-Identifier: BSD-3-Clause
// Reductions want masks of bool as copyto does.
// expect: lazynd: a mask is an array, view or expression of bool
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  (void)nd::sum(a, {.where = a});
#else
  (void)nd::sum(a, {.where = a != 0});
#endif
}
