// SPDX-License-Identifier: BSD-3-Clause
// Building a program: equal values are entered once.
#include <lazynd/planner/program.hpp>

#include <cstring>

namespace lazynd {

namespace {

bool same_value(const program_value& a, const program_value& b) {
  if (a.is != b.is || a.type != b.type) return false;
  switch (a.is) {
    case program_value::role::leaf:
      return a.storage == b.storage || (a.storage->data == b.storage->data && a.storage->where.shape == b.storage->where.shape &&
                                        a.storage->where.strides == b.storage->where.strides);
    case program_value::role::constant:
      // A function object comes as a constant of type uint8 whatever its size: its address tells.
      return a.address == b.address || (a.type != dtype::uint8 && std::memcmp(a.address, b.address, itemsize(a.type)) == 0);
    case program_value::role::compute: return a.kernel == b.kernel && a.inputs == b.inputs;
    case program_value::role::reduce: return a.reducer == b.reducer && a.inputs == b.inputs && a.over == b.over;
  }
  return false;
}

}  // namespace

program::program() noexcept = default;
program::~program() = default;

value_id program::enter(program_value&& candidate) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (same_value(values[i], candidate)) return static_cast<value_id>(i);
  }
  values.emplace_back(std::move(candidate));
  return static_cast<value_id>(values.size()) - 1;
}

value_id program::add_leaf(const block& storage) {
  program_value leaf;
  leaf.type = storage.type;
  leaf.storage = &storage;
  leaf.shape = storage.where.shape;
  return enter(std::move(leaf));
}

value_id program::add_constant(dtype type, const void* address) {
  program_value value;
  value.is = program_value::role::constant;
  value.type = type;
  value.address = address;
  return enter(std::move(value));
}

value_id program::add_compute(const kernel_set& kernel, dtype type, std::span<const value_id> inputs) {
  program_value value;
  value.is = program_value::role::compute;
  value.type = type;
  value.kernel = &kernel;
  value.inputs = small_vector<value_id, 6>(inputs);
  return enter(std::move(value));
}

value_id program::add_reduce(const reduction_kernel& kernel, std::span<const value_id> inputs, const reduction_settings& over) {
  program_value value;
  value.is = program_value::role::reduce;
  value.type = kernel.result;
  value.reducer = &kernel;
  value.inputs = small_vector<value_id, 6>(inputs);
  value.over = over;
  return enter(std::move(value));
}

void program::add_output(value_id value, block_handle destination, bool may_replace) {
  outputs.push_back({value, std::move(destination), may_replace});
}

}  // namespace lazynd
