// SPDX-License-Identifier: BSD-3-Clause
// Building dynamic expressions: the same promotion as typed ones, decided at run time.
#include <lazynd/expression/dynamic.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <unordered_map>

#include <lazynd/execution/lower.hpp>
#include <lazynd/expression/build.hpp>
#include <lazynd/expression/operations/stateful.hpp>
#include <lazynd/expression/reducers.hpp>
#include <lazynd/expression/reduction_options.hpp>
#include <lazynd/layout/broadcast.hpp>
#include <lazynd/planner/passes.hpp>
#include <lazynd/support/error.hpp>
#include <lazynd/ufunc/registry.hpp>

#include "execution/dynamic.hpp"

namespace lazynd {

namespace detail {

namespace {

using role = dynamic_node::role;

/// Nodes of a tree from which on its parts are computed on their own: plans of thousands of nodes help nobody, and neither does
/// destroying such a tree recursively.
constexpr int most_nodes = 64;

/// Whether a ufunc has loops for int64 beside uint64, as comparisons have: then it takes any two integers as they are.
bool takes_mixed_integers(const ufunc_definition& of) {
  return std::ranges::any_of(of.loops, [](const kernel_set* loop) {
    return loop->arity == 2 && loop->inputs[0] == dtype::int64 && loop->inputs[1] == dtype::uint64;
  });
}

/// Whether a weak integer can be an element of a dtype.
bool fits(const weak_value& x, dtype type) {
  if (kind(x.type) != dtype_kind::signed_integer && kind(x.type) != dtype_kind::unsigned_integer) return true;
  return visit_dtype(type, [&]<class T>(std::type_identity<T>) {
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
      return x.type == dtype::uint64 ? std::in_range<T>(*reinterpret_cast<const std::uint64_t*>(x.bytes))
                                     : std::in_range<T>(*reinterpret_cast<const std::int64_t*>(x.bytes));
    } else {
      return true;
    }
  });
}

dims shape_of(std::span<const dynamic_handle> inputs, const char* function) {
  small_vector<const dims*, 6> shapes;
  for (const dynamic_handle& input : inputs) {
    if (input->is != role::constant) shapes.push_back(&input->shape);
  }
  if (shapes.empty()) return {};
  return broadcast_shapes(std::span<const dims* const>(shapes.data(), shapes.size()), function);
}

dynamic_handle make_compute(const kernel_set& kernel, std::vector<dynamic_handle> inputs, const char* function) {
  auto* const node = new dynamic_node;
  dynamic_handle made(node);
  node->is = role::compute;
  node->type = kernel.result;
  node->kernel = &kernel;
  node->shape = shape_of(inputs, function);
  check_shape(node->shape, itemsize(node->type), function);
  for (const dynamic_handle& input : inputs) node->nodes += input->nodes;
  node->inputs = std::move(inputs);
  return limited(std::move(made));
}

}  // namespace

void resolve_weak(const weak_value& from, dtype type, std::byte* to, const char* function) {
  visit_dtype(from.type, [&]<class S>(std::type_identity<S>) {
    if constexpr (Scalar<S>) {
      visit_dtype(type, [&]<class T>(std::type_identity<T>) {
        const S value = *reinterpret_cast<const S*>(from.bytes);
        if constexpr (is_complex_v<S> && !is_complex_v<T> && !std::is_same_v<T, bool>) {
          throw dtype_error(std::string(function) + ": a complex number does not become " + std::string(name(type)));
        } else {
          const T element = resolve_scalar<T>(value, function).value;
          std::memcpy(to, &element, sizeof element);
        }
      });
    }
  });
}

dynamic_handle make_constant(dtype type, const weak_value& from, const char* function) {
  auto* const node = new dynamic_node;
  dynamic_handle made(node);
  node->is = role::constant;
  node->type = type;
  resolve_weak(from, type, node->value, function);
  return made;
}

dynamic_handle cast_node(dynamic_handle x, dtype type) {
  if (x->type == type) return x;
  const kernel_set* const kernel = find_kernel(name(type), {x->type});
  std::vector<dynamic_handle> inputs;
  inputs.push_back(std::move(x));
  return make_compute(*kernel, std::move(inputs), "cast");
}

namespace {

bool has_reductions(const dynamic_node& node) {
  return node.is == role::reduce || node.is == role::typed ||
         std::ranges::any_of(node.inputs, [](const dynamic_handle& input) { return has_reductions(*input); });
}

using leaf_map = std::function<dynamic_handle(const block_handle&)>;

dynamic_handle mapped(const dynamic_handle& node, const leaf_map& leaf, std::unordered_map<const dynamic_node*, dynamic_handle>& known) {
  if (node->is == role::constant) return node;
  dynamic_handle& made = known[&*node];
  if (made) return made;
  if (node->is == role::leaf) return made = leaf(node->storage);
  std::vector<dynamic_handle> inputs;
  for (const dynamic_handle& input : node->inputs) inputs.push_back(mapped(input, leaf, known));
  return known[&*node] = make_compute(*node->kernel, std::move(inputs), "index");
}

}  // namespace

dynamic_handle map_leaves(const dynamic_handle& root, const leaf_map& leaf) {
  if (has_reductions(*root)) return leaf(evaluate_dynamic(root, "index"));
  std::unordered_map<const dynamic_node*, dynamic_handle> known;
  return mapped(root, leaf, known);
}

dynamic_handle limited(dynamic_handle node) {
  return node->nodes > most_nodes ? make_dynamic_leaf(evaluate_dynamic(node, "dynamic expression")) : node;
}

dynamic_handle::dynamic_handle(const dynamic_handle& other) noexcept : node_(other.node_) {
  if (node_) node_->references.fetch_add(1, std::memory_order_relaxed);
}
dynamic_handle::~dynamic_handle() {
  if (node_ && node_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete node_;
}

dynamic_handle make_dynamic_leaf(block_handle storage) {
  auto* const node = new dynamic_node;
  dynamic_handle made(node);
  node->type = storage->type;
  node->shape = storage->where.shape;
  node->storage = std::move(storage);
  return made;
}

dims shape_of_tree(const erased_tree& tree) {
  program of;
  const value_id root = tree.enter(of);
  planner::collect(of);
  return of.values[static_cast<std::size_t>(root)].shape;
}

dynamic_handle make_dynamic_tree(dtype type, std::shared_ptr<const erased_tree> tree) {
  auto* const node = new dynamic_node;
  dynamic_handle made(node);
  node->is = role::typed;
  node->type = type;
  node->shape = shape_of_tree(*tree);
  node->tree = std::move(tree);
  return made;
}

dynamic_handle harmless_beyond(const any_operand& mask, dynamic_handle x) {
  // NaN explains every result; integers divide by 1.
  const weak_value harmless =
      kind(x->type) < dtype_kind::floating ? make_weak_value(1) : make_weak_value(std::numeric_limits<double>::quiet_NaN());
  const dtype type = x->type;
  std::vector<dynamic_handle> inputs{mask.node(), std::move(x), make_constant(type, harmless, "where")};
  return make_compute(*find_kernel("where", {dtype::bool_, type, type}), std::move(inputs), "where");
}

any_expression dynamic_elementwise(const ufunc_definition& of, std::span<const any_operand> arguments, std::optional<dtype> wanted,
                                   casting allowed, const any_operand* mask) {
  std::vector<loop_argument> types;
  std::optional<dtype> common;
  for (const any_operand& x : arguments) {
    types.push_back(x.is_weak() ? loop_argument{x.weak().type, true} : loop_argument{x.node()->type, false});
    if (!x.is_weak()) common = common ? promote_types(*common, x.node()->type) : x.node()->type;
  }
  // A comparison with an integer beyond the dtype has an answer all the same.
  if (common && takes_mixed_integers(of)) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (types[i].weak && kind(*common) < dtype_kind::floating && *common != dtype::bool_ && !fits(arguments[i].weak(), *common)) {
        types[i].weak = false;
      }
    }
  }
  const kernel_set* found = &resolve_loop(of, types, wanted, allowed);
  // Integers of any size divide integers: as what the quotients are.
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (kind(found->result) == dtype_kind::floating && arguments[i].is_weak() && !fits(arguments[i].weak(), found->inputs[i])) {
      if (const kernel_set* const roomy = find_kernel(of.name, {found->result, found->result})) found = roomy;
    }
  }
  const kernel_set& loop = *found;
  std::vector<dynamic_handle> inputs;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const any_operand& x = arguments[i];
    inputs.push_back(x.is_weak() ? make_constant(loop.inputs[i], x.weak(), of.name.c_str()) : cast_node(x.node(), loop.inputs[i]));
    if (mask) inputs.back() = harmless_beyond(*mask, std::move(inputs.back()));
  }
  return any_expression(make_compute(loop, std::move(inputs), of.name.c_str()));
}

