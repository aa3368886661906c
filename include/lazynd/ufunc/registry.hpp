// SPDX-License-Identifier: BSD-3-Clause
// Library kernels by name and signature.
#pragma once
#include <initializer_list>
#include <span>

#include <lazynd/ufunc/kernel.hpp>

namespace lazynd {

/// The library kernel of a ufunc for exact input dtypes, or nullptr. Eager; constant time; safe from any thread.
LAZYND_API const kernel_set* find_kernel(std::string_view name, std::span<const dtype> inputs) noexcept;

inline const kernel_set* find_kernel(std::string_view name, std::initializer_list<dtype> inputs) noexcept {
  return find_kernel(name, std::span<const dtype>(inputs.begin(), inputs.size()));
}

}  // namespace lazynd
