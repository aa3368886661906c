// SPDX-License-Identifier: BSD-3-Clause
// From dynamic expressions to programs: the same tile kernels, passes and executor as typed expressions.
#include <algorithm>
#include <memory>

#include <lazynd/execution/direct_walk.hpp>

#include "execution/direct_program.hpp"
#include "execution/dynamic.hpp"

namespace lazynd::detail {

namespace {

using role = dynamic_node::role;

struct entered_node {
  const dynamic_node* node;
  value_id value;
};
/// Few, since trees are limited: looking through them takes less time than hashing.
using memory = small_vector<entered_node, 16>;

value_id enter(const dynamic_node& node, program& to, memory& known) {
  const auto* const found = std::find_if(known.begin(), known.end(), [&](const entered_node& each) { return each.node == &node; });
  if (found != known.end()) return found->value;
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
  known.push_back({&node, made});
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

block_handle evaluate_dynamic_into(const dynamic_handle& root, block_handle destination, const char* function) {
  if (root->is == role::leaf) {
    const bool aligned = is_aligned(*root->storage) && (!destination || is_aligned(*destination));
    if (aligned && copy_directly(*root->storage, destination, false)) return destination;
  }
  program of;
  of.function = function;
  of.add_output(lower_dynamic(root, of), std::move(destination), false);
  execute_directly_or_planned(of);
  return std::move(of.outputs[0].destination);
}

block_handle evaluate_dynamic(const dynamic_handle& root, const char* function) {
  return root->is == role::leaf && is_aligned(*root->storage) ? root->storage : evaluate_dynamic_into(root, {}, function);
}

}  // namespace lazynd::detail
