// SPDX-License-Identifier: BSD-3-Clause
// The function runs in several threads, so it cannot change itself.
// expect: lazynd: map(f, a, ...): f cannot be called with the element types of the arguments (and must be callable as const)
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  (void)nd::map([n = 0.0](double x) mutable { return x + n++; }, a);
#else
  (void)nd::map([n = 0.0](double x) { return x + n; }, a);
#endif
}