any_expression dynamic_elementwise(std::string_view ufunc, std::span<const any_operand> arguments, std::optional<dtype> wanted) {
  const ufunc_definition* const found = find_definition(ufunc);
  if (!found) throw value_error("there is no ufunc named '" + std::string(ufunc) + "'");
  if (found->nout != 1) throw value_error(found->name + ": has several results; call it as a ufunc");
  return dynamic_elementwise(*found, arguments, wanted, casting::same_kind);
}

any_expression dynamic_cast_to(const any_operand& x, dtype type) {
  if (x.is_weak()) return any_expression(make_constant(type, x.weak(), "cast"));
  return any_expression(cast_node(x.node(), type));
}

void check_boolean_decimals(int decimals) {
  if (decimals != 0) throw dtype_error("round: bool has no decimals");
}

namespace {

/// Scaling complex numbers as such would mix their parts.
template <class T>
any_expression rounded_parts(const any_operand& x, int decimals) {
  using node = elementwise<op::round_to, terminal<T>>;
  const block_handle elements = evaluate_dynamic(dynamic_cast_to(x, dtype_of<T>).node(), "round");
  return any_expression(
      make_dynamic_tree(dtype_of<T>, std::make_shared<const erased_tree_of<node>>(node(op::round_to(decimals), terminal<T>(elements)))));
}

}  // namespace

