// SPDX-License-Identifier: BSD-3-Clause
// Another look at an operand: of an array, a view of its storage; of an expression, the same operations over other looks at its leaves.
#pragma once
#include <algorithm>

#include <lazynd/array/any_array.hpp>
#include <lazynd/layout/broadcast.hpp>

namespace lazynd::detail {

/// How one block becomes another look at its elements. Refers to a function object that the caller keeps alive.
class block_look {
 public:
  template <class F>
  explicit block_look(const F& f) noexcept
      : function_(&f),
        call_([](const void* function, const block_handle& base) { return as_block(base, (*static_cast<const F*>(function))(base)); }) {}
  block_handle operator()(const block_handle& base) const { return call_(function_, base); }

 private:
  static block_handle as_block(const block_handle&, block_handle made) { return made; }
  static block_handle as_block(const block_handle& base, layout made) { return view_block(base, base->data, std::move(made)); }

  const void* function_;
  block_handle (*call_)(const void*, const block_handle&);
};

/// The look at a leaf as it stands in an expression of that shape.
LAZYND_API block_handle look_at_leaf(const block_look& look, const block_handle& leaf, const dims& shape);

/// The look at the value of a dynamic expression; one with reductions in it is evaluated.
LAZYND_API any_expression look_at_dynamic(const block_look& look, const any_expression& of);

template <class T>
terminal<T> look_through(const block_look& look, const dims& shape, const terminal<T>& leaf) {
  return terminal<T>(look_at_leaf(look, leaf.storage, shape));
}
template <class T>
terminal<T> look_through(const block_look& look, const dims& shape, const borrowed_terminal<T>& leaf) {
  const block& b = leaf.target();
  return terminal<T>(look_at_leaf(look, borrow_block(b.type, b.data, b.where, b.writable), shape));
}
template <class T>
constant<T> look_through(const block_look&, const dims&, const constant<T>& node) {
  return node;
}
template <class Op, class... A>
auto look_through(const block_look& look, const dims& shape, const elementwise<Op, A...>& node) {
  return boost::hana::unpack(node.args, [&](const auto&... arg) {
    return elementwise<Op, decltype(look_through(look, shape, arg))...>(node.op, look_through(look, shape, arg)...);
  });
}

template <class Op, class... A>
shape_t node_shape(const elementwise<Op, A...>& node);
template <class Reducer, class Arg>
shape_t node_shape(const reduction<Reducer, Arg>& node);
template <class E>
shape_t node_shape(const E& leaf) {
  return leaf.target().where.shape;
}
template <class T>
shape_t node_shape(const erased<T>& node) {
  return node.storage ? node.storage->where.shape : shape_of_tree(*node.tree);
}
template <class Op, class... A>
shape_t node_shape(const elementwise<Op, A...>& node) {
  dims shapes[sizeof...(A)];
  const dims* operands[sizeof...(A)];
  std::size_t count = 0;
  const auto add = [&]<class E>(const E& arg) {
    if constexpr (!is_constant<E>) {
      shapes[count] = node_shape(arg);
      operands[count] = &shapes[count];
      ++count;
    }
  };
  boost::hana::unpack(node.args, [&](const auto&... arg) { (add(arg), ...); });
  return broadcast_shapes(std::span<const dims* const>(operands, count), Op::name);
}
template <class Reducer, class Arg>
shape_t node_shape(const reduction<Reducer, Arg>& node) {
  return reduce_shape(node_shape(node.arg), node.over, Reducer::needs_elements, Reducer::name).shape;
}

template <class E>
shape_t shape_of(const E& node) {
  return node_shape(node);
}

/// What a look at `A` can do: read and write, or only read.
template <class A>
using element_seen_t = std::remove_pointer_t<decltype(std::declval<A&>().data())>;

template <ArrayLike A>
using view_t = view<element_seen_t<std::remove_reference_t<A>>>;

/// `f` takes a block and gives a layout of its elements, or a block.
template <AnyOperand A, class F>
auto look_at(A&& a, [[maybe_unused]] const char* function, const F& f) {
  const block_look look(f);
  if constexpr (ArrayLike<A>) {
    return view_t<A>(look(a.storage()));
  } else if constexpr (std::is_same_v<std::remove_cvref_t<A>, any_expression>) {
    return look_at_dynamic(look, a);
  } else if constexpr (Dynamic<A>) {
    return any_view(look(any_view(a).storage()));
  } else if constexpr (has_reduction<std::remove_cvref_t<A>>) {
    return view<value_t<A>>(look(evaluate(a, function)));
  } else {
    return look_through(look, shape_of(a), a);
  }
}

template <class E>
auto index_expression(const E& node, std::span<const index_item> items) {
  const auto is_integer = [](const index_item& item) { return item.is == index_item::kind::integer; };
  if (std::all_of(items.begin(), items.end(), is_integer)) {
    const auto ndim = static_cast<int>(shape_of(node).size());
    if (static_cast<int>(items.size()) != ndim) throw_too_few_indices(items.size(), ndim);
  }
  return look_at(node, "index", [&](const block_handle& base) { return index_block(base, items); });
}

template <class E>
auto reshape_expression(const E& node, const shape_t& shape) {
  return look_at(node, "reshape", [&](const block_handle& base) { return reshape_block(base, shape); });
}

}  // namespace lazynd::detail
