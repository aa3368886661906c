// SPDX-License-Identifier: BSD-3-Clause
// Running a program: plan it, then walk its passes.
#pragma once
#include <lazynd/planner/program.hpp>

namespace lazynd {

/// Plans and runs a program. Empty destinations of its outputs are filled with new blocks. All checks come before the first write;
/// only an exception thrown by a user's function or by a kernel (integer power) can leave an output half written.
LAZYND_API void execute(program& of);

}  // namespace lazynd
