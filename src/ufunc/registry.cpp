// SPDX-License-Identifier: BSD-3-Clause
// The table of library kernels and ufuncs, built at the first look-up.
#include <lazynd/ufunc/registry.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include <lazynd/support/error.hpp>

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

/// NumPy's second names.
constexpr std::pair<std::string_view, std::string_view> second_names[] = {
    {"abs", "absolute"},
    {"true_divide", "divide"},
    {"mod", "remainder"},
    {"pow", "power"},
    {"conj", "conjugate"},
    {"degrees", "rad2deg"},
    {"radians", "deg2rad"},
    {"bitwise_not", "invert"},
    {"bitwise_invert", "invert"},
    {"bitwise_left_shift", "left_shift"},
    {"bitwise_right_shift", "right_shift"},
    {"acos", "arccos"},
    {"asin", "arcsin"},
    {"atan", "arctan"},
    {"atan2", "arctan2"},
    {"acosh", "arccosh"},
    {"asinh", "arcsinh"},
    {"atanh", "arctanh"},
};

/// Ufuncs of several results, as the ufunc of each.
struct compound {
  std::string_view name;
  std::string_view parts[2];
};
constexpr compound compounds[] = {
    {"divmod", {"floor_divide", "remainder"}}, {"modf", {"modf[0]", "modf[1]"}}, {"frexp", {"frexp[0]", "frexp[1]"}}};

/// Order in which loops are tried: by the last operand, then those of equal operands, then by the first.
std::tuple<std::size_t, bool, std::size_t> rank_of(const kernel_set* loop) {
  constexpr std::string_view order = "?bBhHiIlLeEfdFD";
  return {order.find(character(loop->inputs[loop->arity - 1])), loop->inputs[0] != loop->inputs[loop->arity - 1],
          order.find(character(loop->inputs[0]))};
}

class kernel_table final : public detail::registrar {
 public:
  kernel_table() {
    detail::register_all(*this);
    for (auto& [key, kernels] : table_) {
      for (int level = 1; level < simd_level_count; ++level) {
        if (!kernels->run[level]) kernels->run[level] = kernels->run[level - 1];
      }
      const auto definition = definitions_.find(key.name);
      if (definition == definitions_.end()) continue;
      definition->second->nin = kernels->arity;
      definition->second->loops.push_back(kernels.get());
    }
    for (auto& [name, definition] : definitions_) {
      std::ranges::sort(definition->loops, {}, rank_of);
    }
    for (const compound& of : compounds) {
      auto whole = std::make_unique<ufunc_definition>();
      whole->name = of.name;
      whole->nout = 2;
      for (const std::string_view part : of.parts) whole->parts.push_back(definitions_.at(part).get());
      whole->nin = whole->parts[0]->nin;
      definitions_.emplace(of.name, std::move(whole));
    }
    for (const auto& [name, definition] : definitions_) by_name_.emplace(name, definition.get());
    for (const auto& [second, name] : second_names) by_name_.emplace(second, definitions_.at(name).get());
  }

  void add(simd_level level, std::string_view name, std::initializer_list<dtype> inputs, dtype result, tile_kernel kernel,
           float weight) override {
    std::unique_ptr<kernel_set>& entry = table_[key_of(name, {inputs.begin(), inputs.size()})];
    if (!entry) entry = std::make_unique<kernel_set>();
    entry->name = name;
    entry->run[static_cast<int>(level)] = kernel;
    entry->weight = weight;
    entry->arity = static_cast<std::uint8_t>(inputs.size());
    std::ranges::copy(inputs, entry->inputs);
    entry->result = result;
  }

  void define(std::string_view name, argument_rule rule, bool refuses_boolean) override {
    std::unique_ptr<ufunc_definition>& entry = definitions_[name];
    if (!entry) entry = std::make_unique<ufunc_definition>();
    entry->name = name;
    entry->rule = rule;
    entry->refuses_boolean = refuses_boolean;
  }

