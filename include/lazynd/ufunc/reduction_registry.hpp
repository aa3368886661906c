// SPDX-License-Identifier: BSD-3-Clause
// Library reductions by name and dtype.
#pragma once
#include <lazynd/ufunc/reduction_kernel.hpp>

namespace lazynd {

/// The reduction of that name over elements of exactly that dtype, or nullptr. Safe from any thread.
LAZYND_API const reduction_kernel* find_reduction(std::string_view name, dtype argument) noexcept;

}  // namespace lazynd
