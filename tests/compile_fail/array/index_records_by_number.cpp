// SPDX-License-Identifier: BSD-3-Clause
// Brackets take names of fields; parentheses take positions.
// expect(gcc): use of deleted function
// expect(clang): overload resolution selected deleted operator '[]'
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

auto tested(nd::structured_array& records) {
#ifdef MUST_FAIL
  return records[0];
#else
  return records(0);
#endif
}
