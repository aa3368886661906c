// SPDX-License-Identifier: BSD-3-Clause
// Members of records are numbers, arrays of them, or structs whose record_type is given.
// expect: lazynd: a member must be of an element type, an array of one, or come with the record_type of its struct
#include <lazynd/lazynd.hpp>

namespace nd = lazynd;

struct inner {
  float a;
};
struct particle {
  double x;
  inner in;
};

auto tested() {
  const auto nested = nd::structured<inner>({{"a", &inner::a}});
#ifdef MUST_FAIL
  return nd::structured<particle>({{"x", &particle::x}, {"in", &particle::in}});
#else
  return nd::structured<particle>({{"x", &particle::x}, {"in", &particle::in, nested}});
#endif
}
