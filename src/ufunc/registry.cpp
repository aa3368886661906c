// SPDX-License-Identifier: BSD-3-Clause
// The table of library kernels, built at the first look-up.
#include <lazynd/ufunc/registry.hpp>

#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

#include "ufunc/families.hpp"
#include "ufunc/registrar.hpp"

namespace lazynd {

namespace {

constexpr std::size_t most_inputs = 3;

/// A name and up to three dtypes.
struct signature {
  std::string_view name;
  dtype inputs[most_inputs] = {};
  std::uint8_t count = 0;
  bool operator==(const signature&) const = default;
};

struct signature_hash {
  std::size_t operator()(const signature& s) const noexcept {
    std::size_t types = s.count;
    for (const dtype type : s.inputs) types = types * 32 + static_cast<std::size_t>(type);
    return std::hash<std::string_view>{}(s.name) ^ (types * 0x9e3779b97f4a7c15ULL);
  }
};

class kernel_table final : public detail::registrar {
 public:
  kernel_table() {
    detail::register_all(*this);
    for (auto& [key, kernels] : table_) {
      for (int level = 1; level < simd_level_count; ++level) {
        if (!kernels->run[level]) kernels->run[level] = kernels->run[level - 1];
      }
    }
  }

  void add(simd_level level, std::string_view name, std::initializer_list<dtype> inputs, tile_kernel kernel, float weight) override {
    std::unique_ptr<kernel_set>& entry = table_[key_of(name, {inputs.begin(), inputs.size()})];
    if (!entry) entry = std::make_unique<kernel_set>();
    entry->name = name;
    entry->run[static_cast<int>(level)] = kernel;
    entry->weight = weight;
    entry->arity = static_cast<std::uint8_t>(inputs.size());
  }

  const kernel_set* find(std::string_view name, std::span<const dtype> inputs) const {
    const auto found = table_.find(key_of(name, inputs));
    return found == table_.end() ? nullptr : found->second.get();
  }

 private:
  static signature key_of(std::string_view name, std::span<const dtype> inputs) {
    signature key;
    key.name = name;
    key.count = static_cast<std::uint8_t>(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) key.inputs[i] = inputs[i];
    return key;
  }

  std::unordered_map<signature, std::unique_ptr<kernel_set>, signature_hash> table_;
};

}  // namespace

const kernel_set* find_kernel(std::string_view name, std::span<const dtype> inputs) noexcept {
  // Never destroyed: the destructors of a user's globals may still evaluate expressions.
  static const kernel_table& table = *new kernel_table;
  return inputs.size() <= most_inputs ? table.find(name, inputs) : nullptr;
}

}  // namespace lazynd
