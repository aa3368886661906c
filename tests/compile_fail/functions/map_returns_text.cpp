// SPDX-License-Identifier: BSD-3-Clause
// The results must be elements.
// expect: lazynd: map(f, a, ...): f must return an element type
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  (void)nd::map([](double) { return "text"; }, a);
#else
  (void)nd::map([](double x) { return x > 0; }, a);
#endif
}
