// SPDX-License-Identifier: BSD-3-Clause
// How the kernel families enter the registry.
#pragma once
#include <initializer_list>

#include <lazynd/ufunc/definition.hpp>

namespace lazynd::detail {

/// Receives the kernels of one family for one instruction set. Registering the same name and signature for a second level completes
/// the entry; levels nobody registers fall back to the next lower one.
class registrar {
 public:
  virtual void add(simd_level level, std::string_view name, std::initializer_list<dtype> inputs, dtype result, tile_kernel kernel,
                   float weight) = 0;
  /// Makes the loops of that name a ufunc.
  virtual void define(std::string_view name, argument_rule rule, bool refuses_boolean) = 0;

 protected:
  ~registrar() = default;
};

}  // namespace lazynd::detail
