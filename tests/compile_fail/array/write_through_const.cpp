// SPDX-License-Identifier: BSD-3-Clause
// A view of a const array is read-only.
// expect: lazynd: a view of const elements cannot be assigned to
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(const nd::array<double>& a, nd::array<double>& b) {
#ifdef MUST_FAIL
  a(nd::all) = b(nd::all);
#else
  b(nd::all) = a(nd::all);
#endif
}
