// SPDX-License-Identifier: BSD-3-Clause
// The table of library kernels, built at the first look-up.
#include <lazynd/ufunc/registry.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "ufunc/families.hpp"

namespace lazynd {

namespace {

constexpr std::size_t max_inputs = 4;

struct signature {
  std::string_view name;
  std::array<dtype, max_inputs> inputs{};
  std::size_t arity = 0;

  signature(std::string_view function, std::span<const dtype> types) : name(function), arity(types.size()) {
    std::copy(types.begin(), types.end(), inputs.begin());
  }
  bool operator==(const signature&) const = default;
};

struct signature_hash {
  std::size_t operator()(const signature& key) const noexcept {
    std::size_t hash = std::hash<std::string_view>()(key.name);
    for (std::size_t i = 0; i < key.arity; ++i) hash = hash * 31 + static_cast<std::size_t>(key.inputs[i]) + 1;
    return hash;
  }
};

// The nodes of the map never move, so the address of a kernel_set is good for the life of the program.
class kernel_table final : public detail::registrar {
 public:
  kernel_table() {
#define LAZYND_REGISTER_FAMILY(FAMILY) detail::register_##FAMILY(*this);
    LAZYND_KERNEL_FAMILIES(LAZYND_REGISTER_FAMILY)
#undef LAZYND_REGISTER_FAMILY
    for (auto& [key, kernels] : kernels_) fill_missing_levels(kernels);
  }

  void add(simd_level level, std::string_view name, std::initializer_list<dtype> inputs, tile_kernel kernel, float weight) override {
    kernel_set& entry = kernels_[signature(name, std::span<const dtype>(inputs.begin(), inputs.size()))];
    entry.name = name;
    entry.run[static_cast<int>(level)] = kernel;
    entry.weight = weight;
    entry.arity = static_cast<std::uint8_t>(inputs.size());
  }

  const kernel_set* find(std::string_view name, std::span<const dtype> inputs) const {
    if (inputs.size() > max_inputs) return nullptr;
    const auto found = kernels_.find(signature(name, inputs));
    return found == kernels_.end() ? nullptr : &found->second;
  }

 private:
  static void fill_missing_levels(kernel_set& kernels) {
    for (int level = 1; level < simd_level_count; ++level) {
      if (!kernels.run[level]) kernels.run[level] = kernels.run[level - 1];
    }
  }

  std::unordered_map<signature, kernel_set, signature_hash> kernels_;
};

}  // namespace

const kernel_set* find_kernel(std::string_view name, std::span<const dtype> inputs) noexcept {
  // Never destroyed: arrays may be evaluated by the destructors of the user's own globals.
  static const kernel_table& table = *new kernel_table;
  return table.find(name, inputs);
}

}  // namespace lazynd
