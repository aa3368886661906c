// SPDX-License-Identifier: BSD-3-Clause
// Borrowed memory holds elements.
// expect: lazynd: borrow needs memory of an element type
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

void tested(float* memory, void** other) {
#ifdef MUST_FAIL
  (void)nd::borrow(other, {2});
  (void)memory;
#else
  (void)nd::borrow(memory, {2});
  (void)other;
#endif
}
