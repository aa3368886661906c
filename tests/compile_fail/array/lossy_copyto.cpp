// SPDX-License-Identifier: BSD-3-Clause
// `copyto` casts within a kind unless its rule says otherwise.
// expect: lazynd: copyto: the casting rule does not allow this; cast first, or write copyto<nd::casting::unsafe>(out, x)
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(nd::array<int>& a, const nd::array<double>& b) {
#ifdef MUST_FAIL
  nd::copyto(a, b * 2);
#else
  nd::copyto<nd::casting::unsafe>(a, b * 2);
#endif
}
