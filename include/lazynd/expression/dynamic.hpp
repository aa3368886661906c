// SPDX-License-Identifier: BSD-3-Clause
// Expressions whose dtypes are known at run time: the operands and the lazy result of dynamic functions.
#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include <lazynd/expression/erased.hpp>

namespace lazynd {

/// Base of everything with a run-time dtype: any_array, any_view, any_expression.
struct dynamic_tag {};

/// An array or expression with a run-time dtype.
template <class X>
concept Dynamic = std::is_base_of_v<dynamic_tag, std::remove_cvref_t<X>>;

/// An array, view or expression, typed or not.
template <class X>
concept AnyOperand = Operand<X> || Dynamic<X>;
/// That or a C++ scalar, which is weak.
template <class X>
concept AnyOperandOrScalar = AnyOperand<X> || Scalar<std::remove_cvref_t<X>>;

namespace detail {

struct dynamic_node;

/// Shares a node of a dynamic expression.
class LAZYND_API dynamic_handle {
 public:
  dynamic_handle() noexcept = default;
  explicit dynamic_handle(dynamic_node* owned) noexcept : node_(owned) {}
  dynamic_handle(const dynamic_handle& other) noexcept;
  dynamic_handle(dynamic_handle&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  dynamic_handle& operator=(dynamic_handle other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~dynamic_handle();
  const dynamic_node* operator->() const noexcept { return node_; }
  const dynamic_node& operator*() const noexcept { return *node_; }
  explicit operator bool() const noexcept { return node_ != nullptr; }

 private:
  dynamic_node* node_ = nullptr;
};

/// Leaf that shares storage.
LAZYND_API dynamic_handle make_dynamic_leaf(block_handle storage);
/// A typed expression as a part of a dynamic one. Errors of its shapes come out here.
LAZYND_API dynamic_handle make_dynamic_tree(dtype type, std::shared_ptr<const erased_tree> tree);
/// A dynamic expression as a part of a typed one.
LAZYND_API std::shared_ptr<const erased_tree> erase_dynamic(dynamic_handle root);

/// A C++ scalar: its kind counts, its width does not.
struct weak_value {
  dtype type = dtype::int64;  ///< bool_, int64, uint64, float64 or complex128
  alignas(16) std::byte bytes[16] = {};
};

template <Scalar S>
weak_value make_weak_value(S x) noexcept {
  using wide =
      std::conditional_t<std::is_same_v<S, bool>, bool,
                         std::conditional_t<std::is_integral_v<S>, std::conditional_t<std::is_unsigned_v<S>, std::uint64_t, std::int64_t>,
                                            std::conditional_t<is_complex_v<S>, std::complex<double>, double>>>;
  weak_value made;
  made.type = dtype_of<wide>;
  *reinterpret_cast<wide*>(made.bytes) = static_cast<wide>(x);
  return made;
}

}  // namespace detail

/// Lazy expression with a run-time dtype. Dtype and shape are known, and checked, when it is made; elements are computed when it becomes
/// an `any_array`. Owns what it refers to; copying shares the expression.
class LAZYND_API any_expression : public dynamic_tag {
 public:
  explicit any_expression(detail::dynamic_handle node) noexcept : node_(std::move(node)) {}
  [[nodiscard]] lazynd::dtype dtype() const noexcept;
  [[nodiscard]] const shape_t& shape() const noexcept;
  [[nodiscard]] int ndim() const noexcept { return static_cast<int>(shape().size()); }
  [[nodiscard]] index_t size() const noexcept { return element_count(shape()); }
  [[nodiscard]] const detail::dynamic_handle& node() const noexcept { return node_; }
  /// Basic indexing: the same expression over parts of its leaves. Lazy, but for an expression with a reduction in it. `index_error`.
  template <IndexItem... I>
  any_expression operator()(I... items) const {
    const index_item list[] = {index_item(items)..., index_item(0)};
    return part(std::span<const index_item>(list, sizeof...(I)));
  }

 private:
  [[nodiscard]] any_expression part(std::span<const index_item> items) const;
  detail::dynamic_handle node_;
};

/// An argument of a dynamic function.
class LAZYND_API any_operand {
 public:
  template <Dynamic X>
  any_operand(const X& x) : node_(x.node()) {}
  template <ArrayLike X>
  any_operand(const X& x) : node_(detail::make_dynamic_leaf(x.storage())) {}
  /// Stays lazy.
  template <Expression X>
  any_operand(const X& x) : any_operand(detail::erase<value_t<X>>(x, "operand")) {}
  template <Element T>
  any_operand(const erased<T>& x)
      : node_(x.storage ? detail::make_dynamic_leaf(x.storage) : detail::make_dynamic_tree(dtype_of<T>, x.tree)) {}
  template <Scalar S>
  any_operand(S x) : weak_(detail::make_weak_value(x)) {}

  /// The dtype; for a C++ scalar the default one of its kind.
  [[nodiscard]] lazynd::dtype dtype() const noexcept;
  /// True for a C++ scalar.
  [[nodiscard]] bool is_weak() const noexcept { return !node_; }
  [[nodiscard]] const detail::dynamic_handle& node() const noexcept { return node_; }
  [[nodiscard]] const detail::weak_value& weak() const noexcept { return weak_; }

 private:
  detail::dynamic_handle node_;
  detail::weak_value weak_;
};

namespace detail {

/// The ufunc of that name over its arguments, with a result of `wanted` when that is given. `dtype_error`, `shape_error`, `value_error` for
/// a weak integer that does not fit.
LAZYND_API any_expression dynamic_elementwise(std::string_view ufunc, std::span<const any_operand> arguments,
                                              std::optional<dtype> wanted = {});
inline any_expression dynamic_elementwise(std::string_view ufunc, std::initializer_list<any_operand> arguments,
                                          std::optional<dtype> wanted = {}) {
  return dynamic_elementwise(ufunc, std::span<const any_operand>(arguments.begin(), arguments.size()), wanted);
}

/// The elements converted; no casting rule is checked.
LAZYND_API any_expression dynamic_cast_to(const any_operand& x, dtype type);

/// `dtype_error` when bool is rounded to decimals.
LAZYND_API void check_boolean_decimals(int decimals);
/// `round` to a number of decimals.
LAZYND_API any_expression dynamic_round(const any_operand& x, int decimals);

}  // namespace detail

/// Elements converted to a dtype known at run time. Lazy; no casting rule is checked.
[[nodiscard]] inline any_expression cast(const any_operand& x, dtype type) { return detail::dynamic_cast_to(x, type); }

}  // namespace lazynd
