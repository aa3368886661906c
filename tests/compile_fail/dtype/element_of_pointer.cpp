// SPDX-License-Identifier: BSD-3-Clause
// Only the element types have a dtype.
// expect: constraints not satisfied
#include <lazynd/dtype/element.hpp>

#ifdef MUST_FAIL
using tested = int*;
#else
using tested = int;
#endif

static_assert(lazynd::dtype_of<tested> == lazynd::dtype::int32);
