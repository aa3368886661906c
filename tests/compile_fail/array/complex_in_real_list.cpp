// SPDX-License-Identifier: BSD-3-Clause
// A complex number is no element of a real array.
// expect: lazynd: a complex number in a list for real elements
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested() {
#ifdef MUST_FAIL
  const nd::array<double> a = {std::complex<double>(1, 2)};
#else
  const nd::array<std::complex<double> > a = {std::complex<double>(1, 2)};
#endif
}