any_expression dynamic_round(const any_operand& x, int decimals) {
  const dtype type = x.dtype();
  if (type == dtype::complex64 && decimals != 0) return rounded_parts<std::complex<float>>(x, decimals);
  if (type == dtype::complex128 && decimals != 0) return rounded_parts<std::complex<double>>(x, decimals);
  const bool whole = kind(type) < dtype_kind::floating;
  if (type == dtype::bool_) check_boolean_decimals(decimals);
  if (type != dtype::bool_ && whole && decimals >= 0) return dynamic_cast_to(x, type);
  const double scale = std::pow(10.0, std::abs(decimals));
  const char* const first = decimals > 0 ? "multiply" : "divide";
  const char* const second = decimals > 0 ? "divide" : "multiply";
  if (decimals == 0) return dynamic_elementwise("rint", {x});
  const any_expression rounded = dynamic_elementwise("rint", {dynamic_elementwise(first, {x, scale})});
  return dynamic_cast_to(dynamic_elementwise(second, {rounded, scale}), type);
}

}  // namespace detail

lazynd::dtype any_expression::dtype() const noexcept { return node_->type; }
lazynd::dtype any_operand::dtype() const noexcept { return node_ ? node_->type : weak_.type; }
const shape_t& any_expression::shape() const noexcept { return node_->shape; }

}  // namespace lazynd
