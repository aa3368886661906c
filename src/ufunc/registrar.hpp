// SPDX-License-Identifier: BSD-3-Clause
// How the kernel families enter the registry.
#pragma once
#include <initializer_list>

#include <lazynd/ufunc/kernel.hpp>

namespace lazynd::detail {

/// Receives the kernels of one family for one instruction set. Registering the same name and signature for a second level completes
/// the entry; levels nobody registers fall back to the next lower one.
class registrar {
 public:
  virtual void add(simd_level level, std::string_view name, std::initializer_list<dtype> inputs, tile_kernel kernel, float weight) = 0;

 protected:
  ~registrar() = default;
};

}  // namespace lazynd::detail
