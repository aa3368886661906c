// SPDX-License-Identifier: BSD-3-Clause
// From dynamic expressions to programs: the same tile kernels, passes and executor as typed expressions.
#include <memory>
#include <unordered_map>

#include <lazynd/execution/execute.hpp>

#include "execution/dynamic.hpp"

namespace lazynd::detail {

namespace {

using role = dynamic_node::role;
using memory = std::unordered_map<const dynamic_node*, value_id>;

value_id enter(const dynamic_node& node, program& to, memory& known) {
  if (const auto found = known.find(&node); found != known.end()) return found->second;
  small_vector<value_id, 6> inputs;
  for (const dynamic_handle& input : node.inputs) inputs.push_back(enter(*input, to, known));
  value_id made = -1;
  switch (node.is) {
    case role::leaf: made = to.add_leaf(*node.storage); break;
    case role::constant: made = to.add_constant(node.type, node.value); break;
    case role::compute: made = to.add_compute(*node.kernel, node.type, inputs); break;
    case role::reduce: made = to.add_reduce(*node.reducer, inputs, node.over); break;
    case role::typed: made = node.tree->enter(to); break;
  }
  known.emplace(&node, made);
  return made;
}

}  // namespace

std::shared_ptr<const erased_tree> erase_dynamic(dynamic_handle root) {
  class dynamic_tree final : public erased_tree {
   public:
    explicit dynamic_tree(dynamic_handle root) : root_(std::move(root)) {}
    std::int32_t enter(program& to) const override { return lower_dynamic(root_, to); }

   private:
    dynamic_handle root_;
  };
  // Kernels of typed expressions read n elements of an erased operand, so a constant becomes an array.
  if (root->is == role::constant) root = make_dynamic_leaf(evaluate_dynamic(root, "dynamic expression"));
  return std::make_shared<const dynamic_tree>(std::move(root));
}

value_id lower_dynamic(const dynamic_handle& root, program& to) {
  memory known;
  return enter(*root, to, known);
}

block_handle evaluate_dynamic(const dynamic_handle& root, const char* function) {
  if (root->is == role::leaf && is_aligned(*root->storage)) return root->storage;
  if (block_handle made; try_dynamic_direct(*root, made)) return made;
  program of;
  of.function = function;
  of.add_output(lower_dynamic(root, of), {}, false);
  execute(of);
  return std::move(of.outputs[0].destination);
}

}  // namespace lazynd::detail