  const kernel_set* find(std::string_view name, std::span<const dtype> inputs) const {
    const auto found = table_.find(key_of(name, inputs));
    return found == table_.end() ? nullptr : found->second.get();
  }

  const ufunc_definition* find_definition(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

  std::vector<std::string_view> names() const {
    std::vector<std::string_view> all;
    for (const auto& [name, definition] : definitions_) {
      if (name.find('[') == std::string_view::npos) all.push_back(name);
    }
    return all;
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
  std::map<std::string_view, std::unique_ptr<ufunc_definition>> definitions_;
  std::unordered_map<std::string_view, const ufunc_definition*> by_name_;  ///< second names, too
};

const kernel_table& built_in() {
  // Never destroyed: the destructors of a user's globals may still evaluate expressions.
  static const kernel_table& table = *new kernel_table;
  return table;
}

/// The ufuncs of users. Nothing is ever removed, so that what was found stays.
class user_table {
 public:
  const ufunc_definition* find(std::string_view name) const {
    const std::shared_lock guard(mutex_);
    const auto found = definitions_.find(name);
    return found == definitions_.end() ? nullptr : found->second.get();
  }
  const ufunc_definition& add(std::unique_ptr<ufunc_definition> definition, std::vector<std::unique_ptr<kernel_set>> loops) {
    const std::unique_lock guard(mutex_);
    if (definitions_.contains(definition->name)) throw value_error("register_ufunc: the name '" + definition->name + "' is taken");
    for (auto& loop : loops) {
      loop->name = definition->name;
      definition->loops.push_back(loop.get());
      loops_.push_back(std::move(loop));
    }
    return *(definitions_[definition->name] = std::move(definition));
  }
  void add_names(std::vector<std::string_view>& to) const {
    const std::shared_lock guard(mutex_);
    for (const auto& [name, definition] : definitions_) to.push_back(name);
  }

 private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, std::unique_ptr<ufunc_definition>, std::less<>> definitions_;
  std::vector<std::unique_ptr<kernel_set>> loops_;
};

user_table& users() {
  static user_table& table = *new user_table;
  return table;
}

}  // namespace

const kernel_set* find_kernel(std::string_view name, std::span<const dtype> inputs) noexcept {
  return inputs.size() <= most_inputs ? built_in().find(name, inputs) : nullptr;
}

const ufunc_definition* find_definition(std::string_view name) noexcept {
  const ufunc_definition* const found = built_in().find_definition(name);
  return found ? found : users().find(name);
}

std::vector<std::string_view> ufunc_names() {
  std::vector<std::string_view> all = built_in().names();
  users().add_names(all);
  std::ranges::sort(all);
  return all;
}

const ufunc_definition& register_ufunc(std::string name, std::span<const user_loop> loops) {
  if (loops.empty()) throw value_error("register_ufunc: '" + name + "' has no loops");
  const std::size_t nin = loops[0].inputs.size();
  if (nin < 1 || nin > most_inputs) throw value_error("register_ufunc: loops of '" + name + "' must have 1 to 3 operands");
  if (built_in().find_definition(name)) throw value_error("register_ufunc: the name '" + name + "' is taken");
  auto definition = std::make_unique<ufunc_definition>();
  definition->name = std::move(name);
  definition->nin = static_cast<std::uint8_t>(nin);
  std::vector<std::unique_ptr<kernel_set>> kernels;
  for (const user_loop& loop : loops) {
    if (loop.inputs.size() != nin) throw value_error("register_ufunc: the loops of '" + definition->name + "' differ in operands");
    if (!loop.kernel) throw value_error("register_ufunc: a loop of '" + definition->name + "' has no kernel");
    auto kernel = std::make_unique<kernel_set>();
    std::ranges::fill(kernel->run, loop.kernel);
    kernel->weight = loop.weight;
    kernel->arity = static_cast<std::uint8_t>(nin);
    std::ranges::copy(loop.inputs, kernel->inputs);
    kernel->result = loop.result;
    kernels.push_back(std::move(kernel));
  }
  return users().add(std::move(definition), std::move(kernels));
}

}  // namespace lazynd
