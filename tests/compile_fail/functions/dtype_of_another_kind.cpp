// SPDX-License-Identifier: BSD-3-Clause
// f<T> casts its arguments within their kind only, as NumPy's dtype= does.
// expect: lazynd: f<T>(a, ...): f has no loop that gives T for arguments that cast within their kind; cast them first
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

auto tested(const nd::array<double>& a, const nd::array<float>& b) {
#ifdef MUST_FAIL
  return nd::add<int>(a, b);
#else
  return nd::add<float>(a, b);
#endif
}
