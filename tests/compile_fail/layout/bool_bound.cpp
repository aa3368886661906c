// SPDX-License-Identifier: BSD-3-Clause
// A bool is no bound of a slice.
// expect: lazynd: a bool is no bound or step of a slice; write 0 or 1
#include <lazynd/layout/slice.hpp>

#ifdef MUST_FAIL
const lazynd::slice tested(0, true);
#else
const lazynd::slice tested(0, 1);
#endif
