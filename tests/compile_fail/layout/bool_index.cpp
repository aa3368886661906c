// SPDX-License-Identifier: BSD-3-Clause
// A bool is no index: it would silently mean 0 or 1, where NumPy takes it for a mask.
// expect: lazynd: a bool is no index; write 0 or 1, or index with a mask: a[mask]
#include <lazynd/layout/slice.hpp>

#ifdef MUST_FAIL
const lazynd::index_item tested = true;
#else
const lazynd::index_item tested = 1;
#endif
