// SPDX-License-Identifier: BSD-3-Clause
// Only elements with a dtype can be viewed.
// expect: lazynd: the element type must be bool, a sized integer, float, double or std::complex of these
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested() {
#ifdef MUST_FAIL
  (void)sizeof(nd::view<long double>);
#else
  (void)sizeof(nd::view<float>);
#endif
}
