// SPDX-License-Identifier: BSD-3-Clause
// The function must take the elements.
// expect: lazynd: map(f, a, ...): f cannot be called with the element types of the arguments (and must be callable as const)
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  (void)nd::map([](double x, double y) { return x + y; }, a);
#else
  (void)nd::map([](double x) { return x; }, a);
#endif
}
