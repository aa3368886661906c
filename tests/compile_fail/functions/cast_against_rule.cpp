// SPDX-License-Identifier: BSD-3-Clause
// A cast with a rule refuses what the rule does not allow, as NumPy's astype does.
// expect: lazynd: cast: the casting rule does not allow this conversion
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

auto tested(const nd::array<double>& a) {
#ifdef MUST_FAIL
  return nd::cast<float, nd::casting::safe>(a);
#else
  return nd::cast<float, nd::casting::same_kind>(a);
#endif
}
