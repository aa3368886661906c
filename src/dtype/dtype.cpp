// SPDX-License-Identifier: BSD-3-Clause
// Printing of dtypes.
#include <lazynd/dtype/dtype.hpp>

#include <ostream>

namespace lazynd {

std::ostream& operator<<(std::ostream& out, dtype type) { return out << name(type); }

}  // namespace lazynd
